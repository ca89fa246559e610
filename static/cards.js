// The hover card: an entry of the list beside the article, cloned into one shared popover.
(() => {
  "use strict";
  const card = document.getElementById("card");
  const body = document.querySelector("[data-article-body]");
  if (!card || !body || !card.showPopover) return;
  card.hidden = false;

  const REST = 350, SWITCH = 150, LEAVE = 300, SLACK = 6, GAP = 8;
  const mentionAt = (target) => target.closest("[aria-details]:not(.off)");
  const entryOf = (mention) => mention.getAttribute("aria-details");
  const KINDS = ["person", "country", "place", "organization", "term"]; // a date has none
  const kindOf = ({ classList }) => KINDS.find((kind) => classList.contains(kind));
  let current = null;      // the mention whose card is open
  let openedBefore = null; // the one that was open when the finger came down
  let awaited = null;      // the mention that the pointer rests on, or the card when it is to close
  let refused = null;      // shut with Escape: stays shut until the pointer has left
  let last = {}, rest = null, timer = 0, quiet = false;

  const stay = () => { clearTimeout(timer); awaited = null; };
  const wait = (ms, act) => { clearTimeout(timer); timer = setTimeout(() => { awaited = null; act(); }, ms); };
  const isOpen = () => card.matches(":popover-open");
  const isSheet = () => card.matches(".sheet");

  // What is the card's own: the button that shuts it, the way to the mention before and after.
  const close = card.querySelector(".close"), steps = card.querySelector(".steps");
  const [before, counted, after] = steps.children, pattern = counted.textContent;
  close.onclick = () => shut(true);

  const fill = (mention) => {
    const entry = document.getElementById(entryOf(mention));
    if (!entry) return false;
    const copy = entry.cloneNode(true);
    for (const part of copy.querySelectorAll("[id]")) part.removeAttribute("id");
    copy.querySelector(".entry-name").id = "card-title";
    copy.querySelector(".entry-mentions")?.remove();
    const all = [...body.querySelectorAll("[aria-details]")].filter((m) => entryOf(m) === entryOf(mention));
    const at = all.indexOf(mention);
    counted.textContent = pattern.replace("{n}", at + 1).replace("{all}", all.length);
    lead(before, all[at - 1]);
    lead(after, all[at + 1]);
    card.replaceChildren(close, ...copy.childNodes, steps);
    card.lang = entry.closest("[lang]").lang;
    card.dir = getComputedStyle(entry).direction;
    card.dataset.kind = kindOf(mention);
    return true;
  };

  const lead = (link, other) => {
    link.hidden = !other;
    link.href = `#${other?.id}`;
    link.onclick = (event) => {
      const sheet = isSheet();
      event.preventDefault();
      shut(false);
      other.scrollIntoView({ block: "center" });
      history.replaceState(null, "", link.hash);
      focusQuietly(other);
      open(other, sheet);
    };
  };

  const quietly = (act) => { quiet = true; act(); quiet = false; };
  const focusQuietly = (element) => quietly(() => element.focus({ preventScroll: true }));
  const hide = () => { if (isOpen()) quietly(() => card.hidePopover()); }; // which gives the focus back by itself

  const place = (mention) => {
    card.removeAttribute("style");
    const pieces = [...mention.getClientRects()];
    const near = pieces.find((r) => r.top <= rest?.clientY && rest.clientY <= r.bottom) || pieces[0];
    const box = mention.getBoundingClientRect(), size = card.getBoundingClientRect();
    const below = innerHeight - box.bottom - 2 * GAP, above = box.top - 2 * GAP;
    const down = below >= size.height || below >= above;
    card.style.maxHeight = `${Math.max(down ? below : above, 88)}px`;
    const start = getComputedStyle(mention).direction === "rtl" ? near.right - size.width : near.left;
    const left = Math.max(GAP, Math.min(start, document.documentElement.clientWidth - size.width - GAP));
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${(down ? box.bottom + GAP : box.top - GAP - card.offsetHeight) + scrollY}px`;
  };

  const open = (mention, sheet) => {
    stay();
    if (current === mention && isOpen()) return;
    hide();
    clear();
    if (!fill(mention)) return;
    card.classList.toggle("sheet", sheet);
    card.removeAttribute("style");
    current = mention;
    mention.classList.add("open");
    card.showPopover();
    card.scrollTop = 0;
    if (sheet) {
      const covered = mention.getBoundingClientRect().bottom - card.getBoundingClientRect().top + 2 * GAP;
      if (covered > 0) scrollBy({ top: covered, behavior: "instant" });
    } else place(mention);
  };

  const clear = () => { current?.classList.remove("open"); current = null; };

  const shut = (giveBack) => {
    stay();
    const mention = current, inside = card.contains(document.activeElement);
    clear();
    hide();
    if (mention && (giveBack || inside)) focusQuietly(mention);
  };

  card.addEventListener("toggle", () => { if (!isOpen()) clear(); });

  // Mouse: opens where the pointer rests. One that has not moved on the screen says nothing: the page scrolled.
  document.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch" || (event.screenX === last.screenX && event.screenY === last.screenY)) return;
    last = event;
    const mention = mentionAt(event.target);
    if (mention !== refused) refused = null;
    if (card.contains(event.target) || (mention && mention === current)) stay();
    else if (mention && !refused) {
      if (mention === awaited && Math.hypot(event.clientX - rest.clientX, event.clientY - rest.clientY) <= SLACK) return;
      awaited = mention;
      rest = event;
      wait(isOpen() ? SWITCH : REST, () => mention.matches(":hover") && open(mention, false));
    } else leave();
  });
  // A pointer that goes elsewhere does not close the keyboard's card or the sheet, nor keep it from opening.
  const leave = () => {
    if (!isOpen()) awaited && stay();
    else if (awaited !== card && !card.matches(".sheet, :focus-within") && !current?.matches(":focus-visible")) {
      awaited = card;
      wait(LEAVE, () => shut(false));
    }
  };
  document.documentElement.addEventListener("pointerleave", leave);
  onresize = () => { if (current && !isSheet()) place(current); };

  // Keyboard: focus opens, Tab goes into the card and out to the next mention, Alt with an arrow enters at once.
  body.addEventListener("focusin", (event) => {
    const mention = mentionAt(event.target);
    if (!mention || quiet || !mention.matches(":focus-visible")) return;
    stay();
    wait(REST, () => open(mention, false));
  });
  body.addEventListener("focusout", () => { if (!isOpen()) stay(); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { refused = current; shut(false); }
    const mention = mentionAt(event.target);
    if (event.altKey && mention && /^Arrow(Up|Down)$/.test(event.key)) {
      event.preventDefault();
      open(mention, false);
      card.focus();
    } else if (event.key === "Tab" && current && isOpen()) step(event);
  });
  const step = (event) => {
    const links = [...card.querySelectorAll("a, button")].filter((e) => e.offsetParent);
    const focused = document.activeElement, back = event.shiftKey, at = links.indexOf(focused);
    if (focused === current && !back && links.length) { event.preventDefault(); links[0].focus(); }
    else if (focused === current) shut(false);
    else if (card.contains(focused) && back && at <= 0) { event.preventDefault(); focusQuietly(current); }
    else if (!back && at === links.length - 1) shut(true); // Tab itself goes on from the mention
  };

  // Touch: the first tap opens the sheet, the second follows the link.
  document.addEventListener("pointerdown", () => { openedBefore = isOpen() ? current : null; }, true);
  body.addEventListener("click", (event) => {
    const mention = mentionAt(event.target);
    if (!mention || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (event.pointerType === "touch" && openedBefore !== mention) {
      event.preventDefault();
      open(mention, true);
    } else stay();
  });
  onpagehide = onpageshow = () => shut(false);

  // The reader's wishes, kept across pages where the browser allows it: kinds that are off, and how many are marked.
  const KEY = "sitegen-shown";
  let off = new Set(), density = "all";
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    off = new Set(kept.off);
    density = kept.density || density;
  } catch { /* nothing was kept */ }
  const buttons = document.querySelectorAll(".toggle, .density");
  const show = () => {
    for (const button of buttons) {
      const { kind } = button.dataset;
      button.setAttribute("aria-pressed", kind ? !off.has(kind) : density === button.dataset.density);
    }
    for (const mention of body.querySelectorAll("[aria-details]")) {
      const marked = density === "all" || (density === "first" && mention.matches(".first, .date"));
      mention.classList.toggle("off", !marked || off.has(kindOf(mention)));
    }
  };
  for (const button of buttons) {
    button.onclick = () => {
      const { kind } = button.dataset;
      if (!kind) density = button.dataset.density;
      else if (!off.delete(kind)) off.add(kind);
      try { localStorage.setItem(KEY, JSON.stringify({ off: [...off], density })); } catch { /* it lasts for this page */ }
      show();
    };
  }
  show();
})();
