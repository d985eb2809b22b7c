// Sends the answers of one form, one request at a time for each question, until all are kept.
window.Outbox = (() => {
  const [SHORTEST, LONGEST] = [2000, 30000];

  return class {
    questions = [];
    problem = "";
    delay = SHORTEST;

    constructor(form, onChange) {
      Object.assign(this, { form, onChange });
    }

    edited(question) {
      question.isDirty = true;
      question.isRejected = false;
      question.clearErrors();
      this.onChange();
    }

    flush() {
      clearTimeout(this.timer);
      return Promise.all(this.questions.map((question) => this.send(question)));
    }

    send(question) {
      question.run ??= this.run(question).finally(() => {
        question.run = null;
        this.onChange();
      });
      return question.run;
    }

    async run(question) {
      while (this.problem !== "closed" && question.takeLetter()) {
        const answer = await this.post(question.letter);
        if (!this.settle(question, answer)) return;
        this.onChange();
      }
    }

    // Signing in again in another tab changes the token, so the cookie counts before the form.
    token() {
      const field = this.form.elements.csrfmiddlewaretoken;
      const cookie = document.cookie.match(/(?:^|; )(?:csrftoken|__Host-csrf)=([^;]+)/);
      if (cookie) field.value = cookie[1];
      return field.value;
    }

    async post(letter) {
      try {
        const answer = await fetch(this.form.dataset.autosave, {
          method: "POST",
          body: new URLSearchParams(letter),
          headers: { Accept: "application/json", "X-CSRFToken": this.token() },
          redirect: "manual",
          signal: AbortSignal.timeout?.(LONGEST),
        });
        const status = answer.type === "opaqueredirect" ? 401 : answer.status;
        return { status, ...(await answer.json().catch(() => ({}))) };
      } catch {
        return { status: 0 };
      }
    }

    // Return whether the next letter may follow.
    settle(question, answer) {
      const { status, code } = answer;
      if ([401, 403, 404].includes(status)) return this.retryLater("signed out");
      const isLost = status === 0 || (status === 200 && answer.version === undefined);
      if (isLost || status === 429 || status >= 500) return this.retryLater("offline");
      this.problem = code === "closed" ? "closed" : "";
      if (this.problem) return false;
      this.delay = SHORTEST;
      const { state } = question.letter;
      question.letter = null;
      if (status === 200) this.accept(question, answer, state);
      else if (status === 409 && answer.theirs) this.dispute(question, answer.theirs);
      else this.reject(question, answer.errors);
      return true;
    }

    accept(question, answer, state) {
      question.version.value = answer.version;
      question.isAnswered = state !== "skipped";
      question.fieldset.querySelector(".conflict")?.remove();
      this.last = answer;
    }

    reject(question, errors) {
      if (question.isDirty) return;
      question.isRejected = true;
      const fallback = "This answer was not accepted. Copy what you wrote and load the page again.";
      question.showErrors(errors ?? { answer: fallback });
    }

    dispute(question, theirs) {
      question.isAnswered = theirs.state !== "skipped";
      question.offerChoice(theirs, (keepMine) => {
        question.isDirty = keepMine;
        if (keepMine) question.version.value = theirs.version;
        else question.fill(theirs);
        this.send(question);
      });
    }

    retryLater(problem) {
      this.problem = problem;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.flush(), this.delay);
      this.delay = Math.min(this.delay * 2, LONGEST);
      return false;
    }

    retryNow() {
      this.delay = SHORTEST;
      this.flush();
    }
  };
})();
