// Writes expected.json: what Node's console prints for the lines of
// programs.txt, each of which is a program.
//
//	node webapi/console/testdata/expected.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { Console } from 'node:console';
import { Writable } from 'node:stream';

const at = (name) => new URL(name, import.meta.url);
const expected = { node: process.version, output: {} };
for (const line of readFileSync(at('programs.txt'), 'utf8').split('\n')) {
  if (line === '' || line.startsWith('#')) continue;
  let text = '';
  const stream = new Writable({ write(chunk, _, done) { text += chunk; done(); }, decodeStrings: false });
  new Function('console', line)(new Console({ stdout: stream, stderr: stream }));
  expected.output[line] = text;
}
writeFileSync(at('expected.json'), JSON.stringify(expected, null, 1) + '\n');
