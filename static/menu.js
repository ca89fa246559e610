// The menu at the top of small screens: opened by its button, shut by it, by Escape, and by going elsewhere.
(() => {
  "use strict";
  const button = document.querySelector(".site-nav .menu");
  if (!button) return;
  const isOpen = () => button.ariaExpanded === "true";
  const show = (open) => { button.ariaExpanded = open; };
  document.addEventListener("click", ({ target }) => show(target === button && !isOpen()));
  document.addEventListener("focusin", ({ target }) => { if (!button.parentElement.contains(target)) show(false); });
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !isOpen()) return;
    show(false);
    button.focus();
  });
})();
