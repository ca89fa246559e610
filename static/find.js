// The search itself. It asks for those files of the index that may have what is looked for (pages/search_index.py and
// search_words.py describe them), and ranks what fits: names first, then articles by their words, then quotations.
(() => {
  "use strict";
  const box = document.getElementById("search_box"), isDialog = box.localName === "dialog";
  const root = new URL("..", document.currentScript.src).href;
  const input = box.querySelector("input"), told = box.querySelector("[role=status]"), list = box.querySelector("[role=listbox]");
  const ways = document.getElementById("search_ways");
  const MOST = isDialog ? 6 : 60; // shown of each kind
  const LONG = 5;                 // letters of a word that may be misspelled
  const FROM = 3;                 // letters from which on quotations are looked through
  const REST = 120;               // ms without a key until they, and the articles, are
  const SIMILAR = 8;              // the last rank
  const AHEAD = 8;                // shares of the articles that are asked for at once

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

  const names = new Map(), quotations = [], parts = new Map();
  let head = null, active = -1, later = 0;

  // Every file of the index calls this; each knows by its script who has asked for it (said.js does, too).
  window.sitegenSearch ??= (part) => document.currentScript.take(part);
  const takeNames = ({ names: kinds = {} }) => {
    for (const [kind, rows] of Object.entries(kinds)) {
      const folded = foldAll(rows.flatMap(([name, , , , ...aliases]) => [name, ...aliases]));
      let at = 0;
      for (const [text, id, count, about, ...aliases] of rows) {
        const keys = folded.slice(at, at += 1 + aliases.length);
        names.set(`${kind} ${id || text}`, { kind, text, id, count, about, aliases, keys, all: ` ${keys.join("\n ")}` });
      }
    }
  };
  const takeQuotations = (part) => {
    for (const [id, headline, said] of part.quotations || []) {
      const nameOf = (at) => part.speakers[at]?.[0] ?? "";
      const folded = foldAll(said.flatMap(([, speaker, text]) => [text, nameOf(speaker)]));
      said.forEach(([number, speaker, text], at) => quotations.push({
        kind: "quotation", text, id, hash: `#q${number}`, speaker: nameOf(speaker), about: headline,
        all: ` ${folded[2 * at]}\n ${folded[2 * at + 1]}`,
      }));
    }
  };

  // The part of the index with this name; null while it is on its way, and then what was asked for is looked at again.
  const part = (name) => {
    if (parts.has(name)) return parts.get(name);
    parts.set(name, null);
    const script = make("script", { src: `${root}assets/search/${name}.js` });
    script.take = (taken) => {
      takeNames(taken);
      takeQuotations(taken);
      // Words with their articles: each the place of the first, and how far it is to the next; * where it stands in all.
      taken.words = taken.words?.at && new Map(taken.words.split(";").map((row) => {
        const [word, ...steps] = row.split(",");
        let at = 0;
        return [word, steps[0] === "*" ? null : steps.map((step) => (at += parseInt(step, 36)))];
      })) || taken.words;
      parts.set(name, taken);
    };
    script.onload = () => (later ? look() : lookOn());
    script.onerror = () => {
      parts.delete(name);
      told.textContent = told.dataset.failed;
    };
    document.head.append(script);
    return null;
  };

  // How well a name fits that has all `parts` of what is wanted in it: 0 best, nothing when they only lie scattered.
  const rank = ({ keys: [name, ...others], all }, wanted, typed) =>
    name === wanted ? 0
    : others.includes(wanted) ? 1
    : name.startsWith(wanted) ? 2
    : name.includes(` ${wanted}`) ? 3
    : others.some((other) => other.startsWith(wanted)) ? 4
    : all.includes(` ${wanted}`) ? 5
    : typed.every((word) => all.includes(` ${word}`)) ? 6
    : wanted.length > 1 && all.includes(wanted) ? 7 : null;

  // True when `word` begins as typed but for one letter: missing, too many, another, or two that changed places.
  const isNear = (word, typed) => {
    let at = 0;
    while (at < typed.length && word[at] === typed[at]) at += 1;
    const goesOn = (inWord, inTyped) => word.startsWith(typed.slice(at + inTyped), at + inWord);
    return goesOn(1, 0) || goesOn(0, 1) || goesOn(1, 1)
      || (word[at] === typed[at + 1] && word[at + 1] === typed[at] && goesOn(2, 2));
  };
  const isSimilar = ({ all }, typed) => {
    const known = all.split(/\s/);
    return typed.every((one) => known.some((word) => word.startsWith(one) || (one.length >= LONG && isNear(word, one))));
  };

  // What fits, by kinds: [kind, its entries]. The kind with the best comes first, and in it the best, most mentioned.
  const findNames = (wanted, typed) => {
    const longest = typed.reduce((one, other) => (other.length > one.length ? other : one));
    for (const key of head.keys) if (longest.startsWith(key)) part(`names-${key.replace(/[^a-z0-9]/g, (c) => `_${c.codePointAt(0).toString(16)}`)}`);
    const found = {};
    const add = (entry, tier) => { (found[entry.kind] ??= Array.from({ length: SIMILAR + 1 }, () => []))[tier].push(entry); };
    for (const entry of names.values()) {
      const tier = typed.every((word) => entry.all.includes(word)) ? rank(entry, wanted, typed) : null;
      if (tier !== null) add(entry, tier);
    }
    const similar = !Object.keys(found).length;
    if (similar) for (const entry of names.values()) if (isSimilar(entry, typed)) add(entry, SIMILAR);
    const sorted = (tier) => tier.sort((one, other) => other.count - one.count);
    const best = (kind) => found[kind].findIndex((tier) => tier.length);
    const order = Object.keys(head.kinds).filter((kind) => found[kind]).sort((one, other) => best(one) - best(other));
    return [order.map((kind) => [kind, found[kind].flatMap(sorted)]), similar];
  };
  const findQuotations = (wanted, typed) => {
    if (wanted.length < FROM) return [];
    for (let n = 1; n <= head.files; n += 1) part(n);
    const found = quotations.filter(({ all }) => typed.every((word) => all.includes(` ${word}`)));
    const exact = ({ all }) => all.includes(` ${wanted}`);
    return !found.length ? [] : [["quotation", [...found.filter(exact), ...found.filter((one) => !exact(one))]]];
  };

  // The names of the files with the words that begin as one does, and with the articles; a small site has but one.
  const wordsOf = (share, word) => `w${share}${head.whole ? "" : /^[a-z]/.test(word) ? word[0] : "_"}`;
  const articlesOf = (share) => `${head.whole ? "w" : "a"}${share}`;

  // The articles that have all words, the newest share of them first, until there are enough; those with the words in
  // the headline come first. The words of a few shares are asked for at once, and the articles of those that have any.
  const findArticles = (typed) => {
    const found = [];
    let ahead = AHEAD, coming = 0, share = head.shares - 1;
    if (typed.every((word) => word.length < 2)) return [found, true];
    for (; share >= 0 && ahead && found.length + coming < MOST; share -= 1) {
      const tables = typed.map((word) => part(wordsOf(share, word)));
      const places = tables.every((table) => table) ? placesOf(tables, typed) : null;
      if (places?.length === 0) continue;
      const articles = places && part(articlesOf(share))?.articles;
      if (!articles) {
        ahead -= 1;
        coming += places?.[0] === null ? MOST : places?.length ?? 0;
        continue;
      }
      if (ahead < AHEAD) continue;
      for (const at of places[0] === null ? [...articles.keys()].reverse() : places) {
        const [text, id, about, summary] = articles[at], all = ` ${fold(text)}`;
        found.push({ kind: "article", text, id, about, summary, first: typed.every((word) => all.includes(` ${word}`)) });
      }
    }
    found.sort((one, other) => other.first - one.first || 0);
    return [found, share < 0 && ahead === AHEAD];
  };
  // The places that all words have in common, the last first; [null] for those of all articles.
  const placesOf = (tables, typed) => {
    let common = null;
    typed.forEach((word, at) => {
      const own = new Set();
      for (const [known, places] of tables[at].words) {
        if (!known.startsWith(word)) continue;
        if (!places) return;
        for (const place of places) own.add(place);
      }
      common = common ? common.filter((place) => own.has(place)) : [...own].sort((one, other) => other - one);
    });
    return common ?? [null];
  };
  // Words that were likely meant, each in the place of one that no text has.
  const findNear = (typed) => {
    const near = new Set();
    typed.forEach((one, at) => {
      const known = [];
      for (let share = head.shares - 1; share >= 0; share -= 1) known.push(...parts.get(wordsOf(share, one))?.words?.keys() ?? []);
      if (one.length < LONG || known.some((word) => word.startsWith(one))) return;
      for (const word of known) if (isNear(word, one)) near.add(typed.map((other, place) => (place === at ? word : other)).join(" "));
    });
    return [...near].slice(0, 5).map((text) => ({ kind: "near", text }));
  };

  // Names are there at once; articles, quotations, and the word on how many there are, when the typing rests.
  const look = () => {
    const wanted = query(), typed = wanted.split(" ");
    clearTimeout(later);
    later = 0;
    if (ways) ways.hidden = wanted;
    head ??= part("head");
    if (!head) return;
    showExamples(!wanted);
    // What was told of other words is not true of these.
    told.textContent = "";
    show(wanted ? findNames(wanted, typed)[0] : [], typed);
    if (wanted) later = setTimeout(lookOn, REST);
  };
  const lookOn = () => {
    const wanted = query(), typed = wanted.split(" ");
    later = 0;
    if (!wanted || !head) return look();
    const [groups, similar] = findNames(wanted, typed), [articles, done] = findArticles(typed);
    const said = findQuotations(wanted, typed), more = [...(articles.length ? [["article", articles]] : []), ...said];
    // Several words that somebody said just so are looked for as such.
    if (said.length && typed.length > 1 && said[0][1][0].all.includes(` ${wanted}`)) more.reverse();
    let all = similar && more.length ? more : [...groups, ...more];
    const count = all.reduce((sum, [, entries]) => sum + entries.length, 0), waits = [...parts.values()].includes(null);
    const near = count || waits ? [] : findNear(typed);
    if (near.length) all = [["near", near]];
    show(all, typed, done);
    if (waits && (similar || !count)) return;
    if (ways) ways.hidden = all.length;
    told.textContent = say(!count ? "none" : similar && !more.length ? "similar" : done ? "count" : "many", count);
  };
  const showExamples = (shown) => {
    let line = box.querySelector(".search-examples");
    if (!line && head.examples.length) {
      line = make("p", { class: "search-examples" }, head.words.examples.at(-1));
      for (const name of head.examples) {
        const button = make("button", { type: "button" }, name);
        button.onclick = () => ask(name);
        line.append(" ", button);
      }
      list.before(line);
    }
    if (line) line.hidden = !shown;
  };
  const ask = (words) => {
    input.value = words;
    input.focus();
    look();
  };
  const say = (key, n, all) => head.words[key].at(n === 1 ? 0 : -1).replace("{n}", n).replace("{all}", all);

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
    for (const one of parts) {
      const word = ` ${plain}`.indexOf(` ${one}`), start = word < 0 ? plain.indexOf(one) : word;
      if (start >= 0) for (let i = places[start][0]; i < places[start + one.length - 1][1]; i += 1) on.add(i);
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
  const option = ({ kind, text, id, hash = "", count, speaker, about, summary, aliases = [] }, parts) => {
    const path = kind === "near" ? `search.html?q=${encodeURIComponent(text)}` : head.kinds[kind][1].replace("{id}", id || text.toLowerCase().replace(/[^a-z0-9]+/g, "-"));
    const name = kind === "near" ? [text] : mark(text, parts);
    const alias = isMarked(name) ? null : aliases.map((other) => mark(other, parts)).find(isMarked);
    const line = make("span", { class: "search-about", dir: "auto" });
    for (const pieces of [alias, summary && mark(summary, parts), speaker && mark(speaker, parts), about && [about], count && [say("mentions", count)]]) {
      if (pieces) line.append(...(line.firstChild ? [" · "] : []), ...pieces);
    }
    return make("a", { role: "option", class: kind, href: root + path + hash, tabindex: -1 },
      make("span", { class: "search-name", dir: "auto" }, ...name), line);
  };

  const show = (groups, parts, done = true) => {
    const sizes = groups.map(([, entries]) => entries.length), total = sizes.reduce((sum, size) => sum + size, 0);
    list.replaceChildren(...groups.map(([kind, entries], at) =>
      make("div", { role: "group", "aria-labelledby": `search_${kind}` },
        make("p", { role: "presentation", id: `search_${kind}` },
          (kind === "near" ? head.words.near[0] : head.kinds[kind][0]) + (isDialog || sizes[at] <= MOST ? "" : ` (${say("shown_of", MOST, sizes[at])})`)),
        ...entries.slice(0, MOST).map((entry) => option(entry, parts)))));
    if (isDialog && total && (!done || sizes.some((size) => size > MOST))) {
      const href = `${root}search.html?q=${encodeURIComponent(input.value.trim())}`;
      list.append(make("a", { role: "option", class: "search-all", href, tabindex: -1 }, say(done ? "all" : "more", total)));
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
  });
  list.addEventListener("click", (event) => {
    const near = event.target.closest("a.near");
    if (!near || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    ask(near.textContent);
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
      target === box || target.closest(".search-bar button") || (target.closest("a:not(.near)") && !ctrlKey && !metaKey && !shiftKey);
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
})();
