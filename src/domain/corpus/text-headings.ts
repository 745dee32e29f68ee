// Headings in a text, at each of which a record may begin.

/** How a heading is marked, the outermost first; of several the first that stands twice parts the text. */
const MARKS = [
  /^# \S/,
  /^## \S/,
  /^#{3,6} \S/,
  /^(={2,6})[^=].*\1$/,
  /^(?:chapter|cap[ií]tulo|part|parte|book|livro|act|ato|scene|cena|canto|letter|carta|lesson|lição|poem|poema|sonnet|soneto|psalm|salmo|recipe|receita)\s+(?:[ivxlc]+|\d+)\b.{0,60}$/i,
  /^[IVXLC]{1,7}\.?$/,
  /^\d{1,4}[.)]?$/,
] as const;

/** With what a heading may begin: most lines are told by that alone. */
const BEGINNINGS: ReadonlySet<string> = new Set("#=0123456789CcPpBbLlAaSsRrIVX");

/** Lines in which the first heading must stand. */
const HEAD_LINES = 20_000;
const LONGEST = 90;
const MOST_HEADINGS = 200_000;

/** Where records begin that are parted by headings. */
export interface TextHeadings {
  /** Records, what stands above the first heading among them. */
  readonly count: number;
  /** The numbers of the lines, from 1 and blank ones left out, that begin a record. */
  readonly lines: readonly number[];
}

/** Gathers the headings of one text. */
export interface HeadingFinder {
  /** Takes a line without white space at its ends, which is the filled line of a number from 1. */
  add(line: string, number: number): void;
  /** Gives the headings that part the text; null where none stands twice. */
  find(): TextHeadings | null;
}

/** Creates a finder. */
export function createHeadingFinder(): HeadingFinder {
  const found: number[][] = MARKS.map(() => []);
  let isAny = false;
  return {
    add(line, number) {
      if (line.length > LONGEST || !BEGINNINGS.has(line[0]) || (!isAny && number > HEAD_LINES)) return;
      const mark = MARKS.findIndex((pattern) => pattern.test(line));
      if (mark === -1) return;
      isAny = true;
      if (found[mark].length <= MOST_HEADINGS) found[mark].push(number);
    },
    find: () => partingHeadings(found),
  };
}

/**
 * Gives the headings of the outermost level that has several, by the numbers of their lines; null where none has, or
 * one has too many to be headings.
 */
export function partingHeadings(levels: readonly (readonly number[])[]): TextHeadings | null {
  const lines = levels.find((level) => level.length > 1);
  if (lines === undefined || lines.length > MOST_HEADINGS) return null;
  return { lines, count: lines.length + (lines[0] > 1 ? 1 : 0) };
}
