// Buffer (https://nodejs.org/docs/latest-v24.x/api/buffer.html)

type BufferEncoding =
  | "ascii"
  | "base64"
  | "base64url"
  | "binary"
  | "hex"
  | "latin1"
  | "ucs-2"
  | "ucs2"
  | "utf-16le"
  | "utf-8"
  | "utf16le"
  | "utf8";

interface BufferConstructor {
  /** @deprecated Use Buffer.from or Buffer.alloc. */
  (value: any, encodingOrOffset?: any, length?: number): Buffer<ArrayBuffer>;
  /** @deprecated Use Buffer.from or Buffer.alloc. */
  new (value: any, encodingOrOffset?: any, length?: number): Buffer<ArrayBuffer>;
  readonly prototype: Buffer;
  poolSize: number;
  alloc(size: number, fill?: string | Uint8Array | number, encoding?: BufferEncoding): Buffer<ArrayBuffer>;
  allocUnsafe(size: number): Buffer<ArrayBuffer>;
  allocUnsafeSlow(size: number): Buffer<ArrayBuffer>;
  byteLength(text: string | ArrayBuffer | ArrayBufferView, encoding?: BufferEncoding): number;
  compare(a: Uint8Array, b: Uint8Array): -1 | 0 | 1;
  concat(list: readonly Uint8Array[], length?: number): Buffer<ArrayBuffer>;
  /** A copy of part of a typed array, in elements of it. */
  copyBytesFrom(view: ArrayBufferView, offset?: number, length?: number): Buffer<ArrayBuffer>;
  from(text: string | { [Symbol.toPrimitive](hint: "string"): string }, encoding?: BufferEncoding): Buffer<ArrayBuffer>;
  /** Shares the memory. */
  from<T extends ArrayBufferLike>(buffer: T, offset?: number, length?: number): Buffer<T>;
  from(data: ArrayLike<number> | { type: "Buffer"; data: number[] } | { valueOf(): string | object }): Buffer<ArrayBuffer>;
  isBuffer(value: unknown): value is Buffer;
  isEncoding(name: unknown): name is BufferEncoding;
  of(...bytes: number[]): Buffer<ArrayBuffer>;
}

declare var Buffer: BufferConstructor;

