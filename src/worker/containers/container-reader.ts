// What every reader of containers gives and takes. A container is no data itself: an archive gives its files, a
// workbook its sheets as CSV, a document its text; all are then read as if they had been dropped alone.

import type { LeftOut } from "@/domain/container/container-facts";
import type { ContainerRefusal } from "@/domain/container/container-kind";
import type { SourceInput } from "@/domain/corpus/read-source";
import type { SourceForm } from "@/domain/corpus/source";

/** Something to read: a file, or a part of a container. */
export interface Member {
  readonly path: string;
  /** Bytes once unpacked, 0 where they are unknown. */
  readonly bytes: number;
  /** Opens it anew. */
  open(): AsyncIterable<Uint8Array>;
  /** The bytes as they lie on the disk, null where they are unpacked only in passing. */
  readonly blob: Blob | null;
  /** The form into which a document was translated, null for bytes that are to be judged by themselves. */
  readonly form: SourceForm | null;
}

/** The inside of a container. */
export interface Contents {
  /** Files are judged one by one, sheets and texts are translations of a document. */
  readonly unit: "file" | "sheet" | "text";
  readonly members: readonly Member[];
  readonly leftOut: readonly LeftOut[];
}

/** Opens a container. Throws a ContainerRefused with the reason, or whatever its library throws on damage. */
export type ContainerReader = (blob: Blob, name: string, watch: ReadingWatch) => Promise<Contents>;

/** Keeps an eye on a reading: lets the worker hear its messages, ends it when cancelled or when it grows too large. */
export interface ReadingWatch {
  /** Counts bytes that were unpacked, and rests when a slice of time is over. Throws when the reading is to end. */
  spend(bytes: number): Promise<void>;
  /** Tells that so many more bytes are to be unpacked. */
  expect(bytes: number): void;
  /** Tells the first bytes of what is being read. */
  began(head: Uint8Array, input: SourceInput): void;
}

/** Ends the reading of a container for a reason that is told. */
export class ContainerRefused extends Error {
  readonly reason: ContainerRefusal;

  constructor(reason: ContainerRefusal) {
    super(reason);
    this.name = "ContainerRefused";
    this.reason = reason;
  }
}
