// Server-sent events (https://html.spec.whatwg.org/#server-sent-events); MessageEvent is declared with the DOM.

interface EventSourceInit {
  withCredentials?: boolean;
}

interface EventSourceEventMap {
  open: Event;
  message: MessageEvent<string>;
  /** Says why, which the standard's event does not. */
  error: ErrorEvent;
}

declare class EventSource extends EventTarget {
  constructor(url: string | URL, init?: EventSourceInit);
  static readonly CONNECTING: 0;
  static readonly OPEN: 1;
  static readonly CLOSED: 2;
  readonly CONNECTING: 0;
  readonly OPEN: 1;
  readonly CLOSED: 2;
  readonly url: string;
  readonly withCredentials: boolean;
  readonly readyState: number;
  onopen: ((this: EventSource, event: Event) => any) | null;
  onmessage: ((this: EventSource, event: MessageEvent<string>) => any) | null;
  onerror: ((this: EventSource, event: ErrorEvent) => any) | null;
  close(): void;
}

interface EventSource {
  addEventListener<K extends keyof EventSourceEventMap>(type: K, listener: (this: EventSource, event: EventSourceEventMap[K]) => any, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: ((this: EventSource, event: MessageEvent<string>) => any) | EventListenerOrEventListenerObject | null, options?: boolean | AddEventListenerOptions): void;
}
