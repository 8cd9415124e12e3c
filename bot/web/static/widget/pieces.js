/* The pieces of which the chat is made.  What was said is only ever set as text, never as markup. */

const ALWAYS_THERE = new Set(["human", "stop"]); // Buttons above the talk, so not repeated below.

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

/** The chat's own words, which follow the language of the talk. */
class Labels {
  constructor() {
    this.words = {};
    this.labels = [];
  }

  /** Give an element, or one of its attributes, the words of a key; returns the element. */
  put(element, key, attribute) {
    const label = { element, key, attribute };
    this.labels = this.labels.filter((other) => other.element !== element || other.attribute !== attribute);
    this.labels.push(label);
    this.write(label);
    return element;
  }

  speak(words) {
    this.words = words;
    this.labels.forEach((label) => this.write(label));
  }

  forget(elements) {
    this.labels = this.labels.filter(({ element }) => !elements.some((gone) => gone.contains(element)));
  }

  write({ element, key, attribute }) {
    const text = this.words[key] || "";
    if (attribute) element.setAttribute(attribute, text);
    else element.textContent = text;
  }

  button(key, look, act) {
    const button = make("button", { type: "button", className: look });
    button.addEventListener("click", act);
    return this.put(button, key);
  }
}

/** One line of the talk, with its choices and papers. */
function linePiece(line, labels, host, choose) {
  const from = labels.put(make("p", { className: "message__from" }), `chat.from.${line.sender}`);
  const text = make("p", { className: "message__text", dir: "auto", lang: line.lang, textContent: line.text });
  if (ALWAYS_THERE.has(line.choice) && line.text === line.choice) labels.put(text, `chat.${line.choice}`);
  const bubble = make("div", { className: "message__bubble" }, from, text);
  if (line.attachments.length) bubble.append(papersPiece(line.attachments, labels, host));
  const piece = make("div", { className: `message message--${line.sender}`, tabIndex: -1 }, bubble);
  if (line.key) piece.dataset.key = line.key;
  const choices = line.choices.filter((choice) => !ALWAYS_THERE.has(choice.id));
  if (choices.length) piece.append(choicesPiece(choices, line.lang, labels, choose));
  return piece;
}

/** The choices of one question: answers first, then what is always possible. */
function choicesPiece(choices, lang, labels, choose) {
  const group = labels.put(make("div", { className: "choices", role: "group", lang }), "chat.choices", "aria-label");
  for (const kind of ["answer", "aside"]) {
    const buttons = choices.filter((choice) => choice.kind === kind).map((choice) => choicePiece(choice, choose));
    if (buttons.length) group.append(make("div", { className: `choices__row choices__row--${kind}` }, ...buttons));
  }
  return group;
}

function choicePiece({ id, title, kind }, choose) {
  const look = kind === "aside" ? "button button--quiet" : "button choices__answer";
  const button = make("button", { type: "button", className: look, dir: "auto", textContent: title });
  button.dataset.choice = id;
  button.addEventListener("click", () => choose(id));
  return button;
}

/** The links to what the resident takes home. */
function papersPiece(attachments, labels, host) {
  const links = attachments.map(({ kind, href }) => {
    const link = make("a", { className: "button", href: host + href, rel: "noopener" });
    if (kind === "sheet") link.target = "_blank";
    return labels.put(link, `chat.attachment.${kind}`);
  });
  return make("div", { className: "message__papers" }, ...links);
}

/** What we keep of the resident: take it along, or have it deleted after one more question. */
function dataPiece(labels, { download, erase }) {
  const dialog = make("dialog", { className: "chat__dialog", "aria-labelledby": "voordeur-data" });
  const sure = make(
    "div",
    { className: "notice notice--danger" },
    labels.put(make("p"), "chat.data.sure"),
    labels.button("chat.data.yes", "button button--danger", () => dialog.close("erase")),
  );
  const ask = () => {
    sure.hidden = false;
    sure.querySelector("button").focus();
  };
  dialog.append(
    labels.put(make("h2", { id: "voordeur-data" }), "chat.data"),
    labels.put(make("p"), "chat.data.text"),
    labels.button("chat.data.download", "button", () => dialog.close("download")),
    labels.button("chat.data.erase", "button button--danger", ask),
    sure,
    labels.button("chat.data.back", "button button--primary", () => dialog.close("")),
  );
  dialog.addEventListener("close", () => ({ download, erase })[dialog.returnValue]?.());
  const open = () => {
    sure.hidden = true;
    dialog.returnValue = "";
    dialog.showModal();
  };
  return { dialog, open };
}