interface Buffer<TArrayBuffer extends ArrayBufferLike = ArrayBufferLike> extends Uint8Array<TArrayBuffer> {
  /** @deprecated Use byteOffset. */
  readonly offset: number;
  /** @deprecated Use buffer. */
  readonly parent: TArrayBuffer;
  compare(
    target: Uint8Array,
    targetStart?: number,
    targetEnd?: number,
    sourceStart?: number,
    sourceEnd?: number,
  ): -1 | 0 | 1;
  copy(target: Uint8Array, targetStart?: number, sourceStart?: number, sourceEnd?: number): number;
  equals(other: Uint8Array): boolean;
  fill(value: string | Uint8Array | number, offset?: number, end?: number, encoding?: BufferEncoding): this;
  fill(value: string | Uint8Array, offset: number, encoding: BufferEncoding): this;
  fill(value: string | Uint8Array, encoding: BufferEncoding): this;
  includes(value: string | Uint8Array | number, offset?: number | BufferEncoding, encoding?: BufferEncoding): boolean;
  indexOf(value: string | Uint8Array | number, offset?: number | BufferEncoding, encoding?: BufferEncoding): number;
  inspect(depth?: number, options?: object): string;
  lastIndexOf(value: string | Uint8Array | number, offset?: number | BufferEncoding, encoding?: BufferEncoding): number;
  /** Shares the memory, unlike Uint8Array's. */
  slice(start?: number, end?: number): Buffer<ArrayBuffer>;
  subarray(start?: number, end?: number): Buffer<TArrayBuffer>;
  swap16(): this;
  swap32(): this;
  swap64(): this;
  toJSON(): { type: "Buffer"; data: number[] };
  toLocaleString(locales?: any, start?: any, end?: any): string;
  toString(encoding?: BufferEncoding, start?: number, end?: number): string;
  write(text: string, encoding?: BufferEncoding): number;
  write(text: string, offset: number, encoding?: BufferEncoding): number;
  write(text: string, offset: number, length: number, encoding?: BufferEncoding): number;
  asciiSlice(start?: number, end?: number): string;
  asciiWrite(text: string, offset?: number, length?: number): number;
  base64Slice(start?: number, end?: number): string;
  base64Write(text: string, offset?: number, length?: number): number;
  base64urlSlice(start?: number, end?: number): string;
  base64urlWrite(text: string, offset?: number, length?: number): number;
  hexSlice(start?: number, end?: number): string;
  hexWrite(text: string, offset?: number, length?: number): number;
  latin1Slice(start?: number, end?: number): string;
  latin1Write(text: string, offset?: number, length?: number): number;
  ucs2Slice(start?: number, end?: number): string;
  ucs2Write(text: string, offset?: number, length?: number): number;
  utf8Slice(start?: number, end?: number): string;
  utf8Write(text: string, offset?: number, length?: number): number;
  readUInt8(offset?: number): number;
  writeUInt8(value: number, offset?: number): number;
  readUInt16LE(offset?: number): number;
  writeUInt16LE(value: number, offset?: number): number;
  readUInt32LE(offset?: number): number;
  writeUInt32LE(value: number, offset?: number): number;
  readUIntLE(offset: number, byteLength: number): number;
  writeUIntLE(value: number, offset: number, byteLength: number): number;
  readBigUInt64LE(offset?: number): bigint;
  writeBigUInt64LE(value: bigint, offset?: number): number;
  readUInt16BE(offset?: number): number;
  writeUInt16BE(value: number, offset?: number): number;
  readUInt32BE(offset?: number): number;
  writeUInt32BE(value: number, offset?: number): number;
  readUIntBE(offset: number, byteLength: number): number;
  writeUIntBE(value: number, offset: number, byteLength: number): number;
  readBigUInt64BE(offset?: number): bigint;
  writeBigUInt64BE(value: bigint, offset?: number): number;
  readUint8(offset?: number): number;
  writeUint8(value: number, offset?: number): number;
  readUint16LE(offset?: number): number;
  writeUint16LE(value: number, offset?: number): number;
  readUint32LE(offset?: number): number;
  writeUint32LE(value: number, offset?: number): number;
  readUintLE(offset: number, byteLength: number): number;
  writeUintLE(value: number, offset: number, byteLength: number): number;
  readBigUint64LE(offset?: number): bigint;
  writeBigUint64LE(value: bigint, offset?: number): number;
  readUint16BE(offset?: number): number;
  writeUint16BE(value: number, offset?: number): number;
  readUint32BE(offset?: number): number;
  writeUint32BE(value: number, offset?: number): number;
  readUintBE(offset: number, byteLength: number): number;
  writeUintBE(value: number, offset: number, byteLength: number): number;
  readBigUint64BE(offset?: number): bigint;
  writeBigUint64BE(value: bigint, offset?: number): number;
  readInt8(offset?: number): number;
  writeInt8(value: number, offset?: number): number;
  readInt16LE(offset?: number): number;
  writeInt16LE(value: number, offset?: number): number;
  readInt32LE(offset?: number): number;
  writeInt32LE(value: number, offset?: number): number;
  readIntLE(offset: number, byteLength: number): number;
  writeIntLE(value: number, offset: number, byteLength: number): number;
  readBigInt64LE(offset?: number): bigint;
  writeBigInt64LE(value: bigint, offset?: number): number;
  readInt16BE(offset?: number): number;
  writeInt16BE(value: number, offset?: number): number;
  readInt32BE(offset?: number): number;
  writeInt32BE(value: number, offset?: number): number;
  readIntBE(offset: number, byteLength: number): number;
  writeIntBE(value: number, offset: number, byteLength: number): number;
  readBigInt64BE(offset?: number): bigint;
  writeBigInt64BE(value: bigint, offset?: number): number;
  readFloatLE(offset?: number): number;
  writeFloatLE(value: number, offset?: number): number;
  readFloatBE(offset?: number): number;
  writeFloatBE(value: number, offset?: number): number;
  readDoubleLE(offset?: number): number;
  writeDoubleLE(value: number, offset?: number): number;
  readDoubleBE(offset?: number): number;
  writeDoubleBE(value: number, offset?: number): number;
}

declare module "node:buffer" {
  export const INSPECT_MAX_BYTES: number;
  export const SlowBuffer: (size: number) => Buffer;
  export const atob: (data: string) => string;
  export const btoa: (data: string) => string;
  export const constants: { MAX_LENGTH: number; MAX_STRING_LENGTH: number };
  export const kMaxLength: number;
  export const kStringMaxLength: number;
  export function isAscii(input: ArrayBuffer | ArrayBufferView): boolean;
  export function isUtf8(input: ArrayBuffer | ArrayBufferView): boolean;
  export function resolveObjectURL(url: string): Blob | undefined;
  export function transcode(source: Uint8Array, from: BufferEncoding, to: BufferEncoding): Buffer;
  const GlobalBlob: typeof Blob;
  type GlobalBlob = Blob;
  export { GlobalBlob as Blob };
  const GlobalBuffer: typeof Buffer;
  type GlobalBuffer<T extends ArrayBufferLike = ArrayBufferLike> = Buffer<T>;
  export { GlobalBuffer as Buffer };
  const GlobalFile: typeof File;
  type GlobalFile = File;
  export { GlobalFile as File };
  const all: typeof import("node:buffer");
  export default all;
}
