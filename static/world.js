// The map of the world: the name of a country stands beside the pointer, or by the country that has the focus; where the
// map is wider than the screen it begins with the country that is named most.
(() => {
  "use strict";
  const view = document.querySelector(".world-view"), svg = view?.querySelector("svg");
  if (!svg) return;
  const figure = view.parentElement, label = document.createElement("p");
  label.className = "world-name";
  label.hidden = true;
  label.setAttribute("aria-hidden", "true");
  figure.append(label);
  figure.classList.add("live");

  const show = (country, x, y) => {
    const frame = figure.getBoundingClientRect();
    label.textContent = country.textContent;
    label.hidden = false;
    label.style.left = `${Math.max(0, Math.min(x - frame.left + 14, frame.width - label.offsetWidth))}px`;
    label.style.top = `${y - frame.top + 18}px`;
  };
  const middle = (country) => {
    const { left, top, width, height } = country.querySelector("path, circle").getBoundingClientRect();
    return [left + width / 2, top + height / 2];
  };
  const hide = () => { label.hidden = true; };
  svg.addEventListener("pointermove", ({ target, clientX, clientY }) => {
    const country = target.closest("a");
    if (country) show(country, clientX, clientY);
    else hide();
  });
  svg.addEventListener("pointerleave", hide);
  svg.addEventListener("focusin", ({ target }) => show(target.closest("a"), ...middle(target.closest("a"))));
  svg.addEventListener("focusout", hide);

  const most = svg.querySelector(".shade5");
  if (most) view.scrollLeft = middle(most)[0] - view.getBoundingClientRect().left - view.clientWidth / 2;
})();
