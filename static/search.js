// The way to the search: its link and the key /. What searches, and how that looks, is loaded when it opens first.
(() => {
  "use strict";
  const box = document.getElementById("search_box"); // a dialog; on search.html a part of the page
  const isDialog = box?.localName === "dialog";
  if (!box || (isDialog && !box.showModal)) return;
  const assets = new URL(".", document.currentScript.src).href;
  const input = box.querySelector("input"), told = box.querySelector("[role=status]");
  let isLoaded = false;

  const load = () => {
    isLoaded = true;
    const script = document.createElement("script");
    script.src = `${assets}find.js`;
    script.onerror = () => {
      told.textContent = told.dataset.failed;
      isLoaded = false;
    };
    document.head.append(script);
    if (!isDialog) return; // search.html has its style from the start
    box.style.opacity = 0; // keys are heard meanwhile
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = `${assets}search.css`;
    style.onload = style.onerror = () => { box.style.opacity = ""; };
    document.head.prepend(style); // before those of the site, and so of its theme
  };
  const open = () => {
    if (isDialog && !box.open) box.showModal();
    input.focus();
    input.select();
    if (!isLoaded) load();
  };

  // A key of one letter can be in somebody's way (WCAG 2.1.4): search.html has a switch for it, which is remembered.
  const NAME = "sitegen-search-key", choice = box.querySelector("[type=checkbox]");
  let isKey = true;
  try { isKey = localStorage.getItem(NAME) !== "off"; } catch { /* nothing was kept */ }
  const show = () => {
    if (choice) choice.checked = isKey;
    for (const hint of document.querySelectorAll("[data-search] kbd")) hint.hidden = !isKey;
  };
  if (choice) {
    choice.onchange = () => {
      isKey = choice.checked;
      try { localStorage.setItem(NAME, isKey ? "on" : "off"); } catch { /* it lasts for this page */ }
      show();
    };
  }
  show();

  const isPlain = ({ button, ctrlKey, metaKey, altKey }) => !button && !ctrlKey && !metaKey && !altKey;
  document.addEventListener("click", (event) => {
    if (!isPlain(event) || event.shiftKey || !event.target.closest?.("[data-search]")) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    if (!isKey || event.key !== "/" || !isPlain(event) || event.defaultPrevented) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    open();
  });
  if (!isDialog) open();
})();
