// WebSockets (https://websockets.spec.whatwg.org/); CloseEvent and MessageEvent are declared with the DOM.

type BinaryType = "arraybuffer" | "blob";

/** Not in the standard: as in Node. */
interface WebSocketInit {
  protocols?: string | Iterable<string>;
  /** More fields for the header of the handshake. */
  headers?: HeadersInit;
}

interface WebSocketEventMap {
  open: Event;
  message: MessageEvent;
  /** Says why, as in Node. */
  error: ErrorEvent;
  close: CloseEvent;
}

declare class WebSocket extends EventTarget {
  constructor(url: string | URL, protocols?: string | Iterable<string> | WebSocketInit);
  static readonly CONNECTING: 0;
  static readonly OPEN: 1;
  static readonly CLOSING: 2;
  static readonly CLOSED: 3;
  readonly CONNECTING: 0;
  readonly OPEN: 1;
  readonly CLOSING: 2;
  readonly CLOSED: 3;
  readonly url: string;
  readonly readyState: number;
  readonly bufferedAmount: number;
  readonly extensions: string;
  readonly protocol: string;
  binaryType: BinaryType;
  onopen: ((this: WebSocket, event: Event) => any) | null;
  onmessage: ((this: WebSocket, event: MessageEvent) => any) | null;
  onerror: ((this: WebSocket, event: ErrorEvent) => any) | null;
  onclose: ((this: WebSocket, event: CloseEvent) => any) | null;
  /** code is 1000 or from 3000 to 4999; reason has at most 123 bytes. */
  close(code?: number, reason?: string): void;
  send(data: string | ArrayBuffer | ArrayBufferView | Blob): void;
}

interface WebSocket {
  addEventListener<K extends keyof WebSocketEventMap>(type: K, listener: (this: WebSocket, event: WebSocketEventMap[K]) => any, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | AddEventListenerOptions): void;
}
