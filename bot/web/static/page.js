/* The page around the chat speaks the language of the talk. */
document.addEventListener("voordeur-language", ({ detail: { lang, words } }) => {
  document.documentElement.lang = lang;
  document.title = words["page.title"];
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = words[element.dataset.text];
  }
});
