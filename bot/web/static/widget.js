/* The chat of the front door, as one plain custom element: <voordeur-chat>.

   On a page of its own the element already stands there.  With one script tag
   (<script src="https://HOST/widget.js" data-municipality="ID" async></script>)
   it is put where the tag stands.

   Talk: the protocol of docs/api.yaml.  VoordeurChat: what people see.  What was said is
   only ever set as text, never as markup; the server's transcript is the only truth. */
(() => {
  "use strict";

  const SCRIPT = document.currentScript;
  const HOST = new URL(SCRIPT.src, location.href).origin;
  const RETRY_MS = [1000, 2000, 5000, 10000];
  const THINKING_AFTER_MS = 300;
  const ALWAYS_THERE = new Set(["human", "stop"]); // Buttons above the talk, so not repeated below.

  /** An answer of the server that is not the one we hoped for; status 0: no answer at all. */
  class Failure extends Error {
    constructor(status, message) {
      super(message);
      this.status = status;
    }
    get isGone() {
      return [401, 403, 404].includes(this.status);
    }
  }

  const randomId = () =>
    Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");

  /** One conversation with the server: its id and token, and the lines that we have of it. */
  class Talk {
    constructor(profile, channel, onLines) {
      this.profile = profile;
      this.channel = channel;
      this.onLines = onLines;
      this.store = `voordeur:${profile}:${channel}`;
      this.lang = "";
      this.after = 0;
      this.attempts = 0;
    }

    /** Go on with the talk of this tab, or begin one. */
    async begin() {
      this.keys = JSON.parse(sessionStorage.getItem(this.store) || "null");
      if (this.keys) {
        try {
          return this.take(await this.call("GET", "/messages?after=0"));
        } catch (failure) {
          if (!failure.isGone) throw failure;
          this.forget();
        }
      }
      const opened = await this.request("POST", "", { profile: this.profile, channel: this.channel });
      this.keep(opened);
      this.take(opened);
    }

    /** Send one message; the same id again is the same message. */
    async send(message) {
      const answer = await this.call("POST", "/messages", { ...message, after: this.after });
      if (answer.resume) return this.moveTo(answer.resume);
      this.take(answer);
      return answer;
    }

    async moveTo(keys) {
      this.forget();
      this.keep(keys);
      await this.begin();
      this.listen();
      return { silent: false };
    }

    export() {
      return this.call("GET", "/case");
    }

    async erase() {
      await this.call("DELETE", "");
      this.forget();
    }

    keep({ id, token }) {
      this.keys = { id, token };
      sessionStorage.setItem(this.store, JSON.stringify(this.keys));
    }

    forget() {
      sessionStorage.removeItem(this.store);
      this.keys = null;
      this.after = 0;
      clearTimeout(this.timer);
      const socket = this.socket;
      this.socket = null;
      if (socket) socket.close();
    }

    take({ messages, seq }) {
      const fresh = messages.filter((line) => line.seq > this.after);
      this.after = Math.max(this.after, seq);
      if (fresh.length) this.onLines(fresh);
    }

    /** Hear at once what is said elsewhere: in another tab, or by a worker at the desk. */
    listen() {
      const socket = new WebSocket(`${HOST.replace(/^http/, "ws")}/api/v1/conversations/${this.keys.id}/live`);
      this.socket = socket;
      socket.onopen = () => socket.send(JSON.stringify({ token: this.keys.token, after: this.after }));
      socket.onmessage = (event) => {
        this.attempts = 0;
        if (socket === this.socket) this.take(JSON.parse(event.data));
      };
      socket.onclose = () => socket === this.socket && this.listenLater();
    }

    listenLater() {
      const wait = RETRY_MS[Math.min(this.attempts, RETRY_MS.length - 1)];
      this.attempts += 1;
      this.timer = setTimeout(async () => {
        try {
          this.take(await this.call("GET", `/messages?after=${this.after}`));
          this.listen();
        } catch (failure) {
          if (failure.isGone) this.onGone();
          else this.listenLater();
        }
      }, wait);
    }

    call(method, path, body) {
      return this.request(method, `/${this.keys.id}${path}`, body, { Authorization: `Bearer ${this.keys.token}` });
    }

    async request(method, path, body, headers = {}) {
      const options = { method, headers: { ...headers, "Accept-Language": this.lang || "nl" }, cache: "no-store" };
      if (body) {
        options.body = JSON.stringify(body);
        options.headers["Content-Type"] = "application/json";
      }
      let response;
      try {
        response = await fetch(`${HOST}/api/v1/conversations${path}`, options);
      } catch {
        throw new Failure(0, "");
      }
      if (response.status === 204) return null;
      const answer = await response.json().catch(() => ({}));
      if (!response.ok) throw new Failure(response.status, answer.message || "");
      return answer;
    }
  }

  /** Make an element with properties, attributes (dashed names) and children. */
  function make(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name in element && !name.includes("-")) element[name] = value;
      else element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  }

  class VoordeurChat extends HTMLElement {
    async connectedCallback() {
      if (this.talk) return; // Moved in the page, not new.
      const profile = this.getAttribute("municipality");
      this.words = {};
      this.labels = [];
      this.talk = new Talk(profile, this.getAttribute("channel") || "webchat", (lines) => this.show(lines));
      this.talk.onGone = () => this.end("chat.gone");
      const { language, texts } = await this.loadTexts(profile);
      this.texts = texts;
      this.build();
      this.speak(texts[document.documentElement.lang] ? document.documentElement.lang : language);
      await this.start();
    }

    /** The words of our own buttons; without a connection we can only wait for it. */
    async loadTexts(profile) {
      for (;;) {
        try {
          const response = await fetch(`${HOST}/api/v1/municipalities/${encodeURIComponent(profile)}/texts`);
          if (response.ok) return await response.json();
        } catch {
          // No connection yet.
        }
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS[1]));
      }
    }

    disconnectedCallback() {
      queueMicrotask(() => !this.isConnected && this.talk.socket && this.talk.socket.close());
    }

    // ---- building

    build() {
      this.log = make("div", { className: "chat__log", role: "log", "aria-live": "off", tabIndex: 0 });
      this.announcer = make("div", { className: "visually-hidden", role: "status", "aria-live": "polite" });
      this.thinking = make("div", { className: "chat__thinking", hidden: true }, make("span"), make("span"), make("span"));
      this.trouble = make("div", { className: "chat__trouble", role: "alert" });
      this.log.setAttribute("aria-relevant", "additions");
      this.label(this.log, "chat.label", "aria-label");
      this.thinking.setAttribute("aria-hidden", "true");
      this.classList.add("chat");
      this.replaceChildren(this.bar(), this.log, this.announcer, this.trouble, this.form(), this.dataDialog());
      this.log.append(this.thinking);
    }

    bar() {
      this.who = make("p", { className: "chat__who" });
      this.label(this.who, "chat.computer");
      const buttons = make(
        "div",
        { className: "chat__controls" },
        this.button("chat.human", "button", () => this.choose("human"), "human"),
        this.button("chat.stop", "button", () => this.choose("stop"), "stop"),
        this.button("chat.data", "button", () => this.openData()),
        this.button("chat.exit", "button button--danger chat__exit", () => this.leave()),
      );
      return make("div", { className: "chat__bar" }, this.who, buttons);
    }

    form() {
      this.input = make("textarea", { id: "voordeur-input", className: "input chat__input", rows: 1 });
      this.input.setAttribute("autocomplete", "off");
      this.hint = make("label", { className: "chat__hint", htmlFor: "voordeur-input" });
      this.label(this.hint, "chat.hint.none");
      const send = this.button("chat.send", "button button--primary", null);
      send.type = "submit";
      const form = make("form", { className: "chat__form" }, this.hint, make("div", { className: "chat__row" }, this.input, send));
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.say();
      });
      this.input.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        this.say();
      });
      return form;
    }

    dataDialog() {
      const text = this.label(make("p"), "chat.data.text");
      const sure = make(
        "div",
        { className: "notice notice--danger", hidden: true },
        this.label(make("p"), "chat.data.sure"),
        this.button("chat.data.yes", "button button--danger", () => this.erase()),
      );
      const title = this.label(make("h2", { id: "voordeur-data" }), "chat.data");
      const erase = this.button("chat.data.erase", "button button--danger", () => {
        sure.hidden = false;
        sure.querySelector("button").focus();
      });
      this.sure = sure;
      this.data = make(
        "dialog",
        { className: "chat__dialog", "aria-labelledby": "voordeur-data" },
        title,
        text,
        this.button("chat.data.download", "button", () => this.download()),
        erase,
        sure,
        this.button("chat.data.back", "button button--primary", () => this.data.close()),
      );
      return this.data;
    }

    button(key, className, act, choice) {
      const button = make("button", { type: "button", className });
      if (choice) button.dataset.choice = choice;
      if (act) button.addEventListener("click", act);
      return this.label(button, key);
    }

    /** Give an element words that follow the language of the talk. */
    label(element, key, attribute) {
      this.labels = this.labels.filter((label) => label.element !== element || label.attribute !== attribute);
      this.labels.push({ element, key, attribute });
      this.write({ element, key, attribute });
      return element;
    }

    write({ element, key, attribute }) {
      const text = this.words[key] || "";
      if (attribute) element.setAttribute(attribute, text);
      else element.textContent = text;
    }

    speak(lang) {
      if (lang === this.talk.lang || !this.texts[lang]) return;
      this.talk.lang = lang;
      this.words = this.texts[lang];
      this.lang = lang;
      this.labels.forEach((label) => this.write(label));
      this.dispatchEvent(new CustomEvent("voordeur-language", { bubbles: true, detail: { lang, words: this.words } }));
    }

    // ---- talking

    async start() {
      await this.attempt(async () => {
        await this.talk.begin();
        this.talk.listen();
      });
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
      const sent = await this.attempt(async () => {
        const answer = await this.talk.send(message);
        this.isPerson(answer.silent);
      }, message.choice);
      if (sent && message.text !== undefined) this.input.value = "";
      if (sent && matchMedia("(max-width: 40rem)").matches) this.scrollIntoView({ block: "start" });
    }

    /** Carry out what may fail; when it does, say so and offer to try the same again. */
    async attempt(act) {
      this.busy = true;
      this.trouble.replaceChildren();
      const slow = setTimeout(() => this.think(true), THINKING_AFTER_MS);
      try {
        await act();
        return true;
      } catch (failure) {
        if (!(failure instanceof Failure)) throw failure;
        this.fail(failure, act);
        return false;
      } finally {
        clearTimeout(slow);
        this.think(false);
        this.busy = false;
      }
    }

    fail(failure, act) {
      if (failure.isGone) return this.end("chat.gone");
      const words = make("p", { textContent: failure.message || this.words["chat.failed"] });
      const again = this.button("chat.retry", "button", async () => {
        if (await this.attempt(act)) this.input.value = "";
      });
      this.trouble.replaceChildren(make("div", { className: "notice notice--danger" }, words, again));
    }

    think(on) {
      this.thinking.hidden = !on;
      if (on) this.log.scrollTop = this.log.scrollHeight;
    }

    // ---- showing

    show(lines) {
      const byKeyboard = this.log.contains(document.activeElement) && document.activeElement !== this.log;
      this.closeChoices();
      const shown = lines.map((line) => this.line(line));
      this.thinking.before(...shown);
      this.log.scrollTop = shown[0].offsetTop - 8;
      const last = lines.filter((line) => line.sender !== "resident").at(-1);
      if (last) this.follow(last);
      const answer = shown.find((_, index) => lines[index].sender !== "resident");
      if (byKeyboard && answer) answer.focus({ preventScroll: true }); // Read aloud by the focus.
      else this.announce(lines);
    }

    follow(line) {
      if (line.sender === "bot") this.speak(line.lang);
      this.isPerson(line.sender === "staff");
      this.label(this.hint, `chat.hint.${line.input}`);
    }

    isPerson(person) {
      this.label(this.who, person ? "chat.person" : "chat.computer");
    }

    line(line) {
      const from = make("p", { className: "message__from" });
      this.label(from, `chat.from.${line.sender}`);
      if (ALWAYS_THERE.has(line.choice) && line.text === line.choice) line.text = this.words[`chat.${line.choice}`];
      const text = make("p", { className: "message__text", dir: "auto", lang: line.lang, textContent: line.text });
      const parts = [from, text];
      if (line.attachments.length) parts.push(this.papers(line.attachments));
      const bubble = make("div", { className: "message__bubble" }, ...parts);
      const message = make("div", { className: `message message--${line.sender}`, tabIndex: -1 }, bubble);
      message.dataset.seq = line.seq;
      if (line.key) message.dataset.key = line.key;
      const choices = line.choices.filter((choice) => !ALWAYS_THERE.has(choice.id));
      if (choices.length) message.append(this.choices(choices, line.lang));
      return message;
    }

    choices(choices, lang) {
      const group = make("div", { className: "choices", role: "group", lang });
      this.label(group, "chat.choices", "aria-label");
      for (const kind of ["answer", "aside"]) {
        const buttons = choices.filter((choice) => choice.kind === kind).map((choice) => this.choiceButton(choice));
        if (buttons.length) group.append(make("div", { className: `choices__row choices__row--${kind}` }, ...buttons));
      }
      return group;
    }

    choiceButton({ id, title, kind }) {
      const look = kind === "aside" ? "button button--quiet" : "button choices__answer";
      const button = make("button", { type: "button", className: look, dir: "auto", textContent: title });
      button.dataset.choice = id;
      button.addEventListener("click", () => this.choose(id));
      return button;
    }

    /** A question that is no longer the newest cannot be answered by a tap. */
    closeChoices() {
      for (const group of this.log.querySelectorAll(".choices:not([hidden])")) {
        group.hidden = true;
        group.querySelectorAll("button").forEach((button) => (button.disabled = true));
      }
    }

    papers(attachments) {
      const links = attachments.map(({ kind, href }) => {
        const link = make("a", { className: "button", href: HOST + href, rel: "noopener" });
        if (kind === "sheet") link.target = "_blank";
        return this.label(link, `chat.attachment.${kind}`);
      });
      return make("div", { className: "message__papers" }, ...links);
    }

    announce(lines) {
      const heard = lines.filter((line) => line.sender !== "resident");
      this.announcer.lang = heard.length ? heard.at(-1).lang : this.lang;
      this.announcer.textContent = heard.map((line) => line.text).join("\n");
    }

    // ---- leaving

    openData() {
      this.sure.hidden = true;
      this.data.showModal();
    }

    async download() {
      this.data.close();
      await this.attempt(async () => {
        const file = new Blob([JSON.stringify(await this.talk.export(), null, 2)], { type: "application/json" });
        const link = make("a", { href: URL.createObjectURL(file), download: "mijn-gegevens.json" });
        link.click();
        URL.revokeObjectURL(link.href);
      });
    }

    async erase() {
      this.data.close();
      if (await this.attempt(() => this.talk.erase())) this.end("chat.erased");
    }

    /** The talk is over: nothing of it stays on the screen. */
    end(key) {
      this.talk.forget();
      this.labels = this.labels.filter(({ element }) => !this.log.contains(element) || element === this.log);
      this.log.replaceChildren(this.thinking);
      const again = this.button("chat.again", "button button--primary", () => {
        note.remove();
        this.input.focus();
        this.start();
      });
      const note = make("div", { className: "notice", role: "status" }, this.label(make("p"), key), again);
      this.thinking.before(note);
      again.focus();
    }

    /** Away at once: the screen is empty before the next page comes, and Back does not lead here. */
    leave() {
      sessionStorage.clear();
      document.documentElement.hidden = true;
      location.replace(this.getAttribute("exit") || "https://www.knmi.nl/");
    }
  }

  customElements.define("voordeur-chat", VoordeurChat);

  if (SCRIPT.dataset.municipality && !document.querySelector("voordeur-chat")) {
    for (const file of ["tokens.css", "chat.css"]) {
      document.head.append(make("link", { rel: "stylesheet", href: `${HOST}/static/${file}` }));
    }
    SCRIPT.after(make("voordeur-chat", { municipality: SCRIPT.dataset.municipality }));
  }
})();
