// Collects what could not be read: the first problems in full, all of them as a count.
import type { SourceProblem, SourceProblemReason } from "./source";

const KEPT_PROBLEMS = 100;
const EXCERPT_LENGTH = 80;

/** Problems of one file while it is read. */
export interface ProblemLog {
  /** Notes a problem at a line (from 1); the excerpt is cut to 80 characters. */
  add(line: number, reason: SourceProblemReason, excerpt: string): void;
  readonly problems: readonly SourceProblem[];
  readonly count: number;
}

/** Creates an empty log. */
export function createProblemLog(): ProblemLog {
  const problems: SourceProblem[] = [];
  let count = 0;
  return {
    add(line, reason, excerpt) {
      count++;
      if (problems.length < KEPT_PROBLEMS) problems.push({ line, reason, excerpt: shorten(excerpt) });
    },
    get problems() {
      // Some readers look ahead before they judge.
      return [...problems].sort((first, second) => first.line - second.line);
    },
    get count() {
      return count;
    },
  };
}

/** Cuts at 80 characters without splitting a surrogate pair or keeping a final line break. */
function shorten(text: string): string {
  const cut = text.slice(0, EXCERPT_LENGTH).trimEnd();
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}
