// Saves each answer as it is given and says in one sentence what is kept and what is not.
(() => {
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;

  const TYPING = 800;
  let leaving = false;

  const clock = (moment) => {
    const date = new Date(moment);
    if (Number.isNaN(date.getTime())) return moment;
    return date.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  };

  const sentence = ({ questions, problem, last }) => {
    const unsent = questions.filter((question) => question.isUnsent).length;
    const changes = unsent === 1 ? "1 change" : `${unsent} changes`;
    const some = (name) => questions.some((question) => question[name]);
    if (problem === "closed") return ["bad", "This assessment is closed: the last change was not saved"];
    if (some("conflict")) return ["wait", "An answer was changed elsewhere: choose which one stays"];
    if (unsent && problem === "signed out")
      return ["bad", "You are signed out: sign in in another tab, your answers are kept on this page"];
    if (unsent && problem) return ["wait", `${changes} kept on this page, not sent yet`];
    if (some("isRejected")) return ["bad", "An answer is not saved: see the message beside it"];
    if (some("awaitsReason")) return ["wait", "Not saved yet: say why the question does not apply"];
    if (unsent) return ["wait", `Saving ${changes}`];
    return ["", last ? `All answers saved at ${clock(last.saved_at)}` : "All answers saved"];
  };

  const showProgress = ({ answered, asked }) => {
    for (const place of document.querySelectorAll("[data-progress]")) {
      if (place instanceof HTMLProgressElement) Object.assign(place, { max: asked, value: answered });
      else place.textContent = `${answered} of ${asked}`;
    }
  };

  const outbox = new Outbox(form, () => {
    const [state, text] = sentence(outbox);
    for (const place of document.querySelectorAll("[data-save-state]")) {
      place.classList.toggle("wait", state === "wait");
      place.classList.toggle("bad", state === "bad");
      if (place.textContent !== text) place.textContent = text;
    }
    if (outbox.last?.asked !== undefined) showProgress(outbox.last);
  });
  const isAnyUnsent = () => outbox.questions.some((question) => question.isUnsent);

  for (const fieldset of form.querySelectorAll("fieldset[data-question]")) {
    const question = new Question(fieldset);
    const isOurs = ({ target }) => /-(answer|reason|comment)$/.test(target.name);
    let timer;
    outbox.questions.push(question);
    fieldset.addEventListener("input", (event) => {
      if (!isOurs(event)) return;
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
  form.addEventListener("submit", async (event) => {
    if (leaving || !isAnyUnsent()) {
      leaving = true;
      return;
    }
    event.preventDefault();
    await outbox.flush();
    const isHeld = ({ conflict, letter }) => conflict || (letter && outbox.problem !== "closed");
    const held = outbox.questions.find(isHeld);
    if (held) {
      held.conflict?.focus();
      return;
    }
    leaving = true;
    (event.submitter ?? form.querySelector("button:not([type=button])")).click();
  });

  window.addEventListener("beforeunload", (event) => {
    if (!leaving && isAnyUnsent()) event.preventDefault();
  });
  outbox.onChange();
  window.addEventListener("pageshow", () => (leaving = false));
  window.addEventListener("online", () => outbox.retryNow());
  document.addEventListener("visibilitychange", () => document.hidden || outbox.retryNow());
})();
