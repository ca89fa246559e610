// The search itself. It asks for the index, whose form pages/search_index.py describes, and ranks what fits: names first.
(() => {
  "use strict";
  const box = document.getElementById("search_box"), isDialog = box.localName === "dialog";
  const root = new URL("..", document.currentScript.src).href;
  const input = box.querySelector("input"), told = box.querySelector("[role=status]"), list = box.querySelector("[role=listbox]");
  const ways = document.getElementById("search_ways");
  const MOST = isDialog ? 6 : 60; // shown of each kind
  const LONG = 5;                 // letters of a word that may be misspelled
  const FROM = 3;                 // letters from which on quotations are looked through
  const REST = 120;               // ms without a key until they are
  const SIMILAR = 8;              // the last rank

  // Letters as they are compared: small, without marks, ß as ss; Müller is Mueller and Muller. Lines stay lines.
  const OTHER = { ß: "ss", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", æ: "a", œ: "o", ı: "i", ħ: "h", ς: "σ" };
  const letters = (words) => words.normalize("NFKD").toLowerCase().replace(/[\p{M}.'’ʼ]/gu, "")
    .replace(/[ßøłđðþæœıħς]/g, (c) => OTHER[c]).replace(/[^\p{L}\p{N}\n]+/gu, " ").replace(/([aou])e/g, "$1");
  const fold = (words) => letters(words).replace(/^ | $/gm, "");
  const foldAll = (all) => (all.length ? fold(all.join("\n")).split("\n") : []);
  const query = () => fold(input.value);

  // The switch of search.html for the key that opens the search.
  const choice = box.querySelector("[type=checkbox]"), { classList } = document.documentElement;
  if (choice) {
    choice.checked = !classList.contains("keyless");
    choice.onchange = () => {
      classList.toggle("keyless", !choice.checked);
      try { localStorage.setItem("sitegen-search-key", choice.checked ? "on" : "off"); } catch { /* it lasts for this page */ }
    };
  }

  const names = [], quotations = [];
  let kinds, words, files = [1, 1], loaded = 0, loading = false, active = -1, later = 0;

  // Every file of the index calls this; each knows by its script who has asked for it (said.js does, too).
  window.sitegenSearch ??= (part) => document.currentScript.take(part);
  const take = (part) => {
    if (part.words) ({ kinds, words, files } = part);
    for (const [kind, rows] of Object.entries(part.names || {})) {
      const folded = foldAll(rows.flatMap(([name, , , , ...aliases]) => [name, ...aliases]));
      let at = 0;
      for (const [text, id, count, about, ...aliases] of rows) {
        const keys = folded.slice(at, at += 1 + aliases.length);
        names.push({ kind, text, id, count, about, aliases, keys, all: ` ${keys.join("\n ")}` });
      }
    }
    for (const [id, headline, said] of part.quotations || []) {
      const nameOf = (at) => part.speakers[at]?.[0] ?? "";
      const folded = foldAll(said.flatMap(([, speaker, text]) => [text, nameOf(speaker)]));
      said.forEach(([number, speaker, text], at) => quotations.push({
        kind: "quotation", text, id, hash: `#q${number}`, speaker: nameOf(speaker), about: headline,
        all: ` ${folded[2 * at]}\n ${folded[2 * at + 1]}`,
      }));
    }
  };

  const load = () => {
    if (loading || loaded >= files[+(query().length >= FROM)]) return;
    loading = true;
    const script = make("script", { src: `${root}assets/search/${loaded + 1}.js` });
    script.take = take;
    script.onload = () => {
      loading = false;
      loaded += 1;
      look();
      load();
    };
    script.onerror = () => {
      loading = false;
      told.textContent = told.dataset.failed;
    };
    document.head.append(script);
  };

  // How well a name fits that has all `parts` of what is wanted in it: 0 best, nothing when they only lie scattered.
  const rank = ({ keys: [name, ...others], all }, wanted, parts) =>
    name === wanted ? 0
    : others.includes(wanted) ? 1
    : name.startsWith(wanted) ? 2
    : name.includes(` ${wanted}`) ? 3
    : others.some((other) => other.startsWith(wanted)) ? 4
    : all.includes(` ${wanted}`) ? 5
    : parts.every((part) => all.includes(` ${part}`)) ? 6
    : wanted.length > 1 && all.includes(wanted) ? 7 : null;

  // True when `word` begins as typed but for one letter: missing, too many, another, or two that changed places.
  const isNear = (word, typed) => {
    let at = 0;
    while (at < typed.length && word[at] === typed[at]) at += 1;
    const goesOn = (inWord, inTyped) => word.startsWith(typed.slice(at + inTyped), at + inWord);
    return goesOn(1, 0) || goesOn(0, 1) || goesOn(1, 1)
      || (word[at] === typed[at + 1] && word[at + 1] === typed[at] && goesOn(2, 2));
  };
  const isSimilar = ({ all }, parts) => {
    const known = all.split(/\s/);
    return parts.every((part) => known.some((word) => word.startsWith(part) || (part.length >= LONG && isNear(word, part))));
  };

  // What fits, by kinds: [kind, its entries]. The kind with the best comes first, and in it the best, most mentioned.
  const findNames = (wanted, parts) => {
    const found = {};
    const add = (entry, tier) => { (found[entry.kind] ??= Array.from({ length: SIMILAR + 1 }, () => []))[tier].push(entry); };
    for (const entry of names) {
      const tier = parts.every((part) => entry.all.includes(part)) ? rank(entry, wanted, parts) : null;
      if (tier !== null) add(entry, tier);
    }
    const similar = !Object.keys(found).length;
    if (similar) for (const entry of names) if (isSimilar(entry, parts)) add(entry, SIMILAR);
    const best = (kind) => found[kind].findIndex((tier) => tier.length);
    const order = Object.keys(kinds).filter((kind) => found[kind]).sort((one, other) => best(one) - best(other));
    return [order.map((kind) => [kind, found[kind].flat()]), similar];
  };
  const findQuotations = (wanted, parts) => {
    const found = quotations.filter(({ all }) => parts.every((part) => all.includes(` ${part}`)));
    const exact = ({ all }) => all.includes(` ${wanted}`);
    return wanted.length < FROM || !found.length ? [] : [["quotation", [...found.filter(exact), ...found.filter((one) => !exact(one))]]];
  };

  // Names are there at once; quotations, and the word on how many there are, when the typing rests.
  const look = () => {
    const wanted = query(), parts = wanted.split(" ");
    clearTimeout(later);
    if (ways) ways.hidden = wanted;
    if (!wanted) told.textContent = "";
    if (!wanted || !words) return show([], parts);
    const [groups, similar] = findNames(wanted, parts);
    show(groups, parts);
    later = setTimeout(() => {
      const said = findQuotations(wanted, parts);
      const all = similar && said.length ? said : [...groups, ...said];
      if (said.length) show(all, parts);
      const count = all.reduce((sum, [, entries]) => sum + entries.length, 0);
      told.textContent = say(!count ? "none" : similar && !said.length ? "similar" : "count", count);
    }, REST);
  };
  const say = (key, n, all) => words[key].at(n === 1 ? 0 : -1).replace("{n}", n).replace("{all}", all);

  // Words become text, never markup.
  const set = (element, attributes) => {
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  };
  const make = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    set(element, attributes);
    element.append(...children);
    return element;
  };

  // The words in pieces, with what was typed marked; a long text begins near its first mark.
  const mark = (text, parts) => {
    let plain = "", at = 0;
    const places = [], on = new Set(); // of each folded letter where it stands; which characters are marked
    for (const c of text) {
      for (const letter of letters(c)) {
        if (letter === "e" && /[aou]$/.test(plain)) continue;
        plain += letter;
        places.push([at, at + c.length]);
      }
      at += c.length;
    }
    for (const part of parts) {
      const word = ` ${plain}`.indexOf(` ${part}`), start = word < 0 ? plain.indexOf(part) : word;
      if (start >= 0) for (let i = places[start][0]; i < places[start + part.length - 1][1]; i += 1) on.add(i);
    }
    const first = Math.min(...on), begin = on.size && first > 90 ? text.lastIndexOf(" ", first - 40) + 1 : 0;
    const pieces = begin ? ["…"] : [];
    for (let start = begin, end; start < text.length; start = end) {
      for (end = start + 1; end < text.length && on.has(end) === on.has(start);) end += 1;
      const piece = text.slice(start, end);
      pieces.push(on.has(start) ? make("mark", {}, piece) : piece);
    }
    return pieces;
  };

  const isMarked = (pieces) => pieces.some((piece) => piece.nodeType);
  const option = ({ kind, text, id, hash = "", count, speaker, about, aliases = [] }, parts) => {
    const path = kinds[kind][1].replace("{id}", id || text.toLowerCase().replace(/[^a-z0-9]+/g, "-"));
    const name = mark(text, parts);
    const alias = isMarked(name) ? null : aliases.map((other) => mark(other, parts)).find(isMarked);
    const line = make("span", { class: "search-about", dir: "auto" });
    for (const pieces of [alias, speaker && mark(speaker, parts), about && [about], count && [say("mentions", count)]]) {
      if (pieces) line.append(...(line.firstChild ? [" · "] : []), ...pieces);
    }
    return make("a", { role: "option", class: kind, href: root + path + hash, tabindex: -1 },
      make("span", { class: "search-name", dir: "auto" }, ...name), line);
  };

  const show = (groups, parts) => {
    const sizes = groups.map(([, entries]) => entries.length), total = sizes.reduce((sum, size) => sum + size, 0);
    list.replaceChildren(...groups.map(([kind, entries], at) =>
      make("div", { role: "group", "aria-labelledby": `search_${kind}` },
        make("p", { role: "presentation", id: `search_${kind}` },
          kinds[kind][0] + (isDialog || sizes[at] <= MOST ? "" : ` (${say("shown_of", MOST, sizes[at])})`)),
        ...entries.slice(0, MOST).map((entry) => option(entry, parts)))));
    if (isDialog && sizes.some((size) => size > MOST)) {
      const href = `${root}search.html?q=${encodeURIComponent(input.value.trim())}`;
      list.append(make("a", { role: "option", class: "search-all", href, tabindex: -1 }, say("all", total)));
    }
    list.hidden = !total;
    input.setAttribute("aria-expanded", !!total);
    activate(Math.min(active, options().length - 1));
  };

  const options = () => [...list.querySelectorAll("a")];
  const activate = (to) => {
    active = to;
    input.removeAttribute("aria-activedescendant");
    options().forEach((one, at) => {
      one.id = `search_${at}`;
      one.setAttribute("aria-selected", at === to);
      if (at !== to) return;
      input.setAttribute("aria-activedescendant", one.id);
      one.scrollIntoView({ block: "nearest" });
    });
  };

  set(input, { role: "combobox", "aria-autocomplete": "list", "aria-expanded": false, "aria-controls": list.id });
  input.addEventListener("input", () => {
    active = -1;
    list.scrollTop = 0;
    look();
    load();
  });
  input.addEventListener("keydown", (event) => {
    const { key, isComposing, ctrlKey, altKey, metaKey } = event, all = options();
    if (isComposing || ctrlKey || altKey || metaKey) return;
    if (key === "Escape" && isDialog) box.close();
    else if (!all.length) return;
    else if (key === "ArrowDown") activate((active + 1) % all.length);
    else if (key === "ArrowUp") activate((active < 1 ? all.length : active) - 1);
    else if (key === "Enter") all[Math.max(active, 0)].click();
    else return;
    event.preventDefault();
  });

  if (isDialog) {
    const closes = ({ target, ctrlKey, metaKey, shiftKey }) =>
      target === box || target.closest("button") || (target.closest("a") && !ctrlKey && !metaKey && !shiftKey);
    box.addEventListener("click", (event) => { if (closes(event)) box.close(); });
  } else {
    // The address says what was looked for, so that the way back leads to it again.
    const remember = () => {
      try { history.replaceState(null, "", `?q=${encodeURIComponent(input.value)}`); } catch { /* not from the disk */ }
    };
    input.addEventListener("change", remember);
    list.addEventListener("click", remember);
    input.value = new URLSearchParams(location.search).get("q") ?? input.value;
  }
  look();
  load();
})();
