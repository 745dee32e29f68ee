// Records ready for tokens, and what cleaning did to them.
import type { Result } from "../result";
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
  /** How the records are made of prompts and responses, null where they are not. */
  readonly pairs: CorpusPairs | null;
}

/** Pairs among the records, by the places of these. */
export interface CorpusPairs {
  /** UTF-16 units of each record before its response. */
  readonly promptUnits: readonly number[];
  /** Number of each record's prompt, from 0; records with the same prompt share it. */
  readonly questions: readonly number[];
}

/** What was found among the pairs of a file, whether or not it was mended. */
export interface PairCounts {
  readonly emptyPrompts: number;
  readonly emptyResponses: number;
  /** Values that hold tags and nothing else. */
  readonly markupOnly: number;
  readonly entities: number;
  /** Pairs that read like one before. */
  readonly duplicates: number;
  /** Pairs whose prompt came before with another response. */
  readonly repeatedQuestions: number;
}

/** How far cleaning has come: rows of a table or UTF-16 units of a text. */
export interface CorpusProgress {
  readonly done: number;
  readonly total: number;
}

/** A computation that yields its progress and returns its result; stop pulling to cancel. */
export type CorpusSteps = Generator<CorpusProgress, Result<Corpus>>;

/** What cleaning did to a record or a value. */
export type CleaningKind =
  /** A value that the record needs is empty, and the record was dropped; the place is about its column. */
  | "incomplete"
  /** It reads like one before it and was dropped; the place is about the line of that one. */
  | "duplicate"
  /** Its prompt came before with another response, and the pair was dropped; the place is about the line of that one. */
  | "repeatedQuestion"
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
  /** Null where records are no pairs. */
  readonly pairs: PairCounts | null;
  readonly kept: number;
  readonly characters: number;
}

/** What the mends of the data clinic did: characters, words or places changed, and records left out. */
export interface MendCounts {
  /** Places that were encoded twice, whether or not they are repaired. */
  readonly doublyEncoded: number;
  /** Tags of HTML. */
  readonly markupRemoved: number;
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
  markupRemoved: 0,
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
