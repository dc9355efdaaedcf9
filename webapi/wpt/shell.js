// The surroundings of a test file, in runner and in the runtimes beside it. It
// runs as a classic script before testharness.js, which then finds a shell: a
// host without documents and workers.
//
// __wpt is what the host gives: path and search of the test, origin, title,
// text(path) and bytes(path) of a file of the suite (null when there is none),
// and report(json).
(function (host) {
  'use strict';

  const { parse, stringify } = JSON;
  const define = (name, value, enumerable = false) => {
    try {
      Object.defineProperty(globalThis, name, { value, enumerable, writable: true, configurable: true });
    } catch {} // it has one of its own
  };

  if (globalThis.self !== globalThis) define('self', globalThis);
  for (const name of ['document', 'WorkerGlobalScope', 'DedicatedWorkerGlobalScope']) delete globalThis[name];
  define('GLOBAL', { isWindow: () => false, isWorker: () => false, isShadowRealm: () => false });
  define('Window', class Window {}); // idlharness.js asks what is exposed in one
  if (host.title) define('META_TITLE', host.title);

  const [protocol, authority] = host.origin.split('//');
  const [hostname, port] = authority.split(':');
  define('location', {
    href: host.origin + host.path + host.search,
    origin: host.origin, protocol, host: authority, hostname, port,
    pathname: host.path, search: host.search, hash: '',
    toString() { return this.href; },
  }, true);

  // common/sab.js wants the constructor from WebAssembly, for pages that hide it.
  if (!globalThis.WebAssembly && globalThis.SharedArrayBuffer) {
    define('WebAssembly', { Memory: class Memory { buffer = new SharedArrayBuffer(0); } });
  }

  // Two files use postMessage only to detach a buffer.
  if (host.path.includes('-with-detach')) {
    define('postMessage', (message, target, transfer) => { structuredClone(message, { transfer }); });
  }

  // local gives the path in the suite that a relative URL means, or null.
  function local(resource) {
    if (typeof resource !== 'string' || /^([a-z][a-z0-9+.-]*:|\/\/)/i.test(resource)) return null;
    const path = resource.replace(/[?#].*$/, '');
    const steps = path[0] === '/' ? [] : host.path.split('/').slice(1, -1);
    for (const step of path.split('/')) {
      if (step === '..') steps.pop();
      else if (step !== '.' && step !== '') steps.push(step);
    }
    return steps.join('/');
  }

  const real = globalThis.fetch;
  define('fetch', function fetch(resource, init) {
    const path = local(resource);
    if (path === null) {
      if (!real) return Promise.reject(new TypeError('there is no fetch'));
      return real.call(globalThis, resource, init);
    }
    const bytes = async () => {
      const found = host.bytes(path);
      if (found === null) throw new TypeError('the suite has no ' + path);
      return new Uint8Array(found);
    };
    const text = async () => {
      const found = host.text(path);
      if (found === null) throw new TypeError('the suite has no ' + path);
      return found;
    };
    const ok = host.has(path);
    return Promise.resolve({
      ok, status: ok ? 200 : 404, url: host.origin + '/' + path,
      text, bytes,
      json: async () => parse(await text()),
      arrayBuffer: async () => (await bytes()).buffer,
    });
  }, true);

  // listen is called after testharness.js.
  host.listen = () => add_completion_callback((tests, status) => {
    host.report(stringify({
      status: status.status,
      message: status.message == null ? '' : String(status.message),
      tests: tests.map(({ name, status, message }) => ({ name: String(name), status, message: message == null ? '' : String(message) })),
    }));
  });
})(__wpt);
