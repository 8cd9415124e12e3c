/* Whoever walks away from the kiosk leaves nothing behind: after some idle time the screen
   asks, counts down, and begins again for the next person. */
(() => {
  "use strict";
  const dialog = document.querySelector(".kiosk-idle");
  const count = dialog.querySelector(".kiosk-idle__count");
  const idleS = Number(dialog.dataset.idleSeconds);
  const warningS = Number(dialog.dataset.warningSeconds);
  let touched = Date.now();
  let words = {};

  const leave = () => {
    sessionStorage.clear();
    location.replace("/kiosk");
  };

  const stay = () => {
    touched = Date.now();
    if (dialog.open) dialog.close();
  };

  const look = () => {
    const left = Math.ceil(idleS - (Date.now() - touched) / 1000);
    if (left <= 0) return leave();
    if (left > warningS) return undefined;
    if (!dialog.open) dialog.showModal();
    count.textContent = (words["kiosk.text"] || count.dataset.words).replace("{seconds}", left);
    return undefined;
  };

  for (const kind of ["pointerdown", "keydown", "wheel", "touchmove"]) {
    document.addEventListener(kind, () => dialog.open || stay(), { passive: true });
  }
  dialog.addEventListener("cancel", stay);
  dialog.querySelector(".kiosk-idle__stay").addEventListener("click", stay);
  dialog.querySelector(".kiosk-idle__leave").addEventListener("click", leave);
  document.addEventListener("voordeur-language", ({ detail }) => (words = detail.words));
  setInterval(look, 500);
})();
