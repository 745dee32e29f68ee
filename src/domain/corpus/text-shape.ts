// What a plain text looks like: how many records each way of cutting it would give, and which one suggests itself.

import type { FrontMatter } from "./front-matter";
import { createHeadingFinder, type TextHeadings } from "./text-headings";
import { createSeparatorFinder, type TextSeparator } from "./text-separators";

/** A pair of markers around records (`<|startoftext|>`, `<|endoftext|>`). */
export interface TextMarkers {
  /** Empty where records have an end alone. */
  readonly start: string;
  readonly end: string;
  /** Records between the markers. */
  readonly count: number;
}

/** How a text may fall into records. */
export interface TextShape {
  /** Lines with something on them. */
  readonly lines: number;
  /** Stretches between blank lines. */
  readonly blocks: number;
  readonly markers: TextMarkers | null;
  /** Lines of signs that stand between parts of the text, at most three. */
  readonly separators: readonly TextSeparator[];
  /** Headings at which records may begin, null where there are none. */
  readonly headings: TextHeadings | null;
  /** What stands around the text and may be cut, or was. */
  readonly frontMatter: FrontMatter | null;
  /** What is safe to do unasked: verse and prose stay whole, lists, marked texts and many stanzas alike are cut. */
  readonly suggested: "whole" | "lines" | "blankLines" | "markers";
}

/** Lines on which a list is told from verse. */
const JUDGED_LINES = 20_000;
const FEWEST_LIST_LINES = 20;
const LONGEST_ENTRY = 40;
const MOST_ENTRY_WORDS = 3;
/** From so many stretches of as many lines on, each is a piece of its own. */
const FEWEST_STANZAS = 20;
const MOST_STANZA_LINES = 20;
const LONGEST_VERSE = 80;
/** Characters in which the markers must first appear. */
const HEAD = 1 << 16;

/** UTF-16 units between two rests. */
const STEP_UNITS = 1 << 22;

/**
 * Looks at a whole text once, resting now and then; `frontMatter` is what stands around it, `told` the headings that
 * its markup names.
 */
export function* describeText(
  text: string,
  frontMatter: FrontMatter | null,
  told: TextHeadings | null = null,
): Generator<undefined, TextShape> {
  let nextRest = STEP_UNITS;
  let lines = 0;
  let blocks = 0;
  let entries = 0;
  let isInBlock = false;
  const separators = createSeparatorFinder();
  const headings = createHeadingFinder();
  const stanzas = createStanzaJudge();
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf("\n", start);
    const end = found === -1 ? text.length : found;
    // Most lines tell by their first character that they are not blank; to cut out and trim each would take longest.
    const isFilled = isVisible(text.charCodeAt(start)) || text.slice(start, end).trim() !== "";
    if (isFilled) {
      lines++;
      if (!isInBlock) blocks++;
      const content = text.slice(start, end).trim();
      separators.add(content);
      headings.add(content, lines);
      stanzas.add(content, isInBlock);
      if (lines <= JUDGED_LINES && isEntry(content)) entries++;
    }
    isInBlock = isFilled;
    start = end + 1;
    if (start < nextRest) continue;
    nextRest = start + STEP_UNITS;
    yield undefined;
  }
  const judged = Math.min(lines, JUDGED_LINES);
  const isList = lines >= FEWEST_LIST_LINES && entries >= 0.95 * judged && blocks <= 1 + lines / 50;
  const markers = findMarkers(text);
  const parting = told ?? headings.find();
  // What stands over every other line is no heading.
  const isParted = parting !== null && 2 * parting.lines.length <= lines;
  const found = { lines, blocks, markers, separators: separators.find(text), frontMatter };
  const suggested = markers !== null ? "markers" : isList ? "lines" : stanzas.areAlike() ? "blankLines" : "whole";
  return { ...found, headings: isParted ? parting : null, suggested };
}

/** Judges whether all stretches between blank lines have as many short lines, as stanzas or short poems do. */
function createStanzaJudge() {
  let stanzas = 0;
  let size = 0;
  let first = 0;
  let isAlike = true;
  return {
    add(line: string, isInBlock: boolean): void {
      if (!isInBlock) {
        if (stanzas === 1) first = size;
        else isAlike &&= stanzas === 0 || size === first;
        stanzas++;
        size = 0;
      }
      size++;
      isAlike &&= line.length <= LONGEST_VERSE;
    },
    areAlike: () => isAlike && stanzas >= FEWEST_STANZAS && size === first && first > 1 && first <= MOST_STANZA_LINES,
  };
}

/** Yields the lines without their breaks; a break at the end opens none. */
export function* linesOf(text: string): Generator<string, void> {
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf("\n", start);
    const end = found === -1 ? text.length : found;
    yield text.slice(start, end);
    start = end + 1;
  }
}

/** Tells what is surely no white space and no line break. */
export function isVisible(code: number): boolean {
  return code > 0x20 && code < 0x7f;
}

/** Tells a name or a term from a line of verse or prose. */
function isEntry(line: string): boolean {
  return (
    line.length <= LONGEST_ENTRY &&
    line.split(/\s+/).length <= MOST_ENTRY_WORDS &&
    !/[.,;:!?…。，、；：！？]$/.test(line)
  );
}

/** Finds the markers around records, null where there are none. */
export function findMarkers(text: string): TextMarkers | null {
  const found = text.slice(0, HEAD).match(/<\|[^|<>{}\s]{1,40}\|>/g) ?? [];
  const end = found.find((marker) => /^<\|(end|eos|eot|im_end)/i.test(marker));
  if (end === undefined) return null;
  const pieces = text.split(end);
  const count = pieces.filter((piece) => piece.trim() !== "").length;
  if (pieces.length < 3 || count < 2) return null;
  const [start = end] = found;
  return { start: start !== end && text.trimStart().startsWith(start) ? start : "", end, count };
}
