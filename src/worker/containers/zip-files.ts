// The files of a zip that is a document, by their paths in it.

/** A file in a zip. */
export interface ZipFile {
  /** Bytes once unpacked, as the zip states them. */
  readonly bytes: number;
  open(): AsyncIterable<Uint8Array>;
}

/** Every file of a zip by its path. */
export type ZipFiles = ReadonlyMap<string, ZipFile>;
