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
