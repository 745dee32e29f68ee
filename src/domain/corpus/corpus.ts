// Records ready for tokens, and what cleaning did to them.
import type { Texts } from "../texts";
import type { Finding, FindingLog } from "./finding";
import type { TextReading } from "./text-reading";

/** Cleaned records in order; each is the text that one record contributes to the stream. */
export interface Corpus {
  readonly records: Texts;
  /** The line of the file on which each record starts, from 1. */
  readonly lines: readonly number[];
  readonly report: CleaningReport;
  /** The template in force ("" for plain text), with its tags, for special tokens and record cards. */
  readonly template: string;
  /** Marks inside the records that are not the template's: those of speakers. */
  readonly marks: readonly string[];
}

/** What cleaning did to a record or a value. */
export type CleaningKind =
  /** A value that the record needs is empty, and the record was dropped; the place is about its column. */
  | "incomplete"
  /** It reads like one before it and was dropped; the place is about the line of that one. */
  | "duplicate"
  /** An HTML entity became its character. */
  | "entity";

/** What cleaning did, and where. */
export type CleaningFinding = Finding<CleaningKind>;

/** Gathers what cleaning does. */
export type CleaningLog = FindingLog<CleaningKind>;

/** What became of the records; characters are code points. */
export interface CleaningReport {
  /** How a plain text was cut, null for tables. */
  readonly reading: TextReading | null;
  /** The columns without which a record is incomplete, none for a plain text. */
  readonly needed: readonly string[];
  /** Records before cleaning; what is not kept was dropped, for reasons that stand in the findings. */
  readonly read: number;
  readonly findings: readonly CleaningFinding[];
  readonly mends: MendCounts;
  readonly kept: number;
  readonly characters: number;
}

/** What the mends of the data clinic did: characters, words or places changed, and records left out. */
export interface MendCounts {
  /** Places that were encoded twice, whether or not they are repaired. */
  readonly doublyEncoded: number;
  /** Characters that were spelled in another form. */
  readonly normalized: number;
  readonly oddRemoved: number;
  readonly lookAlikesReplaced: number;
  readonly personalMasked: number;
  readonly shortDropped: number;
  readonly longDropped: number;
  readonly rareReplaced: number;
  readonly rareDropped: number;
  readonly nearDropped: number;
}

/** Nothing mended. */
export const NO_MENDS: MendCounts = {
  doublyEncoded: 0,
  normalized: 0,
  oddRemoved: 0,
  lookAlikesReplaced: 0,
  personalMasked: 0,
  shortDropped: 0,
  longDropped: 0,
  rareReplaced: 0,
  rareDropped: 0,
  nearDropped: 0,
};
