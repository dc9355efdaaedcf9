// ECMA-262: what runner has and TypeScript's library es2023 does not declare, and of
// esnext what is newer than that.

interface SymbolConstructor {
  readonly asyncDispose: unique symbol;
  readonly dispose: unique symbol;
}

interface Disposable {
  [Symbol.dispose](): void;
}

interface AsyncDisposable {
  [Symbol.asyncDispose](): PromiseLike<void>;
}

interface ErrorConstructor {
  /** As in V8. */
  stackTraceLimit: number;
  captureStackTrace(target: object, below?: Function): void;
  isError(value: unknown): value is Error;
}

interface RegExpConstructor {
  escape(text: string): string;
}

interface RegExp {
  /** The flag v. */
  readonly unicodeSets: boolean;
}

interface RawJSON {
  readonly rawJSON: string;
}

interface JSON {
  isRawJSON(value: unknown): value is RawJSON;
  parse(text: string, reviver?: (this: any, key: string, value: any, context: { source?: string }) => any): any;
  rawJSON(text: string | number | boolean | null | bigint): RawJSON;
}

/** What has the size, has and keys of a Set. */
interface ReadonlySetLike<T> {
  readonly size: number;
  has(value: T): boolean;
  keys(): Iterator<T>;
}

interface Set<T> {
  difference<U>(other: ReadonlySetLike<U>): Set<T>;
  intersection<U>(other: ReadonlySetLike<U>): Set<T & U>;
  isDisjointFrom(other: ReadonlySetLike<unknown>): boolean;
  isSubsetOf(other: ReadonlySetLike<unknown>): boolean;
  isSupersetOf(other: ReadonlySetLike<unknown>): boolean;
  symmetricDifference<U>(other: ReadonlySetLike<U>): Set<T | U>;
  union<U>(other: ReadonlySetLike<U>): Set<T | U>;
}

interface ReadonlySet<T> {
  difference<U>(other: ReadonlySetLike<U>): Set<T>;
  intersection<U>(other: ReadonlySetLike<U>): Set<T & U>;
  isDisjointFrom(other: ReadonlySetLike<unknown>): boolean;
  isSubsetOf(other: ReadonlySetLike<unknown>): boolean;
  isSupersetOf(other: ReadonlySetLike<unknown>): boolean;
  symmetricDifference<U>(other: ReadonlySetLike<U>): Set<T | U>;
  union<U>(other: ReadonlySetLike<U>): Set<T | U>;
}

interface Base64Options {
  alphabet?: "base64" | "base64url";
}

interface FromBase64Options extends Base64Options {
  lastChunkHandling?: "loose" | "stop-before-partial" | "strict";
}

interface ToBase64Options extends Base64Options {
  omitPadding?: boolean;
}

interface Uint8ArrayConstructor {
  fromBase64(text: string, options?: FromBase64Options): Uint8Array<ArrayBuffer>;
  fromHex(text: string): Uint8Array<ArrayBuffer>;
}

interface Uint8Array<TArrayBuffer extends ArrayBufferLike> {
  setFromBase64(text: string, options?: FromBase64Options): { read: number; written: number };
  setFromHex(text: string): { read: number; written: number };
  toBase64(options?: ToBase64Options): string;
  toHex(): string;
}

interface IteratorConstructor {
  /** The items of several iterables, one after the other (ECMA-262, Iterator.concat). */
  concat<T>(...items: Iterable<T>[]): IteratorObject<T, undefined, unknown>;
}
