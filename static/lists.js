// Filters above a long list: what does not match is hidden, and with it every group of which nothing is left.
(() => {
  "use strict";
  const bar = document.querySelector(".filters");
  if (!bar) return;

  const has = {
    kind: (one, kind) => one.classList.contains(kind),
    article: (one, slug) => one.querySelector(".passage-place a").pathname.endsWith(`/${slug}.html`),
  };
  const plain = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const controls = [...bar.querySelectorAll("[data-by]")], told = bar.querySelector("[data-pattern]");
  const groups = [...document.querySelectorAll(bar.dataset.group)].map((element) => {
    const found = element.matches(bar.dataset.one) ? [element] : element.querySelectorAll(bar.dataset.one);
    return { element, ones: [...found].map((one) => ({ one, name: plain((one.closest("[data-name]") || element).dataset.name) })) };
  });
  const all = groups.reduce((sum, group) => sum + group.ones.length, 0);

  const filter = () => {
    const wanted = controls.map(({ dataset, value }) => [dataset.by, plain(value.trim()), value]);
    const matches = ({ one, name }) => wanted.every(([by, words, exact]) =>
      !words || (by === "name" ? name.includes(words) : has[by](one, exact)));
    let shown = 0;
    for (const { element, ones } of groups) {
      let left = 0;
      for (const entry of ones) left += !(entry.one.hidden = !matches(entry));
      element.hidden = !left;
      shown += left;
    }
    told.textContent = shown < all ? told.dataset.pattern.replace("{n}", shown).replace("{all}", all) : "";
  };
  bar.addEventListener("input", filter);
  onpageshow = filter; // a browser that comes back keeps what was typed
})();
