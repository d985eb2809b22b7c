// A question of an answer form: its fields, its messages, and what of it is not sent yet.
const Question = class {
  // The copy on its way: it keeps its key and content until the server answers it.
  letter = null;
  isDirty = false;
  isRejected = false;
  conflict = null;

  constructor(fieldset) {
    this.fieldset = fieldset;
    this.radios = [...fieldset.querySelectorAll('[name$="-answer"]')];
    this.reason = fieldset.querySelector('[name$="-reason"]');
    this.comment = fieldset.querySelector('[name$="-comment"]');
    this.version = fieldset.querySelector('[name$="-version"]');
    this.number = fieldset.dataset.question;
    this.isAnswered = "answered" in fieldset.dataset;
  }

  get isUnsent() {
    return this.isDirty || this.isRejected || this.letter !== null || this.conflict !== null;
  }

  get awaitsReason() {
    const { state, reason } = this.read();
    return this.isDirty && state === "not-applicable" && !reason.trim();
  }

  takeLetter() {
    if (this.letter || this.conflict || !this.isDirty || this.awaitsReason) return this.letter;
    this.isDirty = false;
    const random = () => [...crypto.getRandomValues(new Uint8Array(16))];
    const hex = () => random().map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const key = crypto.randomUUID?.() ?? hex();
    this.letter = { ...this.read(), version: this.version.value, key };
    return this.letter;
  }

  read() {
    const chosen = this.radios.find((radio) => radio.checked)?.value ?? "skipped";
    const isLevel = /^\d+$/.test(chosen);
    return {
      indicator: this.fieldset.dataset.indicator,
      dyad: this.fieldset.dataset.dyad ?? "",
      answer: chosen,
      state: isLevel ? "answered" : chosen,
      value: isLevel ? chosen : "",
      reason: this.reason?.value ?? "",
      comment: this.comment?.value ?? "",
    };
  }

  option({ state, value }) {
    const wanted = state === "answered" ? String(value) : state;
    return this.radios.find((radio) => radio.value === wanted);
  }

  fill(answer) {
    const option = this.option(answer);
    for (const radio of this.radios) radio.checked = radio === option;
    if (this.reason) this.reason.value = answer.reason ?? "";
    if (this.comment) this.comment.value = answer.comment ?? "";
    this.version.value = answer.version;
  }

  place(message) {
    (this.fieldset.querySelector(".levels") ?? this.radios[0] ?? this.version).before(message);
  }

  showErrors(errors) {
    this.clearErrors();
    for (const [name, text] of Object.entries(errors)) {
      const message = document.createElement("p");
      const id = `${this.version.name}-${name}`;
      Object.assign(message, { id, className: "invalid-feedback", textContent: text });
      message.setAttribute("role", "alert");
      const field = { reason: this.reason, comment: this.comment }[name];
      this.fieldset.classList.add("is-invalid");
      for (const radio of field ? [] : this.radios) radio.setAttribute("aria-describedby", id);
      field?.classList.add("is-invalid");
      field?.setAttribute("aria-invalid", "true");
      field?.setAttribute("aria-describedby", id);
      if (field) field.before(message);
      else this.place(message);
    }
  }

  clearErrors() {
    for (const message of this.fieldset.querySelectorAll(".invalid-feedback")) message.remove();
    this.fieldset.classList.remove("is-invalid");
    for (const field of [...this.radios, this.reason, this.comment]) {
      field?.classList.remove("is-invalid");
      field?.removeAttribute("aria-invalid");
      field?.removeAttribute("aria-describedby");
    }
  }

  reveal() {
    const [details, invalid] = ["details", ".is-invalid"].map((one) => this.fieldset.querySelector(one));
    if (details?.contains(invalid)) details.open = true;
    const chosen = this.radios.find((radio) => radio.checked) ?? this.radios[0];
    const place = this.conflict ?? invalid ?? chosen;
    place.scrollIntoView({ block: "center" });
    place.focus({ preventScroll: true });
  }

  describe(answer) {
    const label = answer.label || this.option(answer)?.labels[0]?.textContent.trim() || "No answer";
    const reason = answer.reason && `Reason: ${answer.reason}`;
    const comment = answer.comment && `Comment: ${answer.comment}`;
    return [label, reason, comment].filter(Boolean).join("\n");
  }

  // Show both answers; `settle(true)` keeps this page's, `settle(false)` takes the other.
  offerChoice(theirs, settle) {
    const copy = document.getElementById("conflict").content.cloneNode(true);
    const part = (name) => copy.querySelector(`[data-part="${name}"]`);
    const alert = copy.firstElementChild;
    const choose = (keepMine) => () => {
      alert.remove();
      this.conflict = null;
      settle(keepMine);
      (this.radios.find((radio) => radio.checked) ?? this.radios[0])?.focus();
    };
    if (theirs.mine) {
      const words = {
        who: "You changed this in another window",
        here: "This window",
        there: "The other window",
        keep: "Keep this window’s",
        take: "Use the other window’s",
      };
      for (const [name, text] of Object.entries(words)) part(name).textContent = text;
    } else if (theirs.by) part("who").textContent = `${theirs.by} changed this answer`;
    part("mine").textContent = this.describe(this.read());
    part("theirs").textContent = this.describe(theirs);
    part("keep").addEventListener("click", choose(true));
    part("take").addEventListener("click", choose(false));
    this.conflict = alert;
    this.place(alert);
  }
};

