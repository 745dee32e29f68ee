// What the data clinic tells of the data: plain figures and the places behind them, small enough to cross to the page.
import type { Finding, FoundPlace } from "../corpus/finding";
import type { CharacterKind } from "./character-kinds";
import type { PersonalKind } from "./personal-data";

/** What may be found. */
export type ClinicKind =
  | CharacterKind
  | "lookAlike"
  | "rare"
  | PersonalKind
  | "duplicate"
  | "nearDuplicate"
  | "overlap"
  | "nearOverlap";

/** A place with the found stretch of its excerpt, in UTF-16 units; line ends are drawn as ↵. */
export interface ClinicPlace extends FoundPlace {
  readonly from: number;
  readonly until: number;
  /** Line of the record that this one repeats, null for other finds. */
  readonly twin: number | null;
}

/** One kind of find: how often, and the first places. */
export interface ClinicFinding extends Finding<ClinicKind> {
  readonly places: readonly ClinicPlace[];
}

/** Counts of lengths in bins of equal width; the last may be open, for the few that are far longer. */
export interface LengthHistogram {
  /** Lengths from `from` up to but not including `until`, null for no end. */
  readonly bins: readonly { readonly from: number; readonly until: number | null; readonly count: number }[];
  readonly shortest: number;
  readonly median: number;
  readonly longest: number;
  /** 99 of 100 are no longer. */
  readonly percentile99: number;
}

/** One character of the data. */
export interface CharacterRow {
  readonly code: number;
  readonly count: number;
  readonly kind: CharacterKind | "rare" | null;
}

/** A record that stands out by its length. */
export interface ExtremeRecord extends FoundPlace {
  /** In characters. */
  readonly length: number;
}

/** How much of the validation data also stands in the training data. */
export type Overlap =
  /** Nothing is held back. */
  | { readonly kind: "none" }
  /** Neighbouring windows share nearly all their tokens, whichever part they are of. */
  | { readonly kind: "windows" }
  /** Validation records of `total` that stand in training word for word, or nearly. */
  | { readonly kind: "records"; readonly total: number; readonly exact: number; readonly near: number }
  /**
   * For a text that is cut at a place: share of the validation text's stretches of eight words that also stand in
   * the training text (the measure of Radford et al. 2019, section 4); null where it has no eight words.
   */
  | { readonly kind: "words"; readonly share: number | null };

/** Everything that was found out. */
export interface Diagnosis {
  /** What was looked at: records, or the lines of a text that is one record. */
  readonly unit: "record" | "line";
  readonly units: number;
  readonly characters: number;
  readonly lengths: { readonly characters: LengthHistogram; readonly tokens: LengthHistogram | null };
  /** Share of units with more tokens than the context holds; null while tokens are not known. */
  readonly beyondContext: number | null;
  readonly distinct: number;
  /** The most frequent characters, and all that are suspicious, by count. */
  readonly rows: readonly CharacterRow[];
  readonly findings: readonly ClinicFinding[];
  readonly shortest: readonly ExtremeRecord[];
  readonly longest: readonly ExtremeRecord[];
  readonly overlap: Overlap;
  /** Most records before it that a record is compared with for near duplicates; null where that was all. */
  readonly nearReach: number | null;
}
