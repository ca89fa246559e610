const fs = require("node:fs");
const path = require("node:path");

const read = (name) => JSON.parse(fs.readFileSync(path.join(__dirname, name), "utf8"));
const news = {};
let pattern;

// Read anew before every build, for `--serve` keeps this module.
function load() {
  const names = read("names.json");
  news.known = read("known.json");
  news.ids = names.ids;
  pattern = new RegExp(names.pattern, "g");
}

const linked = (name) => {
  const id = news.ids[name];
  return `<a class="mention" href="/entities/${id}/" data-entity="${id}">${name}</a>`;
};

module.exports = function (config) {
  load();
  config.on("eleventy.before", load);
  config.addWatchTarget("./known.json");
  config.addWatchTarget("./names.json");
  config.addPassthroughCopy("content/news.css");
  // A global of the templates: as data of every page it would be merged 10,000 times.
  config.addNunjucksGlobal("news", news);
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  config.addTransform("mentions", function (content) {
    if (!this.page.inputPath.includes("/articles/")) return content;
    return content.replace(/<article>[^]*<\/article>/, (text) => text.replace(pattern, linked));
  });
  const articles = (api) => api.getFilteredByGlob("content/articles/*.md");
  config.addCollection("latest", (api) => articles(api).slice(-50).reverse());
  config.addCollection("named", (api) => {
    const named = new Map();
    for (const article of articles(api)) {
      for (const id of article.data.entities) {
        if (!named.has(id)) named.set(id, []);
        named.get(id).push(article);
      }
    }
    return [...named].map(([id, articles]) => ({ id, articles }));
  });
  return { dir: { input: "content", output: "_site" }, markdownTemplateEngine: false };
};
