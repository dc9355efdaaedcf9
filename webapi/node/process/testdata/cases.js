// Each line is the body of an async function that is run in Node and in runner.
// The answers of Node are in node.json; record.mjs writes them.
return Object.prototype.toString.call(process)
return typeof process.pid + typeof process.ppid + typeof process.version + typeof process.versions.node
return [process.argv.length > 0, Array.isArray(process.execArgv), typeof process.argv0, typeof process.execPath]
return [typeof process.platform, typeof process.arch, process.release.name]
return [process.cwd() === require("path-cwd"), process.env.HOME_NOT_THERE === undefined]
process.env.A_NUMBER = 5; process.env.A_NULL = null; process.env.U = undefined; return [process.env.A_NUMBER, process.env.A_NULL, process.env.U]
process.env.GONE = "1"; delete process.env.GONE; return ["GONE" in process.env, Object.keys(process.env).includes("GONE")]
process.env.KEPT = "1"; return ["KEPT" in process.env, Object.keys(process.env).includes("KEPT"), Object.hasOwn(process.env, "KEPT"), {...process.env}.KEPT]
process.env.S = Symbol("x")
const {hrtime} = process; const a = hrtime(), b = hrtime(a); return [a.length, b[0], typeof hrtime.bigint(), hrtime.bigint() < hrtime.bigint()]
process.hrtime(5)
process.hrtime([1])
return typeof process.uptime()
return Object.keys(process.memoryUsage())
return process.memoryUsage.rss() > 0
return Object.keys(process.cpuUsage())
process.cpuUsage(5)
process.cpuUsage({user: "x", system: 1})
const order = []; process.nextTick((a, b) => order.push(a, b), 1, 2); order.push(0); await new Promise(r => setTimeout(r, 5)); return order
const order = []; process.nextTick(() => { order.push(1); process.nextTick(() => order.push(3)) }); process.nextTick(() => order.push(2)); await new Promise(r => setTimeout(r, 5)); return order
const order = []; setTimeout(() => { setTimeout(() => order.push("timeout")); process.nextTick(() => order.push("tick")); Promise.resolve().then(() => order.push("promise")); queueMicrotask(() => order.push("microtask")) }); await new Promise(r => setTimeout(r, 20)); return order
const order = []; setTimeout(() => { process.nextTick(() => order.push("tick")); Promise.resolve().then(() => order.push("promise")) }); setTimeout(() => order.push("next"), 10); await new Promise(r => setTimeout(r, 30)); return order
process.nextTick("x")
process.nextTick()
const seen = []; process.on("warning", w => seen.push(w.name, w.message, w.code)); process.emitWarning("careful", "MyWarning", "C1"); await new Promise(r => setTimeout(r, 5)); process.removeAllListeners("warning"); return seen
const seen = []; process.once("warning", w => seen.push(w.name, w.code, w.detail)); process.emitWarning("careful", {type: "T", code: "C", detail: "D"}); await new Promise(r => setTimeout(r, 5)); return seen
const seen = []; process.once("warning", w => seen.push(w instanceof RangeError, w.message)); process.emitWarning(new RangeError("r")); await new Promise(r => setTimeout(r, 5)); return seen
process.emitWarning(5)
process.emitWarning("x", 5)
const seen = []; const f = x => seen.push(x); process.on("mine", f); process.prependListener("mine", x => seen.push("first")); const had = process.emit("mine", 1); process.off("mine", f); process.emit("mine", 2); const n = process.listenerCount("mine"); process.removeAllListeners("mine"); return [had, seen, n, process.emit("mine"), process.listenerCount("mine")]
const seen = []; process.once("one", function (x) { seen.push(x, this === process) }); process.emit("one", 1); process.emit("one", 2); return seen
process.on("x", 5)
process.emit("error", new RangeError("no listener"))
return process.on("x1", () => {}) === process
const s = Symbol("ev"); let n = 0; process.on(s, () => n++); process.emit(s); process.removeAllListeners(s); return n
return [process.getMaxListeners() >= 0, process.eventNames().includes("nothing")]
return [process.stdout.fd, process.stderr.fd, process.stdout.writable, typeof process.stdout.write, process.stdout === process.stdout]
process.stdout.write(5)
return await new Promise(r => process.stderr.write("", r)) === undefined || "called"
return [typeof process.getuid(), typeof process.umask(), process.exitCode]
process.exitCode = "x"
process.exitCode = 1.5
process.exitCode = 3; const c = process.exitCode; process.exitCode = undefined; return c
process.title = "t"; return process.title
return [typeof process.features, process.features.ipv6, typeof process.config.variables, Object.isFrozen(process.versions)]
return [process.getBuiltinModule("buffer").Buffer === Buffer, process.getBuiltinModule("node:buffer").Buffer === Buffer, process.getBuiltinModule("nope")]
return require("node:process") === process
const {nextTick, env, cwd} = require("process"); return [typeof nextTick, env === process.env, cwd() === process.cwd()]
const d = Object.getOwnPropertyDescriptor(globalThis, "process"); return [d.enumerable, d.configurable]
return process.constructor.name
return ["send", "connected", "dlopen_", "channel"].map(n => typeof process[n])
return JSON.stringify(Object.getOwnPropertyDescriptor(process.versions, "node")).replace(/"\d+\.\d+\.\d+"/, "V")
return /^v\d+\.\d+\.\d+$/.test(process.version) && process.version.slice(1) === process.versions.node && parseInt(process.versions.node) >= 24
