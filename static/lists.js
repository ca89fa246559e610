// Filters above long lists: what does not match is hidden, and with it every group of which nothing is left.
(() => {
  "use strict";
  const plain = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const textOf = (one, part) => plain(one.querySelector(part)?.textContent ?? "");
  // What tells the article that an entry is from, and the link with its headline.
  const aroundOf = ({ element }) => element.closest(".told-in") ?? element;
  const headlineOf = (one) => aroundOf(one).querySelector("h2 a, .passage-place a");
  // What an entry has, by what a field asks for: words without their capitals and accents.
  const has = {
    name: (one, words) => one.name.includes(words),
    words: (one, words) => (one.words ??= textOf(one.element, "p")).includes(words),
    speaker: (one, words) => (one.speaker ??= textOf(one.element, ".said-by")).includes(words),
    kind: ({ element }, _, kind) => element.classList.contains(kind),
    named: ({ element }, _, id) => (element.dataset.named ?? "").split(" ").includes(id),
    article: (one, _, path) => headlineOf(one).pathname === path,
    year: (one, _, year) => (aroundOf(one).querySelector("time")?.dateTime.slice(0, 4) ?? "undated") === year,
  };

  const start = (bar) => {
    const controls = [...bar.querySelectorAll("[data-by]")], none = bar.querySelector(".filter-none");
    const told = bar.querySelector("[data-pattern]");
    const groups = [...document.querySelectorAll(bar.dataset.group)].map((group) => {
      const found = group.matches(bar.dataset.one) ? [group] : group.querySelectorAll(bar.dataset.one);
      const nameOf = (element) => plain((element.closest("[data-name]") ?? group).dataset.name ?? "");
      return { group, ones: [...found].map((element) => ({ element, name: nameOf(element) })) };
    });
    const entries = groups.flatMap(({ ones }) => ones), all = entries.length;
    const articles = bar.querySelector("select[data-by=article]");
    for (const [path, { text, lang, dir }] of new Map(articles && entries.map(headlineOf).map((link) => [link.pathname, link]))) {
      articles.append(Object.assign(new Option(text, path), { lang, dir }));
    }

    const filter = () => {
      const wanted = controls.map(({ dataset, value }) => [dataset.by, plain(value.trim()), value]).filter(([, , v]) => v);
      const matches = (one) => wanted.every(([by, words, exact]) => has[by](one, words, exact));
      let shown = 0;
      for (const { group, ones } of groups) {
        let left = 0;
        for (const one of ones) left += !(one.element.hidden = !matches(one));
        group.hidden = !left;
        shown += left;
      }
      told.textContent = shown < all ? told.dataset.pattern.replace("{n}", shown).replace("{all}", all) : "";
      none.hidden = shown || !all;
    };
    bar.oninput = filter;
    none.querySelector("button").onclick = () => {
      for (const control of controls) control.value = "";
      filter();
      controls[0].focus();
    };
    addEventListener("pageshow", filter); // a browser that comes back keeps what was typed
  };
  for (const bar of document.querySelectorAll(".filters")) start(bar);
})();
