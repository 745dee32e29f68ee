// Bytes that lie somewhere else, as a file on disk does, and are read a part at a time.

/** A stretch of bytes; a Blob or a File is one. */
export interface ByteSource {
  /** Bytes of it. */
  readonly size: number;
  /** Gives the bytes [begin, end) without reading them. */
  slice(begin: number, end: number): ByteSource;
  /** Reads all of it; rejects where it cannot be had any more. */
  arrayBuffer(): Promise<ArrayBuffer>;
}
