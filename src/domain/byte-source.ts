// Bytes that lie somewhere else, as a file on disk does, and are read a part at a time.

/** A stretch of bytes; a Blob or a File is one. */
export interface ByteSource {
  /** Bytes of it. */
  readonly size: number;
  /** Gives the bytes [begin, end) without reading them. */
  slice(begin: number, end: number): ByteSource;
  /** Reads all of it; rejects where it cannot be had any more. */
  arrayBuffer(): Promise<ArrayBuffer>;
  /** Frees what `arrayBuffer` gave, at once; absent where that must wait until it is collected, as with a Blob's. */
  takeBack?(read: ArrayBuffer): void;
}
