// One question of an answer form: its fields, its messages, and what of it is not sent yet.
window.Question = class {
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

  // Bring what holds the page up into view, with the focus on it.
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
