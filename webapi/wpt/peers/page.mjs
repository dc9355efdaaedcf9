// Runs one page in this process, in Node, Deno or Bun, and writes what
// testharness.js reports to a file.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import vm from 'node:vm';

const job = JSON.parse(process.argv.at(-1));
let problem; // an exception that nobody caught
let reported = false;
const exit = process.exit.bind(process);
const { parse, stringify } = JSON;

function report(json) {
  if (reported) return;
  reported = true;
  const result = parse(json);
  if (problem && result.status === 0) Object.assign(result, { status: 1, message: problem });
  writeFileSync(job.out, stringify(result));
  exit(0);
}
process.on('uncaughtException', (error) => { problem ??= String(error); });
process.on('unhandledRejection', () => {});

const read = (path, encoding) => {
  try { return readFileSync(join(job.suite, path), encoding); } catch { return null; }
};
Object.defineProperty(globalThis, '__wpt', {
  configurable: true,
  value: {
    origin: job.origin, path: job.page, search: job.search, title: job.title, report,
    has: (path) => read(path) !== null,
    text: (path) => read(path, 'utf8'),
    bytes: (path) => { const found = read(path); return found && new Uint8Array(found).buffer; },
  },
});

// A page that has nothing left to wait for, or no time, is stopped: not a sound
// end, but what is there counts. The last timer is for a harness that does not
// answer.
const { setTimeout } = globalThis;
function stop() {
  problem ??= 'the tests did not come to an end';
  globalThis.timeout();
  setTimeout(() => exit(1), 2000);
}
let idle = 0;
process.on('beforeExit', () => {
  if (reported) return;
  if (++idle === 1) setTimeout(() => {}, 2000); // there may be timers that do not keep a process
  else stop();
});
const timer = setTimeout(stop, job.limit);
(timer.unref ? timer : { unref: () => globalThis.Deno?.unrefTimer(timer) }).unref();

const script = (name, text) => {
  try {
    vm.runInThisContext(text, { filename: name });
  } catch (error) { // as in a browser, the next script runs all the same
    problem ??= String(error);
  }
};
script('shell.js', readFileSync(new URL('../shell.js', import.meta.url), 'utf8'));
script('resources/testharness.js', read('resources/testharness.js', 'utf8'));
globalThis.__wpt.listen();
for (const name of [...job.scripts, job.path]) script(name, read(name, 'utf8') ?? `throw new Error("the suite has no ${name}")`);
