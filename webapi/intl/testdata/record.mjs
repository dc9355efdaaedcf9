// Records Node's answers to the cases beside this file:
//
//	node testdata/record.mjs
//
// Each file in cases is a function of (add, locales, show). The Go test runs the
// same files and compares.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const here = new URL(".", import.meta.url);
for (const file of readdirSync(new URL("cases/", here))) {
	const answers = [];
	const harness = (0, eval)(readFileSync(new URL("harness.js", here), "utf8"));
	const body = (0, eval)(readFileSync(new URL("cases/" + file, here), "utf8"));
	harness(body, (label, answer) => answers.push(answer));
	writeFileSync(new URL("expected/" + file.replace(/\.js$/, ".json"), here), JSON.stringify(answers).replaceAll('","', '",\n"') + "\n");
	console.log(file, answers.length);
}
