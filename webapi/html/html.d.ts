// HTML (https://html.spec.whatwg.org/): what it has for servers. Timers are
// objects, as in Node.

declare var self: typeof globalThis;

declare class Navigator {
  private constructor();
  readonly hardwareConcurrency: number;
  readonly language: string;
  readonly languages: readonly string[];
  readonly platform: string;
  readonly userAgent: string;
}

declare var navigator: Navigator;

/** What setTimeout and setInterval return. */
interface Timeout {
  close(): this;
  hasRef(): boolean;
  ref(): this;
  refresh(): this;
  /** A graceful stop does not wait for this timer. */
  unref(): this;
  [Symbol.dispose](): void;
  [Symbol.toPrimitive](): number;
}

/** What setImmediate returns. */
interface Immediate {
  hasRef(): boolean;
  ref(): this;
  unref(): this;
  [Symbol.dispose](): void;
}

declare function setTimeout(callback: (_: void) => void, delay?: number): Timeout;
declare function setTimeout<A extends any[]>(callback: (...args: A) => void, delay?: number, ...args: A): Timeout;
declare function clearTimeout(timeout?: Timeout | string | number | null): void;
declare function setInterval(callback: (_: void) => void, delay?: number): Timeout;
declare function setInterval<A extends any[]>(callback: (...args: A) => void, delay?: number, ...args: A): Timeout;
declare function clearInterval(timeout?: Timeout | string | number | null): void;
declare function setImmediate(callback: (_: void) => void): Immediate;
declare function setImmediate<A extends any[]>(callback: (...args: A) => void, ...args: A): Immediate;
declare function clearImmediate(immediate?: Immediate | null): void;
declare function queueMicrotask(callback: () => void): void;
declare function reportError(e: any): void;

// The global object is an event target, which hears of exceptions and rejections
// that nothing has caught.

declare function addEventListener(
  type: string,
  callback: EventListenerOrEventListenerObject | null,
  options?: AddEventListenerOptions | boolean,
): void;
declare function dispatchEvent(event: Event): boolean;
declare function removeEventListener(
  type: string,
  callback: EventListenerOrEventListenerObject | null,
  options?: EventListenerOptions | boolean,
): void;

/** Returns true for an exception that nothing else need hear of. */
declare var onerror: ((message: string, filename: string, lineno: number, colno: number, error: any) => any) | null;
declare var onrejectionhandled: ((event: PromiseRejectionEvent) => any) | null;
declare var onunhandledrejection: ((event: PromiseRejectionEvent) => any) | null;

type Transferable = ArrayBuffer | MessagePort;

interface StructuredSerializeOptions {
  transfer?: Iterable<Transferable>;
}

declare function structuredClone<T = any>(value: T, options?: StructuredSerializeOptions): T;

/** Decodes base64 to a string of bytes. */
declare function atob(data: string): string;
/** Encodes a string of bytes, characters up to U+00FF, to base64. */
declare function btoa(data: string): string;

declare class MessageChannel {
  constructor();
  readonly port1: MessagePort;
  readonly port2: MessagePort;
}

declare class MessagePort extends EventTarget {
  private constructor();
  onclose: ((this: MessagePort, event: Event) => any) | null;
  onmessage: ((this: MessagePort, event: MessageEvent) => any) | null;
  onmessageerror: ((this: MessagePort, event: MessageEvent) => any) | null;
  close(): void;
  postMessage(message: any, transfer: Iterable<Transferable>): void;
  postMessage(message: any, options?: StructuredSerializeOptions): void;
  start(): void;
}

declare class BroadcastChannel extends EventTarget {
  constructor(name: string);
  readonly name: string;
  onmessage: ((this: BroadcastChannel, event: MessageEvent) => any) | null;
  onmessageerror: ((this: BroadcastChannel, event: MessageEvent) => any) | null;
  close(): void;
  postMessage(message: any): void;
}
