// What every page has.
(() => {
  "use strict";
  // A printed page says from where it comes, and of which day it is.
  onbeforeprint = () => {
    const { href } = document.querySelector("[rel=canonical]") || location;
    // "en" alone would be that of America; the pages write the day first.
    const day = new Date().toLocaleDateString(document.documentElement.lang.replace(/^en$/, "en-GB"), { dateStyle: "long" });
    document.querySelector(".site-footer")?.setAttribute("data-printed", `${href} · ${day}`);
  };

  // The menu at the top of small screens: opened by its button, shut by it, by Escape, and by going elsewhere.
  const button = document.querySelector(".site-nav .menu");
  if (!button) return;
  const isOpen = () => button.ariaExpanded === "true";
  const show = (open) => (button.ariaExpanded = open);
  show(false);
  document.addEventListener("click", ({ target }) => show(target === button && !isOpen()));
  document.addEventListener("focusin", ({ target }) => { if (!button.parentElement.contains(target)) show(false); });
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && isOpen()) {
      show(false);
      button.focus();
    }
  });
})();
