// Bytes that lie somewhere else, as a file on disk does, or are computed, and are read a part at a time.

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

/** Gives the bytes of the numbers [from, until). */
export type ReadNumbers = (from: number, until: number) => Promise<ArrayBuffer>;

/** Numbers as bytes that are had when they are read; cut between numbers alone. */
export class ComputedBytes implements ByteSource {
  readonly size: number;
  readonly #width: number;
  readonly #read: ReadNumbers;

  /** Takes `count` numbers of `width` bytes each. */
  constructor(width: number, count: number, read: ReadNumbers) {
    this.size = width * count;
    this.#width = width;
    this.#read = read;
  }

  slice(begin: number, end: number): ByteSource {
    const place = (byte: number) => Math.min(byte, this.size) / this.#width;
    const first = place(begin);
    const read: ReadNumbers = (from, until) => this.#read(first + from, first + until);
    return new ComputedBytes(this.#width, place(end) - first, read);
  }

  arrayBuffer(): Promise<ArrayBuffer> {
    return this.#read(0, this.size / this.#width);
  }
}
