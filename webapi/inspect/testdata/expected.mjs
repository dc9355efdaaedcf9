// Writes expected.json: what Node's util.inspect and util.format make of the
// expressions in expressions.txt. Run it with the Node to compare with:
//
//	node webapi/inspect/testdata/expected.mjs
//
// A line is an expression. `format: a, b` is util.format(a, b), and
// `{options} expression` is util.inspect(expression, options).
import { readFileSync, writeFileSync } from 'node:fs';
import util from 'node:util';

const at = (name) => new URL(name, import.meta.url);
const expected = { node: process.version, output: {} };
for (const line of readFileSync(at('expressions.txt'), 'utf8').split('\n')) {
  if (line === '' || line.startsWith('#')) continue;
  const format = /^format: (.*)$/.exec(line);
  const options = /^options (\{.*?\}): (.*)$/.exec(line);
  const run = (text) => (0, eval)(text);
  expected.output[line] = format
    ? util.format(...run(`[${format[1]}]`))
    : options
      ? util.inspect(run(`(${options[2]})`), run(`(${options[1]})`))
      : util.inspect(run(`(${line})`));
}
writeFileSync(at('expected.json'), JSON.stringify(expected, null, 1) + '\n');
