// What stands around a text and is no part of it: the head and licence that Project Gutenberg puts around its books,
// and the facts that Markdown keeps between `---` lines.
import { countBreaks } from "./count-breaks";
import { excerpt } from "./finding";

/** What stands around a text, offered to be cut. */
export interface FrontMatter {
  readonly kind: "gutenberg" | "markdown";
  /** Lines above and below the text. */
  readonly above: number;
  readonly below: number;
  /** How the text between begins. */
  readonly begins: string;
}

/** Front matter with the stretch of the text that it surrounds, in UTF-16 units. */
export interface FoundFrontMatter extends FrontMatter {
  readonly from: number;
  readonly to: number;
}

/** Characters in which a head must end, and the lines that the title in its last line may take. */
const LONGEST_HEAD = 1 << 17;
const LONGEST_TITLE = 400;
const LONGEST_FACTS = 1 << 13;

const START = /^[ \t]*\*{3} ?START OF (?:THE|THIS) PROJECT GUTENBERG E(?:BOOK|TEXT)/im;
const SMALL_PRINT_END = /^[ \t]*\*END\*? ?THE SMALL PRINT!.*$/im;
const END = /^[ \t]*\*{3} ?END OF (?:THE|THIS) PROJECT GUTENBERG E(?:BOOK|TEXT)/im;
const SIGNED_END = /^[ \t]*End of (?:the |this )?Project Gutenberg(?:'s|’s)? /im;

/** Finds what stands around a text, null where nothing does. */
export function findFrontMatter(text: string): FoundFrontMatter | null {
  const bounds = gutenbergBounds(text);
  if (bounds !== null) return surround(text, "gutenberg", bounds.from, bounds.to);
  const from = factsLength(text);
  return from === 0 ? null : surround(text, "markdown", from, text.length);
}

function surround(text: string, kind: FrontMatter["kind"], start: number, end: number): FoundFrontMatter | null {
  const body = text.slice(start, end);
  if (body.trim() === "") return null;
  // Whole lines are cut, so the indent of the first line stays.
  const blank = body.slice(0, body.length - body.trimStart().length).lastIndexOf("\n") + 1;
  const from = start + blank;
  const to = start + body.trimEnd().length;
  const below = countBreaks(text, to, text.length) - (text.endsWith("\n") ? 1 : 0);
  const [begins = ""] = text.slice(from, to).trimStart().split("\n", 1);
  return { kind, from, to, above: countBreaks(text, 0, from), below, begins: excerpt(begins) };
}

function gutenbergBounds(text: string): { readonly from: number; readonly to: number } | null {
  const head = text.slice(0, LONGEST_HEAD);
  const start = START.exec(head);
  let from = 0;
  if (start !== null) {
    // The line ends in asterisks; a long title takes several lines until then.
    const behind = start.index + start[0].length;
    const close = text.indexOf("***", behind);
    from = lineEnd(text, close === -1 || close > behind + LONGEST_TITLE ? behind : close);
  } else {
    const print = SMALL_PRINT_END.exec(head);
    if (print !== null) from = lineEnd(text, print.index);
  }
  if (from === 0) return null;
  const rest = text.slice(from);
  const end = END.exec(rest) ?? SIGNED_END.exec(rest);
  const to = from + (end?.index ?? rest.length);
  const signed = SIGNED_END.exec(text.slice(Math.max(from, to - LONGEST_TITLE), to));
  return { from, to: signed === null ? to : Math.max(from, to - LONGEST_TITLE) + signed.index };
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end + 1;
}

/** Gives the length of facts between `---` lines at the very start, 0 for none. */
function factsLength(text: string): number {
  if (!/^---[ \t]*\n/.test(text)) return 0;
  const start = lineEnd(text, 0);
  const close = /^(?:---|\.\.\.)[ \t]*(?:\n|$)/m.exec(text.slice(start, start + LONGEST_FACTS));
  if (close === null) return 0;
  const facts = text.slice(start, start + close.index).split("\n");
  const isFact = (line: string) => /^(?:[\w-]+[ \t]*:(?:\s|$)|[ \t]|- |#|$)/.test(line);
  if (!facts.every(isFact) || !facts.some((line) => /^[\w-]+[ \t]*:/.test(line))) return 0;
  return start + close.index + close[0].length;
}
