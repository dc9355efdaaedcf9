// Console (https://console.spec.whatwg.org/). What is written goes to runner's
// log, formatted as Node's util.format does.

/** How console.dir shows a value. */
interface ConsoleDirOptions {
  breakLength?: number;
  colors?: boolean;
  compact?: boolean | number;
  depth?: number | null;
  maxArrayLength?: number | null;
  maxStringLength?: number | null;
  showHidden?: boolean;
  sorted?: boolean | ((a: string, b: string) => number);
}

interface Console {
  assert(condition?: boolean, ...data: any[]): void;
  /** Does nothing: there is no screen to clear. */
  clear(): void;
  count(label?: string): void;
  countReset(label?: string): void;
  debug(...data: any[]): void;
  dir(item?: any, options?: ConsoleDirOptions): void;
  dirxml(...data: any[]): void;
  error(...data: any[]): void;
  group(...data: any[]): void;
  groupCollapsed(...data: any[]): void;
  groupEnd(): void;
  info(...data: any[]): void;
  log(...data: any[]): void;
  table(data?: any, columns?: readonly string[]): void;
  time(label?: string): void;
  timeEnd(label?: string): void;
  timeLog(label?: string, ...data: any[]): void;
  trace(...data: any[]): void;
  warn(...data: any[]): void;
}

declare var console: Console;
