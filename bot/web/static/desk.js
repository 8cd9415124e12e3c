// How does an open page of the desk stay true without a reload?
// The server says that something changed; we fetch the piece of page again and replace the
// parts that differ.  Without this script everything works, by reloading.

(() => {
  "use strict";

  const live = document.querySelector("[data-live]");
  const announcer = document.querySelector("[data-announce]");
  const offline = document.querySelector("[data-offline]");
  const served = new Map();  // Part id -> what the server last sent for it.
  let fetching = false;
  let again = false;
  let leaving = false;  // A button was pressed: what comes now belongs on the next page.

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll("details").forEach((details) => { details.open = true; });
  });
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-write]")) send(event);
    else leaving = true;
  });
  window.addEventListener("pageshow", () => { leaving = false; });
  document.addEventListener("keydown", (event) => {
    const form = event.target.form;
    if (event.key === "Enter" && event.ctrlKey && form && form.matches("[data-write]")) form.requestSubmit();
  });
  if (live) {
    remember(parts(live));
    ready();
    toEnd();
    listen();
  }

  function parts(root) {
    return [...root.querySelectorAll("[data-part]")];
  }

  function remember(list) {
    served.clear();
    list.forEach((part) => served.set(part.id, part.innerHTML));
  }

  function ready() {
    document.querySelectorAll("[data-print]").forEach((button) => { button.hidden = false; });
  }

  function toEnd() {
    document.querySelectorAll("[data-scroll]").forEach((box) => { box.scrollTop = box.scrollHeight; });
  }

  function listen() {
    const source = new EventSource(live.dataset.live);
    source.onmessage = refresh;
    source.onopen = refresh;
    source.onerror = () => { offline.hidden = false; };
    window.setInterval(refresh, 60000);  // Waiting times grow while nothing happens.
  }

  // One fetch at a time; what comes in meanwhile makes one more.
  async function refresh() {
    if (fetching) { again = true; return; }
    fetching = true;
    try {
      const answer = await fetch(live.dataset.fragment);
      if (answer.status === 401) window.location.reload();
      const html = await answer.text();
      if (answer.ok && !leaving) show(html);
      offline.hidden = answer.ok;
    } catch {
      offline.hidden = false;
    } finally {
      fetching = false;
      if (again) { again = false; refresh(); }
    }
  }

  function show(html) {
    const page = new DOMParser().parseFromString(html, "text/html").body;
    const fresh = parts(page);
    const changed = fresh.filter((part) => served.get(part.id) !== part.innerHTML);
    if (!changed.length && fresh.length === served.size) return;
    announce(page);
    const samePlaces = fresh.length === served.size && fresh.every((part) => served.has(part.id));
    remember(fresh);
    const focus = focused();
    if (samePlaces) changed.forEach(replace);
    else live.replaceChildren(...page.childNodes);
    ready();
    refocus(focus);
  }

  function replace(fresh) {
    const part = document.getElementById(fresh.id);
    const atEnd = part.scrollTop + part.clientHeight >= part.scrollHeight - 8;
    const typed = [...part.querySelectorAll("textarea, select")].map((field) => [field.id, field.value]);
    const opened = [...part.querySelectorAll("details[open]")].map((details) => details.id);
    part.replaceChildren(...fresh.childNodes);
    typed.forEach(([id, value]) => { const field = document.getElementById(id); if (field) field.value = value; });
    opened.forEach((id) => { const details = document.getElementById(id); if (details) details.open = true; });
    if (atEnd) part.scrollTop = part.scrollHeight;
  }

  // The browser forgets where the keyboard was when an element is replaced.
  function focused() {
    const element = document.activeElement;
    const item = element.closest("[data-item]");
    return { id: element.id, item: item && item.dataset.item, from: element.selectionStart, to: element.selectionEnd };
  }

  function refocus({ id, item, from, to }) {
    if (document.activeElement !== document.body) return;
    const element = id ? document.getElementById(id) : item && live.querySelector(`[data-item="${CSS.escape(item)}"] a`);
    if (!element) return;
    element.focus({ preventScroll: true });
    if (from !== undefined && from !== null && element.setSelectionRange) element.setSelectionRange(from, to);
  }

  // Only what is new is said aloud: a case in the list, a message of the resident.
  function announce(page) {
    const selector = page.querySelector("[data-new]") ? "[data-new]" : ".case-line";
    const before = new Set([...live.querySelectorAll(selector)].map((item) => item.dataset.item));
    const isNew = [...page.querySelectorAll(selector)].some((item) => !before.has(item.dataset.item));
    announcer.textContent = "";
    if (isNew) window.setTimeout(() => { announcer.textContent = announcer.dataset.announceNew; }, 100);
  }

  async function send(event) {
    event.preventDefault();
    const form = event.target;
    const text = form.elements.text;
    const failed = form.querySelector("[data-failed]");
    const sent = text.value;
    try {
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
      failed.hidden = answer.ok;
      if (answer.ok && text.value === sent) text.value = "";
    } catch {
      failed.hidden = false;
    }
    refresh();
  }
})();
