// How much of the data goes before it is learned from, and why.
import type { CleaningFinding, CleaningReport } from "./corpus";
import type { SourceFacts, SourceProblemReason } from "./source";

/** Rows that are not learned from. */
export interface DataLoss {
  readonly lost: number;
  /** Rows of the file, read or not. */
  readonly of: number;
  /** Rows that could not be read. */
  readonly unread: number;
  /** What cleaning dropped and can keep, if it is asked to. */
  readonly dropped: readonly CleaningFinding[];
}

/** A loss of more than this share should be known before training. */
const LARGE_SHARE = 0.1;
/** Problems after which the row is there all the same. */
const HARMLESS: ReadonlySet<SourceProblemReason> = new Set(["badBytes", "unclosedQuote"]);

/** Gives the loss where more than a tenth of the rows goes, null for less. */
export function largeLoss(facts: SourceFacts, report: CleaningReport): DataLoss | null {
  const harmless = facts.problems.filter(({ reason }) => HARMLESS.has(reason)).length;
  // Of problems beyond the listed ones only the number is known; they are taken to be like those.
  const unread = harmless === facts.problems.length ? 0 : facts.problemCount - harmless;
  const of = report.read + unread;
  const lost = report.read - report.kept + unread;
  if (lost <= LARGE_SHARE * of) return null;
  const dropped = report.findings.filter(({ kind }) => kind === "incomplete" || kind === "duplicate");
  return { lost, of, unread, dropped };
}
