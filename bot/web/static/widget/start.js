/* On a page of our own the element already stands there.  With one script tag
   (<script src="https://HOST/widget.js" data-municipality="ID" async></script>)
   it is put where the tag stands. */

customElements.define("voordeur-chat", VoordeurChat);

if (SCRIPT.dataset.municipality && !document.querySelector("voordeur-chat")) {
  for (const file of ["tokens.css", "chat.css"]) {
    document.head.append(make("link", { rel: "stylesheet", href: `${HOST}/static/${file}` }));
  }
  SCRIPT.after(make("voordeur-chat", { municipality: SCRIPT.dataset.municipality }));
}
