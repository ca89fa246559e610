// The way to the search: its link and the key /. What searches, and how that looks, is loaded when it opens first.
(() => {
  "use strict";
  // A part of search.html, or a theme's dialog; else made when it opens.
  let box = document.getElementById("search_box");
  const isDialog = !box || box.localName === "dialog";
  if (isDialog && !window.HTMLDialogElement) return;
  const { src, dataset } = document.currentScript, assets = new URL(".", src).href;
  let isLoaded = false;

  const makeDialog = () => {
    const [name, hint, close, found, failed] = (dataset.words ?? "").split("|");
    box = document.createElement("dialog");
    box.className = "search";
    box.id = "search_box";
    box.setAttribute("aria-label", name);
    box.innerHTML = `<p class="search-bar"><input type="search" maxlength="100" autocomplete="off" autocapitalize="none" spellcheck="false"><button type="button">×</button></p>
<p class="search-told" role="status"></p>
<div id="search_found" role="listbox" hidden></div>`;
    const [bar, told, list] = box.children, [input, button] = bar.children;
    input.setAttribute("aria-label", name);
    input.placeholder = hint ?? "";
    button.setAttribute("aria-label", close);
    told.dataset.failed = failed;
    list.setAttribute("aria-label", found);
    document.body.append(box);
  };

  const load = () => {
    isLoaded = true;
    const script = document.createElement("script");
    script.src = `${assets}find.js`;
    script.onerror = () => {
      const told = box.querySelector("[role=status]");
      told.textContent = told.dataset.failed;
      isLoaded = false;
    };
    document.head.append(script);
    // Search.html has its style from the start.
    if (!isDialog) return;
    // Keys are heard meanwhile.
    box.style.opacity = 0;
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = `${assets}search.css`;
    style.onload = style.onerror = () => { box.style.opacity = ""; };
    // Before those of the site, and so of its theme.
    document.head.prepend(style);
  };
  const open = () => {
    if (!box) makeDialog();
    if (isDialog && !box.open) box.showModal();
    const input = box.querySelector("input");
    input.focus();
    input.select();
    if (!isLoaded) load();
  };

  // A key of one letter can be in somebody's way (WCAG 2.1.4): search.html has a switch for it, which is remembered.
  const { classList } = document.documentElement;
  try { classList.toggle("keyless", localStorage.getItem("sitegen-search-key") === "off"); } catch { /* nothing was kept */ }

  const isPlain = ({ button, ctrlKey, metaKey, altKey }) => !button && !ctrlKey && !metaKey && !altKey;
  document.addEventListener("click", (event) => {
    if (!isPlain(event) || event.shiftKey || !event.target.closest?.("[data-search]")) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    if (classList.contains("keyless") || event.key !== "/" || !isPlain(event) || event.defaultPrevented) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    open();
  });
  if (!isDialog) open();
})();
