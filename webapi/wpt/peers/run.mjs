// Runs every page of the selection in another runtime, each in a process of its
// own, two at a time: node run.mjs NAME VERSION BINARY SUITE SELECTION
//
// The results go to NAME.json beside the selection: by area and page, as the Go
// runner writes its own. With AREA set only that area runs, and the failures are
// printed too.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [name, version, binary, suite, selection] = process.argv.slice(2);
const page = join(dirname(fileURLToPath(import.meta.url)), 'page.mjs');
const only = process.env.AREA;
const limit = 40e3, longLimit = 150e3, grace = 5e3; // as in run_test.go

const commands = {
  node: () => ['--expose-gc', '--no-warnings', page],
  deno: (location) => ['run', '-A', '--no-lock', '--no-config', '--quiet', '--v8-flags=--expose-gc', '--location', location, page],
  bun: () => ['run', page],
};

const temporary = mkdtempSync(join(tmpdir(), 'wpt-'));
let last = 0;

function run(entry) {
  return new Promise((resolve) => {
    const out = join(temporary, `${++last}.json`);
    const origin = entry.path.includes('.https.') ? 'https://web-platform.test:8443' : 'http://web-platform.test:8000';
    const path = '/' + entry.path.replace(/\.js$/, '.html');
    const time = entry.long ? longLimit : limit;
    const job = { ...entry, suite, out, origin, page: path, limit: time };
    const child = spawn(binary, [...commands[name](origin + path + entry.search), JSON.stringify(job)],
      { stdio: ['ignore', 'ignore', 'pipe'], cwd: temporary, env: { ...process.env, NO_COLOR: '1' } });
    let errors = '';
    child.stderr.on('data', (chunk) => { if (errors.length < 4000) errors += chunk; });
    const timer = setTimeout(() => child.kill('SIGKILL'), time + grace);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      let text;
      try { text = readFileSync(out, 'utf8'); } catch {}
      resolve(text ? JSON.parse(text) : { status: 4, message: `${signal ?? 'exit ' + code}: ${errors.slice(0, 400)}`, tests: [] });
    });
  });
}

const pages = JSON.parse(readFileSync(selection, 'utf8')).filter((entry) => !only || entry.area === only);
const areas = {};
const queue = pages.values();
async function worker() {
  for (const entry of queue) {
    const result = await run(entry);
    if (entry.without) result.tests = result.tests.filter((test) => !new RegExp(entry.without).test(test.name));
    (areas[entry.area] ??= {})[entry.name] = result;
  }
}
await Promise.all([worker(), worker()]);
rmSync(temporary, { recursive: true });

for (const [area, files] of Object.entries(areas)) {
  const tests = Object.values(files).flatMap((file) => file.tests);
  const passed = tests.filter((test) => test.status === 0).length;
  const dead = Object.entries(files).filter(([, file]) => file.status !== 0);
  console.log(`${name} ${area}: ${passed} of ${tests.length} subtests pass; ${dead.length} of ${Object.keys(files).length} files not sound`);
  if (only) {
    for (const [file, result] of Object.entries(files)) {
      if (result.status !== 0) console.log(`  ${file}: ${result.status} ${result.message}`);
      for (const test of result.tests) if (test.status !== 0) console.log(`  ${file}: ${test.name}: ${test.message}`);
    }
  }
}

// One area alone replaces that area in what is there.
const file = join(dirname(selection), name + '.json');
let before = {};
try { before = JSON.parse(readFileSync(file, 'utf8')); } catch {}
if (!only) before = {};
writeFileSync(file, JSON.stringify({ version, areas: { ...(before.version === version ? before.areas : {}), ...areas } }));
