// The pencils of the correction desk. What it asks and is answered: sitegen/desk/__init__.py.
(() => {
  "use strict";
  const token = document.currentScript.dataset.token;
  const body = document.querySelector("[data-article-body]");
  if (!body || !window.HTMLDialogElement || !body.showPopover) return;

  const KEPT = "sitegen-desk", TYPED = "sitegen-desk-typed", WAITING = "sitegen-desk-waiting", KEYS_OFF = "sitegen-desk-keys-off", OPEN = "sitegen-desk-open", CHECKER = "sitegen-desk-checker";
  const SCOPES = { here: "Here only", article: "In this article", everywhere: "In every article" };
  const KINDS = { person: "a person", country: "a country", place: "a place", organization: "an organisation", term: "a term" };
  const FORMS = { direct: "word for word", partial: "some words, word for word", indirect: "in the reporter’s words" };
  const TITLES = { words: "Selected words", article: "All of this article" };
  const KEYS = [["n, p", "next, previous doubt"], ["e", "edit it, or the name or quotation that has the focus"],
    ["a", "it is right: accept it"], ["x", "it is none: hide it"], ["s", "another speaker"], ["1 to 9", "choose; what needs no more is previewed at once"],
    ["Enter", "preview; Enter again writes"], ["u", "undo the last move"], ["Esc", "close"], ["?", "these keys"]];
  const PLACES = ".mention, .quotation, time", PENCILS = { mention: "✎ Name", quotation: "✎ Quotation", date: "✎ Date" };
  const AROUND = 60, CONTEXT = 40, LEAVE = 900, GOING = 400, FRESH = 30_000;

  // What there is of the article; its text as code points; the doubt that is looked at; what the dialog is about.
  let state = null, chars = [], doubt = -1, job = null, selected = null, leaving = 0, numbered = 0;
  // Until the state is there again a single key waits for it.
  let settled = false, waiting = null;

  const make = (tag, given = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [key, value] of Object.entries(given)) {
      if (key in element && !key.includes("-")) element[key] = value;
      else element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  };
  const button = (words, onclick, given = {}) => make("button", { type: "button", onclick, ...given }, words);
  const percent = (share) => share === null || share === undefined ? "" : `${Math.round(100 * share)}\u00a0%`;
  const shortly = (words) => words.replace(/\s+/g, " ").replace(/^(.{60}\S*)\s.+/u, "$1…");
  const quoted = (words) => /^["“«„‘]/u.test(words) ? shortly(words) : `“${shortly(words)}”`;
  const remember = (store, key, value) => { try { value === null ? store.removeItem(key) : store.setItem(key, value); } catch { /* no storage */ } };
  const recall = (store, key) => { try { return store.getItem(key); } catch { return null; } };
  waiting = recall(sessionStorage, WAITING);
  remember(sessionStorage, WAITING, null);

  // What is asked and answered.
  const ask = async (name, given) => {
    const own = given === undefined ? {} : {
      method: "POST", body: JSON.stringify(given), headers: { "Content-Type": "application/json", "X-Sitegen-Token": token },
    };
    try {
      const answer = await fetch(`/.sitegen/desk/${name}`, own);
      return { status: answer.status, ...await answer.json() };
    } catch {
      await new Promise((go) => setTimeout(go, GOING));  // a page that just goes lets its questions fail: nothing is wrong
      return { status: 0, error: "unreachable", diagnostics: [{ message: "the preview does not answer", help: "is `sitegen serve --review` still running?" }] };
    }
  };

  // The parts: a side of doubts, a bar of pencils at what is pointed at, and the one dialog.
  const status = make("p", { className: "desk-status", role: "status" });
  const list = make("ol", { className: "desk-doubts" });
  const every = make("ul", { className: "desk-every" });
  const everyTitle = make("summary");
  const undo = button("Undo", () => takeBack(), { className: "desk-undo", hidden: true });
  const switched = make("input", { type: "checkbox", checked: !recall(localStorage, KEYS_OFF),
    onchange: () => remember(localStorage, KEYS_OFF, switched.checked ? null : "1") });
  const keys = make("details", { className: "desk-keys" }, make("summary", {}, "Keys"),
    make("dl", {}, ...KEYS.flatMap(([key, does]) => [make("dt", {}, key), make("dd", {}, does)])),
    make("label", {}, switched, " Single keys work"));
  const toggle = button("Desk", () => unfold(panel.hidden), { className: "desk-toggle", "aria-expanded": "false", "aria-controls": "desk-panel" });
  const check = button("Checked …", () => edit({ what: "article", words: state.headline, start: -1 }, check, "checked"));
  const ended = make("p", { className: "desk-end" });
  const panel = make("div", { id: "desk-panel", className: "desk-panel", hidden: true },
    make("h2", {}, "To look at"),
    make("p", { className: "desk-steps" }, button("← Previous", () => step(-1)), button("Next →", () => step(1)), undo),
    list, ended, make("p", { className: "desk-steps" }, check), make("details", {}, everyTitle, every), keys);
  const bar = make("div", { className: "desk-bar", popover: "manual", role: "group", "aria-label": "Correct" });
  const title = make("h2", { id: "desk-title" }), about = make("p", { className: "desk-about" });
  const moves = make("fieldset", { className: "desk-moves" }), fields = make("div", { className: "desk-fields" });
  const scopes = make("fieldset", { className: "desk-scopes" }), shown = make("div", { className: "desk-shown" });
  const told = make("p", { className: "desk-told", role: "status" });
  const submit = make("button", { type: "submit", className: "desk-submit" }, "Preview");
  const form = make("form", { method: "dialog", noValidate: true }, moves, fields, scopes, shown,
    make("div", { className: "desk-foot" }, told, make("p", { className: "desk-buttons" }, submit, button("Cancel", () => dialog.close()))));
  const dialog = make("dialog", { className: "desk-dialog", "aria-labelledby": "desk-title" },
    button("×", () => dialog.close(), { className: "desk-close", "aria-label": "Close" }), title, about, form);
  const root = make("aside", { className: "desk", lang: "en", dir: "ltr", "aria-label": "Correction desk" }, toggle, panel, bar, status, dialog);
  document.body.append(root);

  const say = (words) => { status.textContent = words; };
  const unfold = (open) => {
    panel.hidden = !open;
    toggle.setAttribute("aria-expanded", open);
    document.documentElement.classList.toggle("desk-open", open);
    remember(sessionStorage, OPEN, open ? "1" : "0");
  };

  // Names and quotations, and their places on the page.
  const kindOf = (what) => state[`${what}s`];
  const itemOf = (what, index) => ({ what, index, ...kindOf(what)[index] });
  const everything = () => ["mention", "quotation", "date"].flatMap((what) => kindOf(what).map((_, index) => itemOf(what, index)));
  // Of the dates with the same words the n-th of the article is the n-th of its page.
  const same = (list, words, tell) => list.filter((one) => tell(one).replace(/\s+/g, " ").trim() === words);
  const times = (words) => same([...body.querySelectorAll("time")], words, (one) => one.textContent);
  const dates = (words) => same(everything().filter((one) => one.what === "date" && one.value), words, (one) => one.words);
  const timeOf = (item) => times(item.words)[dates(item.words).findIndex((one) => one.start === item.start)] || null;
  const elementOf = (item) => item.what === "date" ? timeOf(item) : item.fragment ? document.getElementById(item.fragment) : null;
  const itemAt = (element) => {
    if (element.matches("time")) {
      const words = element.textContent.replace(/\s+/g, " ").trim();
      return dates(words)[times(words).indexOf(element)];
    }
    const fragment = element.matches(".quotation") ? /^q\d+/.exec(element.id)?.[0] : element.id;
    return fragment && everything().find((item) => item.fragment === fragment);
  };
  const itemsAround = (target) => {
    const items = [];
    for (let one = target.closest?.(PLACES); one && body.contains(one); one = one.parentElement.closest(PLACES)) {
      const item = state && itemAt(one);
      if (item && !items.some(([other]) => other.what === item.what && other.start === item.start)) items.push([item, one]); // a quotation may have parts in one another
    }
    return items;
  };
  const nameOf = (item) => item.what === "date" ? item.value || "no date" : item.what === "quotation"
    ? (item.speaker ? item.speaker.name || item.speaker.words : item.segments.length ? "nobody is named" : "left out")
    : item.id === null ? "left out" : [item.name, item.kind].join(", ");

  // The words of an item in the page, whatever stands around them: by their context, without white space.
  const rangeOf = (item) => {
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT), nodes = [], bare = [];
    while (walker.nextNode()) {
      for (let at = 0; at < walker.currentNode.length; at++) {
        const char = walker.currentNode.data[at];
        if (!/\s/.test(char)) { nodes.push([walker.currentNode, at]); bare.push(char); }
      }
    }
    const tight = (start, end) => chars.slice(Math.max(start, 0), end).join("").replace(/\s+/g, "");
    const page = bare.join(""), before = tight(item.start - CONTEXT, item.start), words = tight(item.start, item.end);
    const whole = page.indexOf(before + words + tight(item.end, item.end + CONTEXT));
    const at = whole >= 0 ? whole + before.length : page.indexOf(words);
    if (at < 0 || !words) return null;
    const range = document.createRange();
    range.setStart(...nodes[at]);
    const [node, last] = nodes[at + words.length - 1];
    range.setEnd(node, last + 1);
    return range;
  };
  const show = (item) => {
    const range = rangeOf(item), place = range?.startContainer.parentElement || document.getElementById(item.paragraph);
    if (window.Highlight) range ? CSS.highlights.set("desk", new Highlight(range)) : CSS.highlights.delete("desk");
    place?.scrollIntoView({ block: innerWidth < 700 ? "start" : "center" });
  };

  // The side.
  const rowOf = (item, more) => make("li", { "data-at": `${item.what}:${item.start}` },
    button("", () => show(item), { className: "desk-go" }),
    button("✎", (event) => edit(item, event.currentTarget), { className: "desk-pencil", "aria-label": `Correct ${quoted(item.words)}` }),
    ...(more ? [make("p", {}, more)] : []));
  const fillRow = (row, item, sure) => {
    row.firstChild.append(make("b", {}, quoted(item.words)), make("span", {}, [nameOf(item), sure].filter(Boolean).join(" · ")));
    return row;
  };
  const fill = () => {
    const doubts = state.doubts.map((one) => [itemOf(one.what, one.index), one]), open = doubts.filter(([, one]) => !one.settled);
    list.replaceChildren(...doubts.map(([item, one]) => {
      const row = fillRow(rowOf(item, one.settled ? "" : one.why), item, one.settled ? "✓ settled" : percent(one.probability));
      row.classList.toggle("desk-settled", one.settled);
      return row;
    }));
    list.hidden = !doubts.length;
    const all = everything().sort((one, other) => one.start - other.start);
    every.replaceChildren(...all.map((item) => fillRow(rowOf(item, ""), item, item.corrected ? "corrected" : "")));
    everyTitle.textContent = `All names, quotations and dates (${all.length})`;
    const done = doubts.length ? "All of it is settled." : "There is nothing here that the desk is not sure of.";
    ended.textContent = open.length ? "That is all that the desk is not sure of." : done;
    if (state.checked) {
      const { by, on, changed } = state.checked;
      ended.append(` Checked${by ? ` by ${by}` : ""} on ${on}${changed ? "; it is another text or other marks since" : ""}.`);
    }
    toggle.textContent = `Desk (${open.length})`;
    undo.hidden = !state.undo;
    undo.textContent = state.undo ? `Undo: ${state.undo.label}` : "";
  };
  const step = (by) => {
    const count = state?.doubts.filter((one) => !one.settled).length;
    if (!count) return say(state?.doubts.length ? "All doubts are settled." : "There are no doubts.");
    if (doubt >= count) doubt = by > 0 ? -1 : 0;
    unfold(true);
    doubt = doubt < 0 ? (by > 0 ? 0 : count - 1) : (doubt + by + count) % count;
    const row = list.children[doubt], item = itemOf(state.doubts[doubt].what, state.doubts[doubt].index);
    row.firstChild.focus();
    show(item);
    say(`${doubt + 1} of ${count}`);
  };

  // The bar: a pencil for the name, one for the quotation around it, or what selected words may be.
  const near = (box, ...pencils) => {
    clearTimeout(leaving);
    bar.replaceChildren(...pencils);
    if (bar.matches(":popover-open")) bar.hidePopover();
    bar.showPopover();
    const size = bar.getBoundingClientRect(), above = box.top - size.height - 2;
    bar.style.left = `${Math.max(4, Math.min(box.left, document.documentElement.clientWidth - size.width - 4))}px`;
    bar.style.top = `${above > 0 ? above : box.bottom + 2}px`;
  };
  const leave = () => { clearTimeout(leaving); leaving = setTimeout(hideBar, LEAVE); };
  const hideBar = () => { clearTimeout(leaving); if (bar.matches(":popover-open")) bar.hidePopover(); };
  const point = (target) => {
    if (dialog.open || selected) return;
    const around = itemsAround(target);
    if (!around.length) return leave();
    near(around[0][1].getClientRects()[0], ...around.map(([item, element]) =>
      button(PENCILS[item.what], () => edit(item, element), { "aria-label": `Correct ${quoted(item.words)}` })));
  };
  const wordsSelected = () => {
    const selection = getSelection(), range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    const within = range && body.contains(range.startContainer) && body.contains(range.endContainer);
    const exact = within ? range.toString().trim() : "";
    if (!exact) return null;
    const blockOf = (node) => (node.nodeType === 1 ? node : node.parentElement).closest("p, li, blockquote, h2, h3, td") || body;
    const before = document.createRange(), after = document.createRange();
    before.setStart(blockOf(range.startContainer), 0);
    before.setEnd(range.startContainer, range.startOffset);
    after.selectNodeContents(blockOf(range.endContainer));
    after.setStart(range.endContainer, range.endOffset);
    const last = Array.from(before.toString()).slice(-CONTEXT).join(""), first = Array.from(after.toString()).slice(0, CONTEXT).join("");
    return { what: "words", words: exact, place: { exact, prefix: last, suffix: first }, start: -1, box: range.getBoundingClientRect() };
  };
  document.addEventListener("selectionchange", () => {
    if (dialog.open || !state) return;
    const had = selected;
    selected = wordsSelected();
    if (!selected) return had && hideBar();
    const item = selected;
    near(item.box, button("✎ Quotation of …", () => edit(item, null, "quotation")), button("✎ Name", () => edit(item, null, "entity")), button("✎ Date", () => edit(item, null, "date")));
  });
  body.addEventListener("pointerover", (event) => point(event.target));
  body.addEventListener("focusin", (event) => point(event.target));
  body.addEventListener("pointerleave", () => { if (!selected) leave(); });
  bar.addEventListener("pointerdown", (event) => event.preventDefault());
  bar.addEventListener("pointerenter", () => clearTimeout(leaving));
  bar.addEventListener("pointerleave", () => { if (!selected) leave(); });
  addEventListener("scroll", () => { if (!selected) hideBar(); }, { passive: true });
  // The card opens in front of everything: the pencils come in front of it again.
  document.getElementById("card")?.addEventListener("toggle", (event) => {
    if (event.newState === "open" && bar.matches(":popover-open")) { bar.hidePopover(); bar.showPopover(); }
  });

  // The fields of a move. Each gives its element and what it adds to the move, null while something is missing.
  const labelled = (words, field) => make("label", { className: "desk-field" }, make("span", {}, words), field);
  const radios = (legend, options, chosen) => {
    const name = `desk-${++numbered}`;
    const rows = options.map(([value, words, more], at) => make("label", { className: "desk-choice" },
      make("input", { type: "radio", name, value, checked: chosen === value }), make("kbd", { ariaHidden: "true" }, at < 9 ? String(at + 1) : ""),
      make("span", {}, words, ...(more ? [make("small", {}, more)] : []))));
    const element = make("fieldset", { className: "desk-choices" }, make("legend", {}, legend), ...rows);
    return { element, value: () => element.querySelector("input:checked")?.value };
  };
  const nothing = () => ({ element: "", adds: () => ({}) });
  const speakers = (item, optional) => {
    const known = new Map(state.speakers.map((one) => [one.id, one]));
    const first = (item.rivals || []).filter((one) => one.id).map((one) => [one.id, one.name, percent(one.probability)]);
    const others = state.speakers.filter((one) => !first.some(([id]) => id === one.id)).map((one) => [one.id, one.name, one.role]);
    const options = [...first, ...others].filter(([id]) => id !== item.speaker?.id).map(([id, name, more]) => [`=${id}`, name, more || known.get(id)?.role]);
    const choice = radios("Who says it", [...(optional ? [["?", "As the text tells"]] : []), ...options, ["", "Nobody is named"], ["words", "In other words:"]], optional ? "?" : undefined);
    const words = make("input", { type: "text", maxLength: 200, ariaLabel: "The speaker in other words", oninput: () => { choice.element.querySelector("[value='words']").checked = true; } });
    choice.element.append(words);
    return { element: choice.element, adds: () => {
      const value = choice.value();
      if (value === undefined || (value === "words" && !words.value.trim())) return null;
      return value === "?" ? {} : { speaker: value === "words" ? words.value : value.slice(1) };
    } };
  };
  const search = (item) => {
    const input = make("input", { type: "text", value: item.words.length < 60 ? item.words : "", autocomplete: "off" });
    const found = make("div", {});
    let choice = null, asked = 0;
    const look = async () => {
      const number = ++asked;
      const answer = await ask(`entities?${new URLSearchParams({ q: input.value, limit: "9", article: state.article })}`);
      if (number !== asked) return;
      const options = (answer.entities || []).filter((one) => one.id !== item.id);
      choice = radios("Found", options.map((one) => [one.id, one.name, [one.kind, one.summary].filter(Boolean).join(": ")]), options[0]?.id);
      found.replaceChildren(options.length ? choice.element : make("p", {}, "Nothing is found: a new entry?"));
    };
    input.addEventListener("input", look);
    look();
    return { element: make("div", {}, labelled("Search names", input), found), adds: () => choice?.value() ? { entity: choice.value() } : null };
  };
  const entry = (item) => {
    const given = { name: item.words, kind: "", id: "", role: "", file: "", ...item.entry };
    const field = (key, words) => [key, make("input", { type: "text", value: given[key] || "" }), words];
    const select = (options, value) => {
      const element = make("select", {}, ...options.map(([value, words]) => make("option", { value }, words)));
      element.value = value;
      return element;
    };
    const inputs = [field("name", "Name"), ["kind", select(state.kinds.listed.map((kind) => [kind, KINDS[kind] || kind]), given.kind || "person"), "It is"],
      field("role", "Role"), field("summary", "In one sentence"), field("id", "Id (may be empty)"),
      ["file", select([["", "where others of its kind are"], ...state.files.map((file) => [file, file])], given.file || ""), "File"]];
    return { element: make("div", {}, ...inputs.map(([, input, words]) => labelled(words, input))), adds: () => {
      const filled = Object.fromEntries(inputs.map(([key, input]) => [key, input.value.trim()]).filter(([, value]) => value));
      return filled.name ? { entry: filled } : null;
    } };
  };
  const ofKind = (item) => {
    const choice = radios("It is", state.kinds.found.filter((kind) => kind !== item.kind).map((kind) => [kind, KINDS[kind] || kind]));
    return { element: choice.element, adds: () => choice.value() ? { kind: choice.value() } : null };
  };
  const role = (item) => {
    const input = make("input", { type: "text", value: item.role || "", maxLength: 200 });
    return { element: labelled("Role on the day of the article", input), adds: () => input.value.trim() ? { role: input.value } : null };
  };
  const ofForm = (item) => {
    const choice = radios("These words are given", Object.entries(FORMS).filter(([form]) => form !== item.segments?.[0]?.kind));
    return { element: choice.element, adds: () => choice.value() ? { form: choice.value() } : null };
  };
  // The words around a quotation, each with its offsets: from its first paragraph to its last, and not too many.
  const wordsAround = (item) => {
    const words = [...state.text.matchAll(/\S+/gu)].map((found) => {
      const start = Array.from(state.text.slice(0, found.index)).length;
      return { text: found[0], start, end: start + Array.from(found[0]).length };
    });
    const first = words.findIndex((word) => word.end > item.start), last = words.findLastIndex((word) => word.start < item.end);
    const from = Math.max(0, first - AROUND);
    return { words: words.slice(from, last + AROUND + 1), first: first - from, last: last - from };
  };
  const span = (item) => {
    const { words, first, last } = wordsAround(item);
    const handle = (value) => make("input", { type: "range", min: 0, max: words.length - 1, value });
    const from = handle(first), to = handle(last);
    const shownWords = words.map((word, at) => make("span", { className: "desk-word", onclick: () => {
      const nearer = at < Number(from.value) || at - from.value < to.value - at ? from : to;
      nearer.value = at;
      nearer.focus();
      nearer.dispatchEvent(new Event("input", { bubbles: true }));
    } }, word.text));
    const draw = (moved) => {
      if (moved === from && Number(to.value) < Number(from.value)) to.value = from.value;
      if (moved === to && Number(to.value) < Number(from.value)) from.value = to.value;
      shownWords.forEach((word, at) => word.classList.toggle("desk-in", Number(from.value) <= at && at <= Number(to.value)));
      for (const one of [from, to]) one.setAttribute("aria-valuetext", words[one.value].text);
    };
    for (const one of [from, to]) one.addEventListener("input", () => draw(one));
    draw(null);
    const text = make("p", { className: "desk-text", lang: body.closest("[lang]").lang }, ...shownWords.flatMap((word) => [word, " "]));
    requestAnimationFrame(() => text.querySelector(".desk-in")?.scrollIntoView({ block: "nearest" }));
    return { element: make("div", {}, labelled("First word (arrow keys, or tap a word below)", from), labelled("Last word", to), text),
      adds: () => ({ to: { start: words[from.value].start, end: words[to.value].end } }) };
  };
  const quotation = (item) => {
    const who = speakers(item, true), choice = radios("How it is given", [["", "As it looks"], ...Object.entries(FORMS)], "");
    return { element: make("div", {}, who.element, choice.element), adds: () => {
      const said = who.adds();
      return said && { ...said, ...(choice.value() ? { form: choice.value() } : {}) };
    } };
  };

  const date = (item) => {
    const input = make("input", { type: "text", value: item.value || "", maxLength: 40, autocomplete: "off" });
    return { element: labelled("It means: a day 2026-03-09, a week 2026-W11, a month 2026-03, a year 2026", input),
      adds: () => input.value.trim() ? { means: input.value } : null };
  };
  const checker = () => {
    const input = make("input", { type: "text", value: recall(localStorage, CHECKER) || "", maxLength: 200 });
    return { element: labelled("Who has read all of it", input), adds: () => {
      remember(localStorage, CHECKER, input.value);
      return input.value.trim() ? { by: input.value } : null;
    } };
  };

  // The moves: for what, in which words, with which fields, and where they hold, the first choice first.
  const ALL = ["article", "here", "everywhere"], HERE = ["here"];
  const isName = (item) => item.what === "mention", isLeftOut = (item) => item.id === null, isSaid = (item) => item.what === "quotation" && item.segments.length > 0;
  const MOVES = [
    { act: "hide", fits: isName, words: (item) => isLeftOut(item) ? "Rightly left out: hide it" : "Not a name: hide it", fields: nothing, scopes: ALL },
    { act: "accept", fits: (item) => isName(item) && !isLeftOut(item) && item.origin !== "knowledge", words: "It is right: accept it", fields: nothing, scopes: ALL },
    { act: "right", fits: isSaid, words: (item) => item.speaker ? `It is right: ${nameOf(item)} says it` : "It is right: nobody is named",
      fields: (item) => ({ element: "", adds: () => ({ speaker: item.speaker ? item.speaker.id || item.speaker.name : "" }) }), scopes: HERE },
    { act: "speaker", fits: isSaid, words: "Another speaker", fields: (item) => speakers(item, false), scopes: HERE },
    { act: "quotation", fits: (item) => item.what === "words" || (item.what === "quotation" && !isSaid(item)), words: "Is a quotation of …", fields: quotation, scopes: HERE },
    { act: "entity", fits: (item) => isName(item) || item.what === "words", words: "Somebody or something else", fields: search, scopes: ALL },
    { act: "entry", fits: (item) => isName(item) || item.what === "words", words: "A new entry", fields: entry, scopes: ["everywhere", "article", "here"] },
    { act: "kind", fits: isName, words: "Another kind", fields: ofKind, scopes: ALL },
    { act: "role", fits: isName, words: "Role", fields: role, scopes: ["article", "everywhere"] },
    { act: "span", fits: isSaid, words: "Where it begins and ends", fields: span, scopes: HERE },
    { act: "form", fits: isSaid, words: "Another form", fields: ofForm, scopes: HERE },
    { act: "unsaid", fits: isSaid, words: "Not a quotation", fields: nothing, scopes: HERE },
    { act: "date", fits: (item) => item.what === "date" || item.what === "words", words: (item) => item.what === "words" ? "Is a date" : "Another date", fields: date, scopes: HERE },
    { act: "undated", fits: (item) => item.what === "date" && item.value, words: "Not a date", fields: () => ({ element: "", adds: () => ({ means: "" }) }), scopes: HERE },
    { act: "checked", fits: (item) => item.what === "article", words: "The article is checked", fields: checker, scopes: ["article"] },
    { act: "withdraw", fits: (item) => Boolean(item.corrected), words: "Withdraw the correction",
      fields: nothing, scopes: (item) => item.what === "mention" ? [item.corrected] : HERE },
  ];
  // An entry for these words alone is another entity there: the contract has one act for each.
  const actOf = (act, scope) => act === "right" ? "speaker" : act === "undated" ? "date" : act === "entry" && scope !== "everywhere" ? "entity" : act;

  const edit = (item, origin, act = "") => {
    hideBar();
    const fitting = MOVES.filter((move) => move.fits(item));
    job = { item, origin, digests: state.digests, prepared: null };
    title.textContent = quoted(item.words);
    const sure = percent(item.what === "quotation" ? item.confidence : item.probability);
    about.textContent = TITLES[item.what] || [nameOf(item), item.because, sure].filter(Boolean).join(" · ");
    const choice = radios("What is right", fitting.map((move) => [move.act, typeof move.words === "function" ? move.words(item) : move.words]), act);
    moves.replaceChildren(...choice.element.childNodes);
    for (const input of moves.querySelectorAll("input")) input.addEventListener("change", () => choose(fitting.find((move) => move.act === input.value)));
    fields.replaceChildren();
    scopes.hidden = true;
    stale();
    told.textContent = "";
    dialog.showModal();
    if (act) choose(fitting.find((move) => move.act === act));
    else moves.querySelector("input").focus();
  };
  // With a key that says all of a move there is nothing left to choose: its changes are shown at once.
  const editAtOnce = (item, origin, act) => {
    edit(item, origin, act);
    if (job.fields.element === "") form.requestSubmit();
  };
  const choose = (move) => {
    job.move = move;
    job.fields = move.fields(job.item);
    fields.replaceChildren(job.fields.element);
    const where = typeof move.scopes === "function" ? move.scopes(job.item) : move.scopes;
    job.scopes = radios("Where it holds", where.map((scope) => [scope, SCOPES[scope]]), where[0]);
    for (const digit of job.scopes.element.querySelectorAll("kbd")) digit.remove();
    scopes.replaceChildren(...job.scopes.element.childNodes);
    job.scopes.element = scopes;
    scopes.hidden = false;
    stale();
    told.textContent = "";
    const first = fields.querySelector("input, select") || moves.querySelector("input:checked");
    first?.focus();
    if (first?.type === "text") first.select();
  };
  // What was previewed is no longer what is asked.
  const stale = () => {
    if (job) Object.assign(job, { prepared: null, asked: false });
    shown.replaceChildren();
    submit.textContent = "Preview";
  };
  form.addEventListener("input", () => { stale(); told.textContent = ""; });

  const moveOf = () => {
    const adds = job.move && job.fields.adds();
    if (!adds) return null;
    const { item } = job, scope = scopes.querySelector("input:checked").value;
    const at = item.what === "article" ? {} : { at: item.place || { start: item.start, end: item.end } };
    return { act: actOf(job.move.act, scope), scope, article: state.article, ...at, ...adds };
  };
  const diagnosed = (one) => make("li", {}, make("b", {}, one.message), ...(one.path ? [` (${one.path}${one.line ? `:${one.line}` : ""})`] : []), ...(one.help ? [`: ${one.help}`] : []));
  const diffOf = (file) => make("figure", {}, make("figcaption", {}, `${file.path}${file.made ? " (new)" : ""}`),
    make("pre", { tabIndex: 0, ariaLabel: `Changes of ${file.path}`, role: "group" }, ...file.diff.trimEnd().split("\n").map((line) =>
      make("span", { className: { "+": "desk-plus", "-": "desk-minus" }[/^(\+\+\+|---)/.test(line) ? "" : line[0]] || "" }, `${line}\n`))));

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!job || job.busy) return;
    const mine = job, move = moveOf();
    if (!move) { told.textContent = mine.move ? "Something is still to be chosen." : "Choose what is right first."; return; }
    const writes = mine.prepared !== null;
    mine.busy = mine.asked = true;
    mine.writes = writes;
    if (writes) keep(`Written: ${mine.prepared.label}.`, mine);  // the page may come anew before the answer does
    const answer = writes ? await ask("write", { move: mine.prepared.move, digests: mine.prepared.digests }) : await ask("preview", { move, digests: mine.digests });
    mine.busy = false;
    mine.writes = false;
    if (answer.status === 409) return loadAnew(answer, mine);
    if (writes && answer.status && answer.status !== 200) forget();  // 0: perhaps the page is just going
    if (job !== mine || !dialog.open) return;
    if (answer.status !== 200) return refuse(answer);
    if (writes) return written(answer, mine);
    if (JSON.stringify(moveOf()) !== JSON.stringify(move)) return;
    mine.prepared = { move, digests: answer.digests, label: answer.label };
    shown.replaceChildren(make("p", {}, make("b", {}, answer.label)), ...answer.files.map(diffOf),
      ...(answer.notes.length ? [make("ul", { className: "desk-notes" }, ...answer.notes.map(diagnosed))] : []));
    submit.textContent = "Write";
    told.textContent = `This would be written: ${answer.label}. Enter writes it.`;
    submit.focus();
  });
  const refuse = (answer) => {
    stale();
    told.textContent = "It was not written.";
    shown.replaceChildren(make("ul", { className: "desk-wrong" }, ...(answer.diagnostics || []).map(diagnosed)));
  };

  // What is to be said and focused, here and on the page that comes next.
  const keep = (words, { item, origin }) => {
    const row = origin?.closest?.("li[data-at]"), parts = [list, every];
    remember(sessionStorage, KEPT, JSON.stringify({ path: location.pathname, when: Date.now(), words, what: item?.what, start: item?.start, exact: item?.words, paragraph: item?.paragraph,
      part: parts.findIndex((one) => one.contains(row)), row: row ? [...row.parentElement.children].indexOf(row) : -1 }));
  };
  const forget = () => remember(sessionStorage, KEPT, null);
  const takePlace = () => {
    const kept = JSON.parse(recall(sessionStorage, KEPT) || "null");
    if (kept?.path !== location.pathname || Date.now() - kept.when > FRESH) return;
    say(kept.words);
    const alike = (item) => kept.what === "words" ? item.words.includes(kept.exact) : item.what === kept.what && item.start === kept.start;
    const item = everything().find(alike), part = [list, every][kept.part];
    // Where it stood in the side it may stand no more: then what comes next there.
    const rows = [...(part?.children || [])].filter((one) => !one.matches(".desk-settled"));
    const row = rows.find((one) => one.dataset.at === `${kept.what}:${kept.start}`) || rows[Math.min(kept.row, rows.length - 1)];
    if (part === list) doubt = rows.indexOf(row);
    if (part === every) every.parentElement.open = true;
    const place = (!panel.hidden && row?.querySelector(".desk-pencil")) || (item && elementOf(item)) || document.getElementById(kept.paragraph) || (panel.hidden ? toggle : kept.what === "article" ? check : toggle);
    if (place.matches("p")) place.tabIndex = -1;
    place.focus({ preventScroll: true });
    // The page may come anew more than once, and says it each time until somebody does something.
    const done = () => {
      if (!settled) return;
      forget();
      for (const happens of ["keydown", "pointerdown"]) removeEventListener(happens, done, { capture: true });
    };
    for (const happens of ["keydown", "pointerdown"]) addEventListener(happens, done, { capture: true });
  };
  // A page that comes anew, for an edit or for what was changed, opens the dialog again with all that was chosen.
  const inputsOf = () => [...fields.querySelectorAll("input, select")];
  const keepTyped = () => {
    if (!dialog.open || !job?.move || job.writes) return;
    const { what, words, start, place } = job.item, scope = scopes.querySelector("input:checked")?.value;
    const values = inputsOf().map((one) => /radio|checkbox/.test(one.type) ? one.checked : one.value);
    remember(sessionStorage, TYPED, JSON.stringify({ path: location.pathname, when: Date.now(), act: job.move.act, what, words, start, place, scope, values, previewed: job.asked }));
  };
  const takeTyped = () => {
    const typed = JSON.parse(recall(sessionStorage, TYPED) || "null");
    remember(sessionStorage, TYPED, null);
    if (typed?.path !== location.pathname || Date.now() - typed.when > FRESH) return;
    const alike = everything().filter((one) => one.what === typed.what && one.words === typed.words);
    const nearest = alike.sort((one, other) => Math.abs(one.start - typed.start) - Math.abs(other.start - typed.start))[0];
    const item = typed.what === "words" ? typed : typed.what === "article" ? { what: "article", words: state.headline, start: -1 } : nearest;
    if (!item || !fits(typed.act, item)) return say(`The page has changed, and ${quoted(typed.words)} stands there no more: nothing was written.`);
    const row = !panel.hidden && root.querySelector(`li[data-at="${item.what}:${item.start}"] .desk-pencil`);
    edit(item, row || (item.what !== "words" && elementOf(item)) || toggle, typed.act);
    const inputs = inputsOf();
    typed.values.forEach((value, at) => {
      if (!inputs[at] || typeof value !== (/radio|checkbox/.test(inputs[at].type) ? "boolean" : "string")) return;
      if (typeof value === "boolean") inputs[at].checked = value;
      else if (inputs[at].value !== value) { inputs[at].value = value; inputs[at].dispatchEvent(new Event("input", { bubbles: true })); }
    });
    const scope = typed.scope && scopes.querySelector(`[value="${typed.scope}"]`);
    if (scope) scope.checked = true;
    told.textContent = "The page has changed meanwhile. Nothing was written; what you chose is still here.";
    if (typed.previewed && moveOf()) form.requestSubmit();
  };
  addEventListener("pagehide", () => { keepTyped(); remember(sessionStorage, WAITING, waiting); });
  const written = async (answer, mine) => {
    keep(`Written: ${answer.label} (${answer.written.join(", ")}).`, mine);
    job = null;
    settled = false;
    dialog.close();
    await load();
    takePlace();
    settle();
  };
  const loadAnew = (answer, mine) => {
    const files = (answer.changed || []).join(", ");
    keep(`Nothing was written: ${files || "a file"} has changed since. The page was loaded anew.`, mine);
    location.reload();
  };
  const takeBack = async () => {
    const nowhere = { item: null, origin: undo };
    keep(`Undone: ${state.undo.label}.`, nowhere);
    const answer = await ask("undo", {});
    if (answer.status === 409) return loadAnew(answer, nowhere);
    if (answer.status && answer.status !== 200) forget();
    if (answer.status !== 200) return say((answer.diagnostics || []).map((one) => one.message).join(" "));
    keep(`Undone: ${answer.label}.`, nowhere);
    await load();
    takePlace();
  };
  dialog.addEventListener("close", () => {
    const origin = job?.origin;
    job = null;
    origin?.focus({ preventScroll: true });
  });

  // Keys. Single ones can be switched off, and never work while somebody writes. For a moment a field of a dialog that was
  // closed still has the focus.
  const writesIn = (target) => (dialog.open || !dialog.contains(target)) && target.matches?.("textarea, select, [contenteditable], input:not([type='radio'], [type='range'], [type='checkbox'])");
  const pick = (digit) => {
    const group = document.activeElement.closest?.(".desk-choices") || (document.activeElement.closest?.(".desk-moves") ? moves : fields.querySelector(".desk-choices") || moves);
    const input = group.querySelectorAll("input[type='radio']")[digit - 1];
    if (!input) return;
    input.focus();
    input.click();
    // Nothing more is to be said when this was all of the fields, or when there are none.
    const choices = fields.querySelectorAll(".desk-choices");
    const whole = group === moves ? job.fields.element === "" : choices.length === 1 && input.value !== "words";
    if (whole && moveOf()) form.requestSubmit();
  };
  const hereNow = () => {
    const focused = document.activeElement, row = focused.closest?.("li[data-at]");
    const [around] = itemsAround(focused), looked = row || (!selected && !around && list.children[doubt]);
    if (looked) return [everything().find((item) => `${item.what}:${item.start}` === looked.dataset.at), looked.querySelector(".desk-pencil")];
    return selected ? [selected, null] : around;
  };
  const fits = (act, item) => MOVES.find((move) => move.act === act).fits(item);
  const editHere = () => { const here = hereNow(); if (here) edit(...here); };
  const acceptHere = () => {
    const here = hereNow();
    const act = here && (isSaid(here[0]) ? "right" : isName(here[0]) && isLeftOut(here[0]) ? "hide" : "accept");
    if (act && fits(act, here[0])) editAtOnce(...here, act);
    else say("There is nothing to accept here.");
  };
  const hideHere = () => {
    const here = hereNow(), act = here && (isSaid(here[0]) ? "unsaid" : here[0].what === "date" ? "undated" : "hide");
    if (here && fits(act, here[0])) editAtOnce(...here, act);
    else say("There is nothing to hide here.");
  };
  const speakerHere = () => {
    const here = hereNow();
    if (here && fits("speaker", here[0])) edit(...here, "speaker");
    else say("This is no quotation.");
  };
  const SINGLE = { n: () => step(1), p: () => step(-1), e: editHere, a: acceptHere, x: hideHere, s: speakerHere, u: () => { if (state?.undo) takeBack(); else say("There is nothing to undo."); },
    "?": () => { unfold(true); keys.open = true; keys.querySelector("summary").focus(); } };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const { target, key } = event;
    if (dialog.open && key === "Enter" && !target.matches("button, textarea, summary")) {
      event.preventDefault();
      return form.requestSubmit();
    }
    if (key === "Escape" && !dialog.open) return hideBar();
    if (!switched.checked || writesIn(target) || event.repeat) return;
    if (!settled) { if (Object.hasOwn(SINGLE, key)) { event.preventDefault(); waiting = key; } return; }
    if (dialog.open) { if (/^[1-9]$/.test(key)) { event.preventDefault(); pick(Number(key)); } return; }
    if (Object.hasOwn(SINGLE, key)) { event.preventDefault(); SINGLE[key](); }
  });

  const settle = () => {
    settled = true;
    const key = waiting;
    waiting = null;
    if (key && Object.hasOwn(SINGLE, key) && !dialog.open) SINGLE[key]();
  };
  const load = async () => {
    const answer = await ask(`article?${new URLSearchParams({ path: location.pathname })}`);
    if (answer.status !== 200) { say((answer.diagnostics || []).map((one) => one.message).join(" ")); return false; }
    state = answer;
    chars = Array.from(state.text);
    fill();
    root.dataset.ready = "true";
    return true;
  };
  unfold((recall(sessionStorage, OPEN) ?? (innerWidth >= 1200 ? "1" : "0")) === "1");
  load().then((good) => { if (good) { takePlace(); takeTyped(); settle(); } });
})();
