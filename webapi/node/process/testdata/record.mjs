// Writes node.json: what Node answers to each line of cases.js.
//
//   node --no-warnings record.mjs
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
globalThis.require = (name) => (name === "path-cwd" ? process.cwd() : require(name));
const here = new URL(".", import.meta.url);
const show = (0, eval)(readFileSync(new URL("show.js", here), "utf8"));
const answers = {};
for (const line of readFileSync(new URL("cases.js", here), "utf8").split("\n")) {
  if (line && !line.startsWith("//")) answers[line] = await show(line);
}
writeFileSync(new URL("node.json", here), JSON.stringify({ version: process.version, answers }, null, 1) + "\n");
