// process (https://nodejs.org/docs/latest-v24.x/api/process.html)

/** What process and its streams have of Node's EventEmitter. */
interface ProcessEvents {
  addListener(event: string | symbol, listener: (...args: any[]) => void): this;
  emit(event: string | symbol, ...args: any[]): boolean;
  eventNames(): (string | symbol)[];
  getMaxListeners(): number;
  listenerCount(event: string | symbol): number;
  listeners(event: string | symbol): Function[];
  off(event: string | symbol, listener: (...args: any[]) => void): this;
  on(event: string | symbol, listener: (...args: any[]) => void): this;
  once(event: string | symbol, listener: (...args: any[]) => void): this;
  prependListener(event: string | symbol, listener: (...args: any[]) => void): this;
  prependOnceListener(event: string | symbol, listener: (...args: any[]) => void): this;
  rawListeners(event: string | symbol): Function[];
  removeAllListeners(event?: string | symbol): this;
  removeListener(event: string | symbol, listener: (...args: any[]) => void): this;
  setMaxListeners(n: number): this;
}

/** Is at its end: an endpoint's input is its request. */
interface ProcessInput extends ProcessEvents {
  readonly fd: 0;
  readonly isTTY: false;
  readonly readable: false;
  readonly readableEnded: true;
  pause(): this;
  read(size?: number): null;
  ref(): this;
  resume(): this;
  setEncoding(encoding?: string): this;
  unref(): this;
}

/** Writes to runner's log, line by line. */
interface ProcessOutput extends ProcessEvents {
  readonly _type: "pipe";
  readonly fd: 1 | 2;
  readonly isTTY: false;
  readonly writable: true;
  cork(): void;
  end(chunk?: string | ArrayBufferView, encoding?: string, callback?: () => void): this;
  getColorDepth(env?: object): 1;
  hasColors(count?: number, env?: object): false;
  uncork(): void;
  write(chunk: string | ArrayBufferView, callback?: (error: null) => void): true;
  write(chunk: string | ArrayBufferView, encoding?: string, callback?: (error: null) => void): true;
}

interface ProcessEnv {
  [name: string]: string | undefined;
}

interface ProcessMemoryUsage {
  arrayBuffers: number;
  external: number;
  heapTotal: number;
  heapUsed: number;
  rss: number;
}

/** In microseconds. */
interface ProcessCPUUsage {
  system: number;
  user: number;
}

interface ProcessEmitWarningOptions {
  code?: string;
  detail?: string;
  type?: string;
}

interface Process extends ProcessEvents {
  readonly arch: string;
  argv: string[];
  argv0: string;
  readonly config: { readonly target_defaults: object; readonly variables: object };
  debugPort: number;
  env: ProcessEnv;
  execArgv: string[];
  execPath: string;
  /** Of no consequence: the server goes on. */
  exitCode: number | string | null | undefined;
  readonly features: Record<string, boolean | string>;
  readonly pid: number;
  readonly platform: string;
  readonly ppid: number;
  readonly release: { name: "node" };
  readonly stderr: ProcessOutput;
  readonly stdin: ProcessInput;
  readonly stdout: ProcessOutput;
  title: string;
  /** The version of Node whose behaviour runner follows. */
  readonly version: string;
  readonly versions: Readonly<Record<"go" | "goja" | "node" | "runner", string>>;
  /** Always throws: an endpoint must not end or change the server. */
  abort(): never;
  /** Always throws: an endpoint must not end or change the server. */
  chdir(directory: string): never;
  cpuUsage(previous?: ProcessCPUUsage): ProcessCPUUsage;
  cwd(): string;
  emitWarning(warning: string | Error, options?: ProcessEmitWarningOptions): void;
  emitWarning(warning: string | Error, type?: string, code?: string, ctor?: Function): void;
  /** Always throws: an endpoint must not end or change the server. */
  exit(code?: number | string | null): never;
  getActiveResourcesInfo(): string[];
  getBuiltinModule(id: string): any;
  getegid(): number;
  geteuid(): number;
  getgid(): number;
  getgroups(): number[];
  getuid(): number;
  hasUncaughtExceptionCaptureCallback(): false;
  readonly hrtime: { (previous?: [number, number]): [number, number]; bigint(): bigint };
  /** Always throws: an endpoint must not end or change the server. */
  kill(pid: number, signal?: string | number): never;
  readonly memoryUsage: { (): ProcessMemoryUsage; rss(): number };
  nextTick<A extends any[]>(callback: (...args: A) => void, ...args: A): void;
  /** Always throws: an endpoint must not end or change the server. */
  reallyExit(code?: number): never;
  /** Always throws: an endpoint must not end or change the server. */
  setUncaughtExceptionCaptureCallback(callback: ((error: Error) => void) | null): never;
  umask(): number;
  uptime(): number;
}

declare var process: Process;

/** Node's name for globalThis. */
declare var global: typeof globalThis;

declare module "node:process" {
  export const abort: Process["abort"];
  export const addListener: Process["addListener"];
  export const arch: Process["arch"];
  export const argv: Process["argv"];
  export const argv0: Process["argv0"];
  export const chdir: Process["chdir"];
  export const config: Process["config"];
  export const cpuUsage: Process["cpuUsage"];
  export const cwd: Process["cwd"];
  export const debugPort: Process["debugPort"];
  export const emit: Process["emit"];
  export const emitWarning: Process["emitWarning"];
  export const env: Process["env"];
  export const eventNames: Process["eventNames"];
  export const execArgv: Process["execArgv"];
  export const execPath: Process["execPath"];
  export const exit: Process["exit"];
  export const features: Process["features"];
  export const getActiveResourcesInfo: Process["getActiveResourcesInfo"];
  export const getBuiltinModule: Process["getBuiltinModule"];
  export const getMaxListeners: Process["getMaxListeners"];
  export const getegid: Process["getegid"];
  export const geteuid: Process["geteuid"];
  export const getgid: Process["getgid"];
  export const getgroups: Process["getgroups"];
  export const getuid: Process["getuid"];
  export const hasUncaughtExceptionCaptureCallback: Process["hasUncaughtExceptionCaptureCallback"];
  export const hrtime: Process["hrtime"];
  export const kill: Process["kill"];
  export const listenerCount: Process["listenerCount"];
  export const listeners: Process["listeners"];
  export const memoryUsage: Process["memoryUsage"];
  export const nextTick: Process["nextTick"];
  export const off: Process["off"];
  export const on: Process["on"];
  export const once: Process["once"];
  export const pid: Process["pid"];
  export const platform: Process["platform"];
  export const ppid: Process["ppid"];
  export const prependListener: Process["prependListener"];
  export const prependOnceListener: Process["prependOnceListener"];
  export const rawListeners: Process["rawListeners"];
  export const release: Process["release"];
  export const removeAllListeners: Process["removeAllListeners"];
  export const removeListener: Process["removeListener"];
  export const setMaxListeners: Process["setMaxListeners"];
  export const setUncaughtExceptionCaptureCallback: Process["setUncaughtExceptionCaptureCallback"];
  export const stderr: Process["stderr"];
  export const stdin: Process["stdin"];
  export const stdout: Process["stdout"];
  export const title: Process["title"];
  export const umask: Process["umask"];
  export const uptime: Process["uptime"];
  export const version: Process["version"];
  export const versions: Process["versions"];
  const all: Process;
  export default all;
}
