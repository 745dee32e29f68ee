// Lines of signs that a text repeats between its parts, such as `---`, `***`, `%`, `* * *` or `[END]`.
import { textPieces } from "./text-pieces";

/** A separator line and how many records it would give. */
export interface TextSeparator {
  readonly mark: string;
  readonly count: number;
}

/** Gathers the lines of one text. */
export interface SeparatorFinder {
  /** Takes a line without white space at its ends. */
  add(line: string): void;
  /** The separators that give most records first. */
  find(text: string): readonly TextSeparator[];
}

const SIGNS = /^(?:[-*=_#~%@+§–—•·^&$|/] ?)+$/u;
/** Such as `<hr>`, `[END]`, `</poem>`. */
const BRACKETED = /^(?:<\/?[\w .-]{1,30}\/?>|\[[\w .-]{1,30}\])$/;
const LONGEST = 80;
const MOST_KINDS = 100;
const OFFERED = 3;

/** Creates a finder. */
export function createSeparatorFinder(): SeparatorFinder {
  const counts = new Map<string, number>();
  return {
    add(line) {
      if (line.length > LONGEST || !(SIGNS.test(line) || BRACKETED.test(line))) return;
      if (counts.has(line) || counts.size < MOST_KINDS) counts.set(line, (counts.get(line) ?? 0) + 1);
    },
    find(text) {
      const repeated = [...counts].filter(([, count]) => count > 1).sort(([, first], [, second]) => second - first);
      return repeated.slice(0, OFFERED).map(([mark]) => ({ mark, count: countPieces(text, mark) }));
    },
  };
}

function countPieces(text: string, mark: string): number {
  let count = 0;
  for (const piece of textPieces(text, mark)) if (piece.text.trim() !== "") count++;
  return count;
}
