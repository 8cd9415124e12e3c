/* The chat that people see: <voordeur-chat municipality="ID" channel="webchat" exit="ADDRESS">.
   The server's transcript is the only truth: nothing is shown before the server has it. */

const THINKING_AFTER_MS = 300;
const NARROW = matchMedia("(max-width: 40rem)");

class VoordeurChat extends HTMLElement {
  async connectedCallback() {
    if (this.talk) return; // Moved in the page, not new.
    const profile = this.getAttribute("municipality");
    this.labels = new Labels();
    this.talk = new Talk(profile, this.getAttribute("channel") || "webchat", (lines) => this.show(lines));
    this.talk.onGone = () => this.end("chat.gone");
    const { language, status, texts } = await this.talk.texts();
    this.texts = texts;
    this.build(status);
    this.speak(texts[document.documentElement.lang] ? document.documentElement.lang : language);
    await this.start();
  }

  disconnectedCallback() {
    queueMicrotask(() => !this.isConnected && this.talk.hangUp());
  }

  // ---- building

  build(status) {
    this.log = make("div", { className: "chat__log", role: "log", "aria-live": "off", tabIndex: 0 });
    this.labels.put(this.log, "chat.label", "aria-label");
    this.announcer = make("div", { className: "visually-hidden", role: "status", "aria-live": "polite" });
    this.thinking = make("div", { className: "chat__thinking", hidden: true, "aria-hidden": "true" });
    this.thinking.append(make("span"), make("span"), make("span"));
    this.log.append(this.thinking);
    this.trouble = make("div", { className: "chat__trouble", role: "alert" });
    this.data = dataPiece(this.labels, { download: () => this.download(), erase: () => this.erase() });
    this.classList.add("chat");
    this.replaceChildren(...this.example(status), this.bar(), this.log, this.announcer, this.trouble, this.form(), this.data.dialog);
  }

  /** A page of our own says already that it is an example; in another page the chat says so itself. */
  example(status) {
    if (!status || document.querySelector(`[data-text="${status}"]`)) return [];
    return [this.labels.put(make("p", { className: "notice chat__example" }), status)];
  }

  bar() {
    this.who = this.labels.put(make("p", { className: "chat__who" }), "chat.computer");
    const human = this.labels.button("chat.human", "button", () => this.choose("human"));
    const stop = this.labels.button("chat.stop", "button", () => this.choose("stop"));
    human.dataset.choice = "human";
    stop.dataset.choice = "stop";
    const data = this.labels.button("chat.data", "button", () => this.data.open());
    const exit = this.labels.button("chat.exit", "button button--danger chat__exit", () => this.leave());
    const controls = make("div", { className: "chat__controls" }, human, stop, data, exit);
    return make("div", { className: "chat__bar" }, this.who, controls);
  }

