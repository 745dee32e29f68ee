// Collects what could not be read: the first problems in full, all of them as a count.
import { excerpt } from "./finding";
import type { SourceProblem, SourceProblemReason } from "./source";

const KEPT_PROBLEMS = 100;

/** Problems of one file while it is read. */
export interface ProblemLog {
  /** Notes a problem at a line (from 1); the excerpt of the text is cut to 80 characters. */
  add(line: number, reason: SourceProblemReason, text: string): void;
  readonly problems: readonly SourceProblem[];
  readonly count: number;
}

/** Creates an empty log. */
export function createProblemLog(): ProblemLog {
  const problems: SourceProblem[] = [];
  let count = 0;
  return {
    add(line, reason, text) {
      count++;
      if (problems.length < KEPT_PROBLEMS) problems.push({ line, reason, excerpt: excerpt(text) });
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
