// Writes what Node says of the cases: for each line of *.js here, the body of an
// async function, a line in *.expected: what it returns, as text or JSON, or the
// name of what it throws. Run with Node 24 or later:
//
//   node record.mjs [name...]
import { readFileSync, writeFileSync, readdirSync } from "node:fs";
const here = new URL("./", import.meta.url);
const names = process.argv.length > 2 ? process.argv.slice(2) : readdirSync(here).filter((n) => n.endsWith(".js")).map((n) => n.slice(0, -3));
for (const name of names) {
  const out = [];
  for (const line of readFileSync(new URL(name + ".js", here), "utf8").split("\n")) {
    if (!line || line.startsWith("//")) { out.push(line && "//"); continue; }
    let text;
    try {
      const v = await (0, eval)(`(async function() {${line}\n})`)();
      text = typeof v === "string" ? v : v === undefined ? "undefined" : JSON.stringify(v);
    } catch (e) { text = "throws " + (e?.name ?? e); }
    out.push(text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n"));
  }
  writeFileSync(new URL(name + ".expected", here), out.join("\n"));
}
