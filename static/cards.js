// The hover card: an entry of the list beside the article, cloned into one shared popover.
(() => {
  "use strict";
  const card = document.getElementById("card");
  const body = document.querySelector("[data-article-body]");
  if (!card || !body || !card.showPopover) return;

  const REST = 350, SWITCH = 150, LEAVE = 300, SLACK = 6, GAP = 8;
  const mentionAt = (target) => target.closest && target.closest("a.mention:not(.off)");
  let current = null;      // the mention whose card is open
  let openedBefore = null; // the one whose card was open when the finger came down
  let awaited = null;      // the mention that the pointer rests on, or the card when it is to close
  let last = {}, rest = null, timer = 0, quiet = false, touched = false;

  const stay = () => { clearTimeout(timer); awaited = null; };
  const wait = (ms, act) => { clearTimeout(timer); timer = setTimeout(() => { awaited = null; act(); }, ms); };
  const isOpen = () => card.matches(":popover-open");

  const fill = (mention) => {
    const entry = document.getElementById(mention.getAttribute("aria-details"));
    if (!entry) return false;
    const copy = entry.cloneNode(true);
    for (const part of copy.querySelectorAll("[id]")) part.removeAttribute("id");
    const title = copy.querySelector(".entry-name");
    if (title) title.id = "card-title";
    copy.querySelector(".entry-mentions")?.remove();
    const close = document.createElement("button");
    close.className = "close";
    close.type = "button";
    close.textContent = "×";
    close.setAttribute("aria-label", "Close");
    close.addEventListener("click", () => shut(true));
    card.replaceChildren(close, ...copy.childNodes, steps(mention));
    return true;
  };

  const steps = (mention) => {
    const all = [...body.querySelectorAll("a.mention")].filter((m) => m.dataset.entity === mention.dataset.entity);
    const line = document.createElement("p");
    line.className = "steps";
    const at = all.indexOf(mention);
    const link = (other, sign, label) => {
      const step = document.createElement("a");
      step.href = `#${other.id}`;
      step.textContent = sign;
      step.setAttribute("aria-label", label);
      step.addEventListener("click", (event) => {
        event.preventDefault();
        shut(false);
        other.scrollIntoView({ block: "center" });
        history.replaceState(null, "", step.href);
        focusQuietly(other);
        open(other, false);
      });
      return step;
    };
    const count = document.createElement("span");
    count.textContent = `${at + 1} of ${all.length}`;
    if (all[at - 1]) line.append(link(all[at - 1], "←", "Previous mention"));
    line.append(count);
    if (all[at + 1]) line.append(link(all[at + 1], "→", "Next mention"));
    return line;
  };

  const focusQuietly = (element) => { quiet = true; element.focus({ preventScroll: true }); quiet = false; };

  const place = (mention) => {
    const pieces = [...mention.getClientRects()];
    const near = pieces.find((r) => rest && r.top <= rest.y && rest.y <= r.bottom) || pieces[0];
    const wide = document.documentElement.clientWidth, high = window.innerHeight;
    const box = mention.getBoundingClientRect();
    const size = card.getBoundingClientRect();
    const below = high - box.bottom - GAP, above = box.top - GAP;
    const down = below >= size.height || below >= above;
    card.style.maxHeight = `${Math.max(down ? below : above, 96) - GAP}px`;
    const height = card.getBoundingClientRect().height;
    const rtl = getComputedStyle(mention).direction === "rtl";
    const start = rtl ? near.right - size.width : near.left;
    const left = Math.min(Math.max(start, GAP), Math.max(wide - size.width - GAP, GAP));
    card.style.left = `${left + window.scrollX}px`;
    card.style.top = `${(down ? box.bottom + GAP : box.top - GAP - height) + window.scrollY}px`;
  };

  const open = (mention, sheet) => {
    stay();
    if (current === mention && isOpen()) return;
    if (isOpen()) card.hidePopover();
    clear();
    if (!fill(mention)) return;
    card.classList.toggle("sheet", sheet);
    card.removeAttribute("style");
    current = mention;
    mention.classList.add("open");
    card.showPopover();
    card.scrollTop = 0;
    if (sheet) {
      const covered = mention.getBoundingClientRect().bottom - (window.innerHeight - card.offsetHeight - 16);
      if (covered > 0) window.scrollBy({ top: covered, behavior: "instant" });
    } else place(mention);
  };

  const clear = () => { if (current) current.classList.remove("open"); current = null; };

  const shut = (giveBack) => {
    stay();
    const mention = current, inside = card.contains(document.activeElement);
    clear();
    if (isOpen()) card.hidePopover();
    if (mention && (giveBack || inside)) focusQuietly(mention);
  };

  card.addEventListener("toggle", (event) => { if (event.newState === "closed" && !isOpen()) clear(); });

  // Mouse: opens where the pointer rests. One that has not moved on the screen says nothing: the page scrolled.
  const point = (event) => {
    if (event.pointerType === "touch" || (event.screenX === last.screenX && event.screenY === last.screenY)) return;
    last = event;
    const mention = mentionAt(event.target);
    if (card.contains(event.target) || (mention && mention === current)) stay();
    else if (mention) {
      if (mention === awaited && Math.hypot(event.clientX - rest.x, event.clientY - rest.y) <= SLACK) return;
      awaited = mention;
      rest = { x: event.clientX, y: event.clientY };
      wait(isOpen() ? SWITCH : REST, () => mention.matches(":hover") && open(mention, false));
    } else if (!isOpen()) stay();
    else if (awaited !== card && !card.matches(".sheet, :focus-within")) {
      awaited = card;
      wait(LEAVE, () => shut(false));
    }
  };
  document.addEventListener("pointerover", point);
  document.addEventListener("pointermove", point);
  document.documentElement.addEventListener("pointerleave", () => isOpen() ? wait(LEAVE, () => shut(false)) : stay());

  // Keyboard: focus opens, Tab goes into the card and out to the next mention, Alt with an arrow enters at once.
  body.addEventListener("focusin", (event) => {
    const mention = mentionAt(event.target);
    if (mention && !quiet && !touched && mention.matches(":focus-visible")) { rest = null; wait(REST, () => open(mention, false)); }
  });
  body.addEventListener("focusout", () => { if (!isOpen()) stay(); });
  document.addEventListener("keydown", (event) => {
    touched = false;
    if (event.key === "Escape") { if (isOpen()) event.preventDefault(); shut(false); }
    const mention = mentionAt(event.target);
    if (event.altKey && mention && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      open(mention, false);
      card.focus();
    } else if (event.key === "Tab" && current && isOpen()) step(event);
  });
  const step = (event) => {
    const links = [...card.querySelectorAll("a[href], button")].filter((e) => e.offsetParent);
    const stops = [...document.querySelectorAll("a[href], button, input")].filter((e) => !card.contains(e) && e.offsetParent);
    const at = stops.indexOf(current), focused = document.activeElement, back = event.shiftKey;
    if (focused === current && !back && links.length) { event.preventDefault(); links[0].focus(); }
    else if (focused === current) { shut(false); }
    else if (card.contains(focused)) {
      const place = links.indexOf(focused);
      if (back && place <= 0) { event.preventDefault(); focusQuietly(current); }
      else if (!back && place === links.length - 1) { event.preventDefault(); shut(false); stops[at + 1]?.focus(); }
    }
  };

  // Touch: the first tap opens the sheet, the second follows the link.
  document.addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch";
    openedBefore = isOpen() ? current : null;
  }, true);
  body.addEventListener("click", (event) => {
    const mention = mentionAt(event.target);
    if (!mention || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
    if (event.pointerType === "touch" && openedBefore !== mention) {
      event.preventDefault();
      open(mention, true);
    } else stay();
  });
  window.addEventListener("pagehide", () => shut(false));
  window.addEventListener("pageshow", () => shut(false));

  // The reader's toggles, kept across pages where the browser allows it.
  const KEY = "sitegen-off";
  let off = new Set();
  try { off = new Set(JSON.parse(localStorage.getItem(KEY))); } catch { /* nothing was kept */ }
  const show = () => {
    for (const button of document.querySelectorAll("button.toggle")) button.setAttribute("aria-pressed", String(!off.has(button.dataset.kind)));
    for (const mention of body.querySelectorAll("a.mention")) mention.classList.toggle("off", off.has(mention.dataset.kind));
  };
  for (const button of document.querySelectorAll("button.toggle")) {
    button.addEventListener("click", () => {
      if (!off.delete(button.dataset.kind)) off.add(button.dataset.kind);
      try { localStorage.setItem(KEY, JSON.stringify([...off])); } catch { /* it lasts for this page */ }
      show();
    });
  }
  show();
})();
