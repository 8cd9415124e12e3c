/* The sheet's print button. */
document.querySelector(".sheet__print").addEventListener("click", () => print());
