// Filters above a list of quotations that is cut: looks through the files of all of them, whose form
// pages/search_index.py describes, and shows what fits in the place of the list. They are loaded when a filter is used.
(() => {
  "use strict";
  const bar = document.querySelector(".finder");
  if (!bar) return;
  const root = new URL("..", document.currentScript.src).href;
  const MORE = 50; // shown at a time
  const KINDS = ["direct", "partial", "indirect"];
  const controls = [...bar.querySelectorAll("[data-by]")], none = bar.querySelector(".filter-none");
  const told = bar.querySelector("[role=status]"), plainList = document.querySelector(".said-all");
  const found = document.querySelector(".said-found"), list = found.querySelector("ul"), more = found.querySelector("button");
  const last = +bar.dataset.last, every = [], known = { named: new Set(), speaker: new Set() };
  let next = +bar.dataset.first, isLoading = false, fits = [];

  const plain = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  const take = ({ speakers, named, quotations }) => {
    for (const [name] of speakers) known.speaker.add(name);
    for (const name of named) known.named.add(name);
    for (const [slug, headline, rows, iso, day] of quotations) {
      for (const [number, at, words, kind, ...names] of rows) {
        const speaker = speakers[at];
        every.push({
          words, speaker, headline, iso, day, kind: KINDS[kind], year: iso.slice(0, 4) || "undated",
          href: `${root}articles/${slug}.html#q${number}`,
          has: {
            words: plain(words), speaker: plain(speaker?.[0] ?? ""), article: plain(headline),
            named: plain(names.map((name) => named[name]).join("\n")),
          },
        });
      }
    }
  };

  // The files call this; each knows by its script who has asked for it, for the search loads them too.
  window.sitegenSearch ??= (part) => document.currentScript.take(part);
  const load = () => {
    if (isLoading || next > last) return;
    isLoading = true;
    const script = document.createElement("script");
    script.take = take;
    script.src = `${root}assets/search/${next}.js`;
    script.onload = () => {
      isLoading = false;
      next += 1;
      suggest();
      look(list.childElementCount);
    };
    script.onerror = () => {
      isLoading = false;
      told.textContent = told.dataset.failed;
    };
    document.head.append(script);
  };
  const suggest = () => {
    for (const [by, names] of Object.entries(known)) {
      const options = [...names].sort((one, other) => one.localeCompare(other)).map((name) => new Option("", name));
      document.getElementById(`known-${by}`).replaceChildren(...options);
    }
  };

  const make = (tag, name, ...children) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...children);
    return element;
  };
  const link = (href, ...words) => {
    const element = make("a", "", ...words);
    element.href = href;
    return element;
  };
  const initialsOf = (name) => {
    const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
    return [...new Set([...words.slice(0, 1), ...words.slice(-1)])].map((word) => [...word][0]).join("").toUpperCase();
  };
  const picture = ([name, , , kind, image]) => {
    if (image) {
      const element = make("img", "initials");
      element.src = root + image;
      element.alt = "";
      return [element];
    }
    if (kind !== "person") return [];
    const element = make("span", `initials ${kind}`, initialsOf(name));
    element.setAttribute("aria-hidden", true);
    return [element];
  };
  const nobody = bar.dataset.nobody;
  const entry = ({ words, speaker, headline, iso, day, kind, href }) => {
    const by = make("p", "said-by"), place = make("p", "passage-place");
    if (speaker) {
      const [name, role, path] = speaker;
      by.append(...picture(speaker), path ? link(root + path, name) : name, role ? `, ${role}` : "");
    } else by.append(nobody);
    if (kind !== "direct") place.append(make("span", "kind", bar.querySelector(`[value=${kind}]`).textContent), " ");
    place.append(link(href, headline));
    if (iso) {
      const time = make("time", "", day);
      time.dateTime = iso;
      place.append(", ", time);
    }
    return make("li", `passage ${kind}`, make("p", "", make("span", `quotation ${kind}`, words)), by, place);
  };

  const wanted = () => controls.filter(({ value }) => value.trim()).map(({ dataset, value }) => [dataset.by, value.trim()]);
  const show = (count) => {
    const shown = list.childElementCount;
    list.append(...fits.slice(shown, Math.max(count, MORE)).map(entry));
    more.parentElement.hidden = list.childElementCount >= fits.length;
  };
  // What fits is shown from the newest on; `count` of it when there were more already.
  const look = (count = 0) => {
    const asked = wanted();
    plainList.hidden = asked.length > 0;
    found.hidden = !asked.length;
    told.textContent = "";
    none.hidden = true;
    list.replaceChildren();
    if (!asked.length) return;
    const parts = asked.map(([by, value]) => by in { kind: 0, year: 0 }
      ? (one) => one[by] === value
      : (one) => one.has[by].includes(plain(value)));
    fits = every.filter((one) => parts.every((part) => part(one)));
    show(count);
    const pattern = next > last ? told.dataset.pattern : told.dataset.looking;
    told.textContent = pattern.replace("{n}", fits.length).replace("{all}", every.length);
    none.hidden = fits.length > 0 || next <= last;
    load();
  };
  const remember = () => {
    const query = new URLSearchParams(wanted());
    try { history.replaceState(null, "", `${location.pathname}${query.size ? `?${query}` : ""}`); } catch { /* from the disk */ }
  };

  bar.addEventListener("input", () => {
    look();
    remember();
  });
  bar.addEventListener("focusin", load);
  more.addEventListener("click", () => show(list.childElementCount + MORE));
  none.querySelector("button").addEventListener("click", () => {
    for (const control of controls) control.value = "";
    look();
    remember();
    controls[0].focus();
  });
  const asked = new URLSearchParams(location.search);
  for (const control of controls) if (asked.has(control.dataset.by)) control.value = asked.get(control.dataset.by);
  addEventListener("pageshow", () => look());
})();