// Sends the answers of one form, one request at a time for each question, until all are kept.
const Outbox = (() => {
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

// Saves each answer as it is given and says in one sentence what is kept and what is not.
(() => {
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;

  const TYPING = 800;
  let leaving = false;
  let pressed = null; // the button to press again once everything is kept

  const clock = (moment) => {
    const date = new Date(moment);
    if (Number.isNaN(date.getTime())) return moment;
    return date.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  };

  const sentence = ({ questions, problem, last }) => {
    const unsent = questions.filter((question) => question.isUnsent).length;
    const changes = unsent === 1 ? "1 change" : `${unsent} changes`;
    const first = (name) => questions.find((question) => question[name])?.number;
    if (problem === "closed") return ["bad", "This assessment is closed: the last change was not saved"];
    if (first("conflict"))
      return ["wait", `Question ${first("conflict")} was changed elsewhere: choose which answer stays`];
    if (unsent && problem === "signed out")
      return ["bad", "You are signed out: sign in in another tab, your answers are kept on this page"];
    if (unsent && problem)
      return ["wait", `${changes} kept on this page, not sent yet${pressed ? "; moving on once sent" : ""}`];
    if (first("isRejected"))
      return ["bad", `Question ${first("isRejected")} is not saved: see the message beside it`];
    if (first("awaitsReason"))
      return ["wait", `Question ${first("awaitsReason")} is not saved yet: say why it does not apply`];
    if (unsent) return ["wait", `Saving ${changes}`];
    return ["", last ? `All answers saved at ${clock(last.saved_at)}` : "Nothing to save yet"];
  };

  // The counts the page came with, each moved by what has been answered here since.
  const places = [...document.querySelectorAll("[data-progress]")].map((place) => {
    const numbers = place.textContent.match(/\d+/g).map(Number);
    return { place, numbers, isLeft: place.dataset.progress === "left" };
  });

  const showProgress = (more) => {
    for (const { place, numbers, isLeft } of places) {
      const count = numbers[0] + (isLeft ? -more : more);
      const text = place.textContent.replace(/\d+/, count);
      if (place.localName === "progress") place.value = count;
      if (place.textContent !== text) place.textContent = text;
      if (isLeft) place.hidden = count === 0;
      if (place.dataset.progress === "page") place.classList.toggle("done", count === numbers[1]);
    }
  };

  const answeredHere = () => outbox.questions.filter((question) => question.isAnswered).length;
  const isAnyUnsent = () => outbox.questions.some((question) => question.isUnsent);

  const show = () => {
    const [state, text] = sentence(outbox);
    for (const place of document.querySelectorAll("[data-save-state]")) {
      place.classList.toggle("wait", state === "wait");
      place.classList.toggle("bad", state === "bad");
      if (place.textContent !== text) place.textContent = text;
    }
    showProgress(answeredHere() - answeredAtFirst);
  };

  // Do what the pressed button is for, unless a question needs its person first.
  const moveOn = () => {
    if (!pressed) return;
    const { questions, problem } = outbox;
    const isHeld = ({ conflict, isRejected, awaitsReason }) => conflict || isRejected || awaitsReason;
    const held = problem !== "closed" && questions.find(isHeld);
    const button = pressed;
    if (!held && isAnyUnsent() && problem !== "closed") return;
    pressed = null;
    if (!held) {
      leaving = true;
      button.click();
      return;
    }
    if (held.awaitsReason) held.showErrors({ reason: "Give a reason, so that a reader can judge it." });
    show();
    held.reveal();
  };

  const outbox = new Outbox(form, () => {
    show();
    moveOn();
  });

  for (const fieldset of form.querySelectorAll("fieldset[data-question]")) {
    const question = new Question(fieldset);
    const isOurs = ({ target }) => /-(answer|reason|comment)$/.test(target.name);
    let timer;
    outbox.questions.push(question);
    fieldset.addEventListener("input", (event) => {
      if (!isOurs(event)) return;
      pressed = null;
      outbox.edited(question);
      clearTimeout(timer);
      timer = setTimeout(() => outbox.send(question), TYPING);
    });
    fieldset.addEventListener("change", (event) => {
      if (!isOurs(event)) return;
      clearTimeout(timer);
      outbox.send(question);
    });
  }

  // The form goes to the server only after the answers did, so nothing typed can be lost.
  form.addEventListener("submit", (event) => {
    if (leaving || !isAnyUnsent()) {
      leaving = true;
      return;
    }
    event.preventDefault();
    pressed = event.submitter ?? form.querySelector("button:not([type=button])");
    outbox.flush();
    show();
    moveOn();
  });

  window.addEventListener("beforeunload", (event) => {
    if (!leaving && isAnyUnsent()) event.preventDefault();
  });
  const answeredAtFirst = answeredHere();
  show();
  window.addEventListener("pageshow", () => {
    leaving = false;
    pressed = null;
  });
  window.addEventListener("online", () => outbox.retryNow());
  document.addEventListener("visibilitychange", () => document.hidden || outbox.retryNow());
})();
