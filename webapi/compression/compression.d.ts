// Compression (https://compression.spec.whatwg.org/), and zstd

type CompressionFormat = "brotli" | "deflate" | "deflate-raw" | "gzip" | "zstd";

declare class CompressionStream {
  constructor(format: CompressionFormat);
  readonly readable: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly writable: WritableStream<ArrayBufferView | ArrayBuffer>;
}

declare class DecompressionStream {
  constructor(format: CompressionFormat);
  readonly readable: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly writable: WritableStream<ArrayBufferView | ArrayBuffer>;
}
