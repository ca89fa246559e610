// Shows the newest state of the page: listens to the preview, and reloads the page or only its style sheets.
(() => {
  "use strict";
  const own = document.currentScript;
  const { page, files, styles } = own.dataset;
  const known = { path: location.pathname, page, files, styles };
  const kept = "sitegen-scroll";
  let stream = null;

  const reload = () => {
    stop();
    try { sessionStorage.setItem(kept, JSON.stringify({ at: location.href, x: scrollX, y: scrollY })); } catch { /* no storage: the browser's own way */ }
    location.reload();
  };

  // The browser mostly keeps the place by itself; this is for when it comes out wrong, as after a change of length.
  const takePlace = () => {
    try {
      const place = JSON.parse(sessionStorage.getItem(kept));
      sessionStorage.removeItem(kept);
      if (place?.at !== location.href) return;
      const go = () => scrollTo({ left: place.x, top: place.y, behavior: "instant" });
      go();
      addEventListener("load", () => { if (Math.abs(scrollY - place.y) > 1) go(); }, { once: true });
    } catch { /* no storage */ }
  };

  const restyle = (tag) => {
    known.styles = tag;
    for (const old of document.querySelectorAll('link[rel~="stylesheet"]')) {
      const address = new URL(old.href, location.href);
      if (address.origin !== location.origin) continue;
      address.searchParams.set("sitegen", tag);
      const fresh = old.cloneNode();
      fresh.href = address.href;
      fresh.addEventListener("load", () => old.remove(), { once: true });
      fresh.addEventListener("error", () => fresh.remove(), { once: true });
      old.after(fresh);
    }
  };

  // Articles that a build holds back are marked wherever a page leads to them.
  const markHeld = () => {
    const held = (own.dataset.held ?? "").split(" ").filter(Boolean);
    for (const link of held.length ? document.querySelectorAll("main a[href]") : []) {
      if (!held.some((path) => decodeURI(link.pathname).endsWith(`/${path}`)) || link.hash.startsWith("#p")) continue;
      link.dataset.sitegenHeld = "";
      link.title ||= "Held back by build";
    }
  };

  const stop = () => { stream?.close(); stream = null; };
  const listen = () => {
    if (stream || document.hidden) return;
    stream = new EventSource(`/.sitegen/events?${new URLSearchParams(known)}`);
    stream.addEventListener("reload", reload);
    stream.addEventListener("styles", (event) => restyle(event.data));
    stream.addEventListener("error", () => { if (stream?.readyState === EventSource.CLOSED) { stop(); setTimeout(listen, 1000); } });
  };

  // A hidden page gives its connection back (a browser has six for one server) and catches up when it is seen again.
  document.addEventListener("visibilitychange", () => (document.hidden ? stop() : listen()));
  addEventListener("pagehide", stop);
  addEventListener("pageshow", listen);
  takePlace();
  markHeld();
  listen();
})();
