// The lines of a page out of the pieces of text that a PDF places on it.

/** A piece of text as pdf.js gives it; the last two numbers of `transform` are its place, from the lower left corner. */
export interface PlacedText {
  readonly str: string;
  readonly transform: readonly number[];
  readonly hasEOL: boolean;
}

/** A blank line stands where lines are so many times as far apart as most lines of the page. */
const PARAGRAPH_GAP = 1.5;

interface Line {
  readonly text: string;
  /** Height of the first piece on the page. */
  readonly y: number;
}

/** Joins the pieces of a page to lines, with a blank one where a paragraph ends. */
export function pageLines(pieces: readonly PlacedText[]): readonly string[] {
  const lines = placedLines(pieces);
  const gaps = lines.slice(1).map(({ y }, index) => lines[index].y - y);
  const downward = gaps.filter((gap) => gap > 0).sort((first, second) => first - second);
  // The lower median: on a page of two paragraphs the gap between lines, not the one between paragraphs.
  const usual = downward[Math.floor((downward.length - 1) / 2)] ?? 0;
  return lines.flatMap(({ text }, index) =>
    index > 0 && gaps[index - 1] > PARAGRAPH_GAP * usual ? ["", text] : [text],
  );
}

function placedLines(pieces: readonly PlacedText[]): readonly Line[] {
  const lines: Line[] = [];
  let text = "";
  let y: number | null = null;
  const endLine = (): void => {
    const trimmed = text.replace(/[\0\uFFFE\uFFFF]/g, "").trimEnd();
    if (trimmed.trim() !== "") lines.push({ text: trimmed, y: y ?? 0 });
    text = "";
    y = null;
  };
  for (const { str, transform, hasEOL } of pieces) {
    if (str.trim() !== "") y ??= transform[5] ?? 0;
    text += str;
    if (hasEOL) endLine();
  }
  endLine();
  return lines;
}

/** Joins words that were broken at the ends of lines. */
export interface HyphenMender {
  /** Gives the lines of the next page with the rest of each broken word moved up to where it began. */
  mend(lines: readonly string[]): readonly string[];
}

const BROKEN_END = /([\p{L}\p{M}]+)[-\u2010\u00AD]$/u;
const BROKEN_START = /^([\p{Ll}][\p{L}\p{M}]*)(\S*)\s*/u;
const WORDS = /[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*/gu;
/** Endings of Portuguese verbs and beginnings of compounds that keep their hyphen within a line too. */
const KEPT_ENDS = new Set(
  "se me te lhe lhes nos vos o a os as lo la los las no na nas lhas lho mo to ei á ão ia".split(" "),
);
const KEPT_STARTS = new Set("bem mal ex vice pós pré pró recém sem além aquém well self non all".split(" "));

/** Creates a mender that knows no word yet; what a text writes elsewhere decides how a broken word is joined. */
export function createHyphenMender(): HyphenMender {
  const known = new Set<string>();

  function joined(start: string, end: string, isSoft: boolean): string {
    const whole = start + end;
    if (isSoft || known.has(whole.toLowerCase())) return whole;
    const compound = `${start}-${end}`;
    const isKept =
      known.has(compound.toLowerCase()) || KEPT_ENDS.has(end.toLowerCase()) || KEPT_STARTS.has(start.toLowerCase());
    return isKept ? compound : whole;
  }

  return {
    mend(lines) {
      for (const line of lines) {
        // A word that is broken at the end of a line says nothing of how it is written.
        for (const [word] of line.replace(BROKEN_END, "").matchAll(WORDS)) known.add(word.toLowerCase());
      }
      const mended: string[] = [];
      for (const line of lines) {
        const before = mended.at(-1) ?? "";
        const [broken, start] = BROKEN_END.exec(before) ?? [];
        const [opening, end, tail] = BROKEN_START.exec(line) ?? [];
        if (broken === undefined || opening === undefined || start.length < 2) {
          mended.push(line);
          continue;
        }
        mended[mended.length - 1] =
          before.slice(0, -broken.length) + joined(start, end, broken.endsWith("\u00AD")) + tail;
        const rest = line.slice(opening.length);
        if (rest !== "") mended.push(rest);
      }
      return mended;
    },
  };
}