  form() {
    this.input = make("textarea", { id: "voordeur-input", className: "input chat__input", rows: 1, autocomplete: "off" });
    this.hint = make("label", { className: "chat__hint", htmlFor: "voordeur-input" });
    this.labels.put(this.hint, "chat.hint.none");
    const send = this.labels.button("chat.send", "button button--primary", () => this.say());
    this.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.say();
    });
    const row = make("div", { className: "chat__row" }, this.input, send);
    return make("div", { className: "chat__form" }, this.hint, row);
  }

  speak(lang) {
    if (lang === this.talk.lang || !this.texts[lang]) return;
    this.talk.lang = lang;
    this.lang = lang;
    this.labels.speak(this.texts[lang]);
    const detail = { lang, words: this.texts[lang] };
    this.dispatchEvent(new CustomEvent("voordeur-language", { bubbles: true, detail }));
  }

  // ---- talking

  start() {
    return this.attempt(
      async () => {
        await this.talk.begin();
        this.talk.listen();
      },
      () => this.start(),
    );
  }

  say() {
    const text = this.input.value;
    if (!text.trim()) return this.input.focus();
    this.send({ text, id: randomId() });
  }

  choose(choice) {
    this.send({ choice, id: randomId() });
  }

  async send(message) {
    if (this.busy || !this.talk.keys) return;
    const sent = await this.attempt(
      async () => this.isPerson((await this.talk.send(message)).silent),
      () => this.send(message), // The same id: it is never said twice.
    );
    if (!sent) return;
    if (message.text === this.input.value) this.input.value = "";
    if (NARROW.matches) this.scrollIntoView({ block: "start" });
  }

  /** Carry out what may fail; when it does, say so and offer to try the same again. */
  async attempt(act, again) {
    this.busy = true;
    this.trouble.replaceChildren();
    const slow = setTimeout(() => this.think(true), THINKING_AFTER_MS);
    try {
      await act();
      return true;
    } catch (failure) {
      if (!(failure instanceof Failure)) throw failure;
      this.fail(failure, again);
      return false;
    } finally {
      clearTimeout(slow);
      this.think(false);
      this.busy = false;
    }
  }

  fail(failure, again) {
    if (failure.isGone) return this.end("chat.gone");
    const words = make("p", { textContent: failure.message || this.labels.words["chat.failed"] });
    const retry = this.labels.button("chat.retry", "button", again);
    this.trouble.replaceChildren(make("div", { className: "notice notice--danger" }, words, retry));
  }

  think(on) {
    this.thinking.hidden = !on;
    if (on) this.log.scrollTop = this.log.scrollHeight;
  }

  // ---- showing

  show(lines) {
    const tapped = this.log.contains(document.activeElement) && document.activeElement !== this.log;
    this.closeChoices();
    const pieces = lines.map((line) => linePiece(line, this.labels, HOST, (choice) => this.choose(choice)));
    this.thinking.before(...pieces);
    const said = lines.findLastIndex((line) => line.sender === "resident"); // Of a talk taken up again: the last turn.
    this.log.scrollTop = pieces[Math.max(said, 0)].offsetTop - 8;
    const answers = lines.slice(said + 1);
    const last = lines.findLast((line) => line.sender !== "resident");
    if (last) this.follow(last);
    const answer = pieces[lines.indexOf(answers[0])];
    if (tapped && answer) answer.focus({ preventScroll: true }); // The focus has it read aloud.
    else this.announce(answers);
  }

  /** A question that is no longer the newest cannot be answered by a tap. */
  closeChoices() {
    for (const group of this.log.querySelectorAll(".choices:not([hidden])")) {
      group.hidden = true;
      group.querySelectorAll("button").forEach((button) => (button.disabled = true));
    }
  }

  follow(line) {
    if (line.sender === "bot") this.speak(line.lang);
    this.isPerson(line.sender === "staff");
    this.labels.put(this.hint, `chat.hint.${line.input}`);
  }

  isPerson(person) {
    this.labels.put(this.who, person ? "chat.person" : "chat.computer");
  }

  announce(answers) {
    this.announcer.lang = answers.length ? answers.at(-1).lang : this.lang;
    this.announcer.textContent = answers.map((line) => line.text).join("\n");
  }

  // ---- leaving

  download() {
    return this.attempt(
      async () => {
        const file = new Blob([JSON.stringify(await this.talk.export(), null, 2)], { type: "application/json" });
        const link = make("a", { href: URL.createObjectURL(file), download: "mijn-gegevens.json" });
        link.click();
        URL.revokeObjectURL(link.href);
      },
      () => this.download(),
    );
  }

  async erase() {
    const erased = await this.attempt(() => this.talk.erase(), () => this.erase());
    if (erased) this.end("chat.erased");
  }

  /** The talk is over: nothing of it stays on the screen. */
  end(key) {
    this.talk.forget();
    this.labels.forget([...this.log.children]);
    this.announce([]);
    const again = this.labels.button("chat.again", "button button--primary", () => {
      note.remove();
      this.input.focus();
      this.start();
    });
    const note = make("div", { className: "notice", role: "status" }, this.labels.put(make("p"), key), again);
    this.log.replaceChildren(note, this.thinking);
    again.focus();
  }

  /** Away at once: the screen is empty before the next page comes, and Back does not lead here. */
  leave() {
    sessionStorage.clear();
    document.documentElement.hidden = true;
    location.replace(this.getAttribute("exit") || "https://www.knmi.nl/");
  }
}
