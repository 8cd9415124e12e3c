/* The protocol of docs/api.yaml: one conversation with the server, and the lines that we have of it. */

const SCRIPT = document.currentScript;
const HOST = new URL(SCRIPT.src, location.href).origin;
const RETRY_MS = [1000, 2000, 5000, 10000];

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

  /** The words of the chat's own buttons; without a connection we can only wait for it. */
  async texts() {
    for (;;) {
      try {
        const response = await fetch(`${HOST}/api/v1/municipalities/${encodeURIComponent(this.profile)}/texts`);
        if (response.ok) return await response.json();
      } catch {
        // No connection yet.
      }
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS[1]));
    }
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
    this.hangUp();
  }

  hangUp() {
    clearTimeout(this.timer);
    const socket = this.socket;
    this.socket = null;
    if (socket) socket.close();
  }

  take({ messages, seq }) {
    const fresh = messages.filter((line) => line.seq === undefined || line.seq > this.after);
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
