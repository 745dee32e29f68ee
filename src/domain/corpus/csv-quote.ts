// Finds where a quoted field of a delimited text ends. Leniently: a lone quote inside a field is content, and
// spaces may stand between the closing quote and the delimiter.
import type { FieldDialect } from "./table-dialect";

/** Character codes that end a line. */
export const LINE_FEED = 10;
export const CARRIAGE_RETURN = 13;
const SPACE = 32;
const BACKSLASH = 92;

/** The closing quote's index and the index of the delimiter or line break after it, or why there is none. */
export type QuoteOutcome = { readonly close: number; readonly end: number } | "unclosed" | "incomplete";

/** Searches for closing quotes in one buffer. */
export interface QuoteFinder {
  /** Searches from the opening quote at `open`; `isFinal` says that the text ends the file. */
  find(text: string, open: number, isFinal: boolean): QuoteOutcome;
  /** Tells that `count` characters were cut from the front of the text. */
  shift(count: number): void;
}

/** Creates a finder; a quote that does not close within `fieldLimit` characters is unclosed. */
export function createQuoteFinder(dialect: FieldDialect, fieldLimit: number): QuoteFinder {
  const { delimiter, quote } = dialect;
  const separator = codeOf(delimiter);
  const quoteCode = codeOf(quote);
  // Whether a run of quotes closes a field does not depend on where the field began. So what one search
  // has passed in vain no later search needs to pass again, and unclosed quotes stay linear.
  let passedBefore = 0;

  /** Looks at the run of quotes at `run`; a run closes the field if it is odd and a field end follows. */
  function judgeRun(text: string, run: number, isFinal: boolean): QuoteOutcome | { readonly next: number } {
    if (dialect.escape === "backslash" && isEscaped(text, run)) return { next: run + 1 };
    let runEnd = run;
    while (text.charCodeAt(runEnd) === quoteCode) runEnd++;
    const isOdd = (runEnd - run) % 2 === 1;
    let end = runEnd;
    if (isOdd) while (text.charCodeAt(end) === SPACE) end++;
    if (end === text.length && !isFinal) return "incomplete";
    const closes = isOdd && (end === text.length || isFieldEnd(text.charCodeAt(end), separator));
    return closes ? { close: runEnd - 1, end } : { next: runEnd };
  }

  return {
    find(text, open, isFinal) {
      let from = text.charCodeAt(open + 1) === quoteCode ? open + 1 : Math.max(open + 1, passedBefore);
      for (;;) {
        const run = text.indexOf(quote, from);
        const reached = run === -1 ? text.length : run;
        if (reached - open > fieldLimit || (run === -1 && isFinal)) {
          passedBefore = Math.max(passedBefore, reached);
          return "unclosed";
        }
        if (run === -1) return "incomplete";
        const judged = judgeRun(text, run, isFinal);
        if (judged === "incomplete" || judged === "unclosed" || "close" in judged) return judged;
        from = Math.max(judged.next, passedBefore);
      }
    },
    shift(count) {
      passedBefore = Math.max(0, passedBefore - count);
    },
  };
}

/** Tells whether a character code ends a field. */
export function isFieldEnd(code: number, separator: number): boolean {
  return code === separator || code === LINE_FEED || code === CARRIAGE_RETURN;
}

/** Gives the code of a one-character mark, -1 for none. */
export function codeOf(mark: string): number {
  return mark === "" ? -1 : mark.charCodeAt(0);
}

/** Tells whether an odd number of backslashes stands before an index. */
function isEscaped(text: string, index: number): boolean {
  let start = index;
  while (text.charCodeAt(start - 1) === BACKSLASH) start--;
  return (index - start) % 2 === 1;
}
