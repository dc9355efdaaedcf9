// Compression (https://compression.spec.whatwg.org/), with the formats "brotli"
// and "zstd" beside the standard's.

type CompressionFormat = "brotli" | "deflate" | "deflate-raw" | "gzip" | "zstd";

declare class CompressionStream {
  constructor(format: CompressionFormat);
  readonly readable: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly writable: WritableStream<ArrayBuffer | ArrayBufferView>;
}

declare class DecompressionStream {
  constructor(format: CompressionFormat);
  readonly readable: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly writable: WritableStream<ArrayBuffer | ArrayBufferView>;
}
