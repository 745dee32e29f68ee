// What the page shows of an archive, a workbook or several files: what of it was read, what else could be, and
// what was left out and why.
import type { ContainerRefusal } from "./container-kind";

/** Why a file of several was left out. */
export type LeftOutReason =
  /** It has other columns than those that were read, or is a text beside a table. */
  | "other"
  /** A note that goes with the data, such as a README or a licence. */
  | "companion"
  | "binary"
  | "empty"
  | "unreadable"
  | ContainerRefusal;

/** A file that was not read. */
export interface LeftOut {
  readonly path: string;
  readonly reason: LeftOutReason;
}

/** A part that can be chosen, a value of the setting `corpus.member`. */
export interface OfferedMember {
  /** The path of a file or the name of a sheet; `+` before it means all that are like it. */
  readonly value: string;
  /** Files or sheets that it stands for. */
  readonly count: number;
}

/** Where the data lay. */
export interface ContainerFacts {
  /** Of the archive or of what was dropped; null where the file itself was read. */
  readonly name: string | null;
  /** Whether a program's document was translated: it has neither encoding nor delimiter. */
  readonly isDocument: boolean;
  readonly offered: readonly OfferedMember[];
  readonly chosen: string;
  /** Files or sheets that were read. */
  readonly count: number;
  /** The first files that were left out, and how many there are. */
  readonly leftOut: readonly LeftOut[];
  readonly leftOutCount: number;
}
