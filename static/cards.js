// The card: an entry of the list beside the article, cloned into one shared popover; for a quotation that of its speaker.
(() => {
  "use strict";
  const card = document.getElementById("card");
  const body = document.querySelector("[data-article-body]");
  if (!card || !body || !card.showPopover) return;
  card.hidden = false;

  const REST = 350, SWITCH = 150, LEAVE = 300, SLACK = 6, GAP = 8;
  // What has a card: a name, a date, a quotation. The innermost is meant.
  const mentionAt = (target) => target.closest("[aria-details]:not(.off), .quotation:not(.off)");
  const NAMES = ".mention, time.date";
  const isSpoken = (mention) => mention.matches(".quotation");
  const entryOf = (mention) => mention.getAttribute("aria-details") || `who-${mention.dataset.entity || mention.dataset.speaker}`;
  const firstOf = (mention) => isSpoken(mention) ? document.getElementById(/^q\d+/.exec(mention.id)) : mention;
  const QUOTATIONS = [...body.querySelectorAll(".quotation")];
  const piecesOf = (mention) => isSpoken(mention) ? QUOTATIONS.filter((one) => firstOf(one) === firstOf(mention)) : [mention];
  // A date has no kind.
  const kindOf = ({ className }) => /person|country|place|organization|term/.exec(className)?.[0];

  // The mention whose card is open; the one that was open when the finger came down.
  let current = null, openedBefore = null;
  // The mention that the pointer rests on, or the card when it is to close.
  let awaited = null;
  // Shut with Escape, or where a selection ended: stays shut until the pointer has left.
  let refused = null;
  // Where the pointer was last on the current mention; what had the focus before the card.
  let held = null, origin = null;
  // Whether a button or finger came down on the card; whether words were selected then.
  let grabbed = false, selected = false;
  let last = {}, rest = null, timer = 0, quiet = false;

  const stay = () => { clearTimeout(timer); awaited = null; };
  const wait = (ms, act) => { clearTimeout(timer); timer = setTimeout(() => { awaited = null; act(); }, ms); };
  const isOpen = () => card.matches(":popover-open");
  const isSheet = () => card.matches(".sheet");

  // What is the card's own: the button that shuts it, the way to the mention before and after.
  const close = card.querySelector(".close"), steps = card.querySelector(".steps");
  const [before, counted, after] = steps.children, pattern = counted.textContent;
  const [VERBATIM, REPORTED, NOBODY, UNCLEAR, MORE, INSIDE] = card.dataset.words.split("|");
  close.onclick = () => shut(true);

  const make = (tag, className, text = "") => {
    const element = document.createElement(tag);
    element.className = className;
    element.textContent = text;
    return element;
  };

  const fill = (mention) => {
    const entry = document.getElementById(entryOf(mention)), spoken = isSpoken(mention), first = firstOf(mention);
    if (!entry && !spoken) return false;
    const copy = entry ? entry.cloneNode(true) : make("li", "entry");
    for (const part of copy.querySelectorAll("[id]")) part.removeAttribute("id");
    // A note has no name but that of its reference.
    if (!copy.querySelector(".entry-name")) copy.prepend(make("p", "entry-name", entry ? first.ariaLabel : first.dataset.by || NOBODY));
    copy.querySelector(".entry-name").id = "card-title";
    for (const part of copy.querySelectorAll(".entry-mentions, .unfold, .note-back")) part.remove();
    for (const link of copy.querySelectorAll("[href^='#']")) {
      const place = placeOf(link), there = place?.matches(".entry") ? body.querySelector(`[data-entity="${place.id.slice(4)}"]`) : place;
      if (there && body.contains(there) && there.matches(`${NAMES}, .quotation`)) lead(link, there, link.hash);
    }
    const all = alike(first), at = all.indexOf(first);
    if (spoken) tellSpeech(copy, mention, all.filter((one) => one !== first));
    else tellSpeaker(copy, mention);
    counted.textContent = pattern.replace("{n}", at + 1).replace("{all}", all.length);
    steps.hidden = all.length < 2;
    lead(before, all[at - 1]);
    lead(after, all[at + 1]);
    card.replaceChildren(close, ...copy.childNodes, steps);
    card.lang = (entry || document.body).closest("[lang]").lang;
    card.dir = getComputedStyle(entry || document.body).direction;
    card.dataset.kind = kindOf(mention) || (entry ? kindOf(entry) : "quotation");
    return true;
  };

  // All places in the text that a card leads through: those of a name or date, or whatever one speaker says.
  const alike = (first) => {
    if (isSpoken(first) && !first.dataset.by) return [first];
    return (isSpoken(first) ? QUOTATIONS : [...body.querySelectorAll(NAMES)]).filter((one) =>
      firstOf(one) === one && entryOf(one) === entryOf(first) && one.dataset.by === first.dataset.by);
  };

  // The card of a quotation: how these words are given, and what else the speaker says here.
  const tellSpeech = (copy, mention, others) => {
    const name = copy.querySelector(".entry-name"), speaker = firstOf(mention).dataset.by;
    if (!mention.dataset.speaker) name.lang = body.closest("[lang]").lang;
    name.after(make("p", "speech", mention.matches(".indirect") ? REPORTED : VERBATIM));
    if (!speaker) copy.append(make("p", "entry-role", UNCLEAR));
    for (const part of copy.querySelectorAll(".entry-said, .entry-more")) part.remove();
    if (!speaker || !others.length) return;
    const list = make("ul", "entry-said");
    for (const other of others.slice(0, 2)) {
      const item = make("li", ""), link = make("a", "", beginning(other.textContent));
      lead(link, other);
      item.append(link);
      list.append(item);
    }
    list.lang = body.closest("[lang]").lang;
    copy.append(make("p", "entry-more", MORE), list, copy.querySelector(".entry-sources") || "");
  };
  const beginning = (text) => text.replace(/\s+/g, " ").replace(/^(.{80}\S*)\s.+/, "$1…");

  // The card of a name inside a quotation tells whose words it stands in.
  const tellSpeaker = (copy, mention) => {
    const quotation = mention.parentElement.closest(".quotation:not(.off)"), first = quotation && firstOf(quotation);
    if (!first?.dataset.by || first.dataset.speaker === mention.dataset.entity) return;
    const [start, end] = INSIDE.split("{name}"), line = make("p", "speech", start), link = make("a", "", first.dataset.by);
    lead(link, quotation);
    line.append(link, end);
    copy.append(line);
  };

  const placeOf = (link) => document.getElementById(link.hash.slice(1));
  const lead = (link, other, href = `#${other?.id}`) => {
    link.hidden = !other;
    link.href = href;
    link.onclick = (event) => {
      const sheet = isSheet();
      event.preventDefault();
      shut(false);
      other.scrollIntoView({ block: "center" });
      history.replaceState(null, "", `#${other.id}`);
      focusQuietly(other);
      rest = null;
      open(other, sheet);
    };
  };

  const quietly = (act) => { quiet = true; act(); quiet = false; };
  const focusQuietly = (element) => {
    if (element.matches("time")) element.tabIndex = -1;
    quietly(() => element.focus({ preventScroll: true }));
  };
  // It gives the focus back by itself.
  const hide = () => { if (isOpen()) quietly(() => card.hidePopover()); };

  // The line of the mention that the pointer is on.
  const lineOf = (mention) => {
    const pieces = [...mention.getClientRects()];
    return pieces.find((r) => r.top <= rest?.clientY && rest.clientY <= r.bottom) || pieces[0];
  };

  const place = (mention) => {
    card.removeAttribute("style");
    const near = lineOf(mention), size = card.getBoundingClientRect(), spoken = isSpoken(mention);
    let box = mention.getBoundingClientRect();
    const roomy = Math.max(innerHeight - box.bottom, box.top) >= Math.min(size.height, innerHeight / 3) + 3 * GAP;
    // A quotation may be as long as the window.
    if (spoken && !roomy) box = near;
    const below = innerHeight - box.bottom - 2 * GAP, above = box.top - 2 * GAP;
    const down = below >= size.height || below >= above;
    card.style.maxHeight = `${Math.max(down ? below : above, 88)}px`;
    const mirrored = getComputedStyle(mention).direction === "rtl";
    const x = spoken && rest ? rest.clientX + (mirrored ? 40 : -40) : mirrored ? near.right : near.left;
    const left = Math.max(GAP, Math.min(mirrored ? x - size.width : x, document.documentElement.clientWidth - size.width - GAP));
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${(down ? box.bottom + GAP : box.top - GAP - card.offsetHeight) + scrollY}px`;
  };

  const open = (mention, sheet) => {
    stay();
    if (current === mention && isOpen()) return;
    hide();
    clear();
    if (!fill(mention)) return;
    const focused = document.activeElement;
    origin = mention.contains(focused) ? focused : mention;
    held = rest;
    card.classList.toggle("sheet", sheet);
    card.removeAttribute("style");
    current = mention;
    for (const piece of piecesOf(mention)) piece.classList.add("open");
    card.showPopover();
    card.scrollTop = 0;
    if (sheet) {
      const shown = isSpoken(mention) ? lineOf(mention) : mention.getBoundingClientRect();
      const covered = shown.bottom - card.getBoundingClientRect().top + 2 * GAP;
      if (covered > 0) scrollBy({ top: covered, behavior: "instant" });
    } else place(mention);
  };

  const clear = () => {
    for (const piece of current ? piecesOf(current) : []) piece.classList.remove("open");
    current = null;
  };

  const shut = (giveBack) => {
    stay();
    const mention = current && origin, inside = card.contains(document.activeElement);
    clear();
    hide();
    if (mention && (giveBack || inside)) focusQuietly(mention);
  };

  card.addEventListener("toggle", () => { if (!isOpen()) clear(); });

  // On the way to the card: between where the pointer left the mention and the near edge of the card.
  const isOnTheWay = ({ clientX, clientY }) => {
    if (!held || !isOpen() || isSheet()) return false;
    const { top, bottom, left, right } = card.getBoundingClientRect(), x = held.clientX;
    const done = (clientY - held.clientY) / ((held.clientY < top ? top : bottom) - held.clientY);
    return done >= 0 && done <= 1 && clientX >= x + (left - x) * done - SLACK && clientX <= x + (right - x) * done + SLACK;
  };

  // Mouse: opens where the pointer rests. One that has not moved on the screen says nothing: the page scrolled.
  document.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch" || (event.screenX === last.screenX && event.screenY === last.screenY)) return;
    last = event;
    if (event.buttons) return drag();
    const mention = mentionAt(event.target), onTheWay = isOnTheWay(event);
    if (mention !== refused) refused = null;
    if (mention && mention === current) held = event;
    if (card.contains(event.target) || (mention && mention === current) || (onTheWay && (!mention || mention.contains(current)))) stay();
    else if (mention && !refused) {
      if (mention === awaited && !onTheWay && Math.hypot(event.clientX - rest.clientX, event.clientY - rest.clientY) <= SLACK) return;
      awaited = mention;
      rest = event;
      wait(isOpen() && !onTheWay ? SWITCH : REST, () => mention.matches(":hover") && open(mention, false));
    } else leave();
  });
  // While a button is down words are being selected, or a name is carried away: nothing opens, and no card is in the way.
  const drag = () => grabbed ? stay() : shut(false);
  document.addEventListener("pointerup", ({ target }) => { if (!getSelection().isCollapsed) refused = mentionAt(target); });
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
  // A box inside the page has scrolled, such as a wide table: the card goes with its mention, or shuts when that is gone.
  document.addEventListener("scroll", ({ target }) => {
    if (target === document || !current || !target.contains(current) || isSheet()) return;
    const box = target.getBoundingClientRect(), { left, right } = current.getBoundingClientRect();
    rest = held = null;
    if (right < box.left || left > box.right) shut(false);
    else place(current);
  }, true);

  // Keyboard: focus opens, Tab goes into the card and out to the next mention, Alt with an arrow enters at once.
  body.addEventListener("focusin", (event) => {
    const mention = mentionAt(event.target);
    if (!mention || quiet || !event.target.matches(":focus-visible")) return;
    stay();
    rest = null;
    wait(REST, () => open(mention, false));
  });
  body.addEventListener("focusout", () => { if (!isOpen()) stay(); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { refused = current; shut(false); }
    const mention = mentionAt(event.target);
    const enters = event.altKey ? /^Arrow(Up|Down)$/.test(event.key) : event.key === "Enter" && event.target === mention && isSpoken(mention);
    if (mention && enters) {
      event.preventDefault();
      rest = null;
      open(mention, false);
      card.focus();
    } else if (event.key === "Tab" && current && isOpen()) step(event);
  });
  const step = (event) => {
    const links = [...card.querySelectorAll("a, button")].filter((e) => e.offsetParent);
    const focused = document.activeElement, back = event.shiftKey, at = links.indexOf(focused);
    const outside = current.contains(focused);
    if (outside && !back && links.length) { event.preventDefault(); links[0].focus(); }
    else if (outside) shut(false);
    else if (card.contains(focused) && back && at <= 0) { event.preventDefault(); focusQuietly(origin); }
    // Tab itself goes on from the mention.
    else if (!back && at === links.length - 1) shut(true);
  };

  // Touch: the first tap opens the sheet, the second follows the link. A tap that ends a selection does only that.
  document.addEventListener("pointerdown", ({ target }) => {
    stay();
    openedBefore = isOpen() ? current : null;
    grabbed = card.contains(target);
    selected = !getSelection().isCollapsed;
  }, true);
  body.addEventListener("click", (event) => {
    const mention = mentionAt(event.target), link = event.target.closest("a");
    if (!mention || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (event.pointerType !== "touch" || (link && link !== mention && mention.contains(link))) return stay();
    if (openedBefore === mention || selected) return;
    event.preventDefault();
    rest = event;
    open(mention, true);
  });
  // From the list to the words of a speaker: by keyboard their card opens there.
  document.getElementById("who")?.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#q']"), quotation = link && placeOf(link);
    if (!quotation || event.detail || quotation.matches(".off")) return;
    lead(link, quotation);
    link.onclick(event);
  });
  // In the list an entry is one line, which a button unfolds.
  for (const entry of document.querySelectorAll(".entry")) {
    const button = make("button", "unfold");
    button.ariaLabel = entry.querySelector(".entry-name").textContent;
    button.onclick = () => { button.ariaExpanded = entry.classList.toggle("open"); };
    button.ariaExpanded = false;
    entry.prepend(button);
  }
  // The entries of what is named on the screen stand out.
  const watch = new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) target.classList.toggle("seen", isIntersecting);
    for (const link of document.querySelectorAll(".entry-mentions a")) link.classList.toggle("seen", !!placeOf(link)?.closest(".seen"));
  });
  for (const block of body.children) watch.observe(block);
  onpagehide = onpageshow = () => shut(false);

  // The reader's wishes, kept across pages where the browser allows it: kinds that are off, how many names are marked,
  // and whether the speakers' names stand in the text; then each quotation is a stop of the Tab key.
  const KEY = "sitegen-shown";
  let off = new Set(), density = "all", named = false;
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    off = new Set(kept.off);
    density = kept.density || density;
    named = !!kept.named;
  } catch { /* nothing was kept */ }
  const buttons = document.querySelectorAll(".toggle, .density");
  const show = () => {
    for (const button of buttons) {
      const { kind } = button.dataset, isNamed = button.matches(".speakers");
      button.ariaPressed = isNamed ? named : kind ? !off.has(kind) : density === button.dataset.density;
    }
    for (const mention of body.querySelectorAll(NAMES)) {
      const marked = density === "all" || (density === "first" && mention.matches(".first, .date"));
      mention.classList.toggle("off", !marked || off.has(kindOf(mention)));
    }
    const silent = density === "none" || off.has("quotation");
    body.classList.toggle("named", named && !silent);
    for (const quotation of QUOTATIONS) {
      quotation.classList.toggle("off", silent);
      if (firstOf(quotation) !== quotation) continue;
      const stop = named && !silent;
      quotation.tabIndex = stop ? 0 : -1;
      quotation.role = stop ? "group" : null;
      quotation.ariaLabel = stop ? quotation.dataset.by || NOBODY : null;
    }
  };
  for (const button of buttons) {
    button.onclick = () => {
      const { kind } = button.dataset;
      if (button.matches(".speakers")) named = !named;
      else if (!kind) density = button.dataset.density;
      else if (!off.delete(kind)) off.add(kind);
      try { localStorage.setItem(KEY, JSON.stringify({ off: [...off], density, named })); } catch { /* it lasts for this page */ }
      show();
    };
  }
  show();
})();
