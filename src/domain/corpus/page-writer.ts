// Lays the text of a page out in lines, as `innerText` does: white space collapses, blocks begin lines, paragraphs
// stand between blank lines where some of them have several lines.

/** Writes the text of a page while its elements open and close. */
export interface PageWriter {
  write(text: string): void;
  /** Begins a new line (1) or leaves a blank one (2) before what comes; 0 does nothing. */
  startBlock(breaks: 0 | 1 | 2): void;
  breakLine(): void;
  /** Begins or ends a row of cells. */
  edgeRow(): void;
  openCell(): void;
  closeCell(): void;
  /** Keeps white space as it is written while more was opened than closed. */
  keepSpaces(change: 1 | -1): void;
  /** Tells that what comes is a heading of a level from 0, or, null, that it is over. */
  markHeading(level: number | null): void;
  /** Tells that a rule parts what comes from what came: the level below all headings. */
  markRule(): void;
  /** Numbers of the filled lines, from 1, that are headings, by their level. */
  readonly headings: readonly (readonly number[])[];
  finish(): string;
}

/** Behind the six levels of headings. */
const RULE = 6;

/** Creates a writer. */
export function createPageWriter(): PageWriter {
  const pieces: string[] = [];
  let blockBreaks = 0;
  let lineBreaks = 0;
  let hasSpace = false;
  let isAtLineStart = true;
  let kept = 0;
  /** Cells of the row so far, and whether the last of them is still empty. */
  let cells = 0;
  let isCellEmpty = false;
  let tabs = 0;
  const headings: number[][] = Array.from({ length: RULE + 1 }, () => []);
  let heading: number | null = null;
  let isBehindRule = false;
  let filledLines = 0;
  let isLineFilled = false;

  function put(text: string): void {
    const breaks = Math.max(blockBreaks, lineBreaks);
    if (breaks > 0) isLineFilled = false;
    if (!isLineFilled && text.trim() !== "") fillLine();
    if (breaks > 0 && pieces.length > 0) pieces.push("\n".repeat(breaks));
    else if (hasSpace && !isAtLineStart) pieces.push(" ");
    pieces.push("\t".repeat(tabs), text);
    blockBreaks = 0;
    lineBreaks = 0;
    hasSpace = false;
    tabs = 0;
    isAtLineStart = false;
    isCellEmpty = false;
  }

  function fillLine(): void {
    isLineFilled = true;
    filledLines++;
    const level = heading ?? (isBehindRule ? RULE : null);
    if (level !== null) headings[level].push(filledLines);
    heading = null;
    isBehindRule = false;
  }

  function putLine(text: string): void {
    // Soft hyphens show only where a line is broken at them.
    const words = text.replaceAll("\u00ad", "").split(/[ \t\n\r\f\u00a0]+/);
    for (const [index, word] of words.entries()) {
      if (index > 0) hasSpace = true;
      if (word !== "") put(word);
    }
  }

  function breakLine(): void {
    if (kept > 0 || lineBreaks < 2) lineBreaks++;
    hasSpace = false;
    isAtLineStart = true;
  }

  return {
    write(text) {
      if (kept === 0) return putLine(text);
      for (const [index, line] of text.replaceAll("\r", "").split("\n").entries()) {
        if (index > 0) breakLine();
        if (line !== "") put(line);
      }
    },
    startBlock(breaks) {
      if (breaks === 0 || isCellEmpty) return;
      blockBreaks = Math.max(blockBreaks, breaks);
      hasSpace = false;
      isAtLineStart = true;
    },
    breakLine,
    edgeRow() {
      cells = 0;
      tabs = 0;
    },
    openCell() {
      if (cells > 0) tabs++;
      cells++;
      isCellEmpty = true;
    },
    closeCell() {
      hasSpace = false;
      if (!isCellEmpty) {
        blockBreaks = 0;
        lineBreaks = 0;
      }
      isCellEmpty = false;
    },
    keepSpaces(change) {
      kept += change;
    },
    markHeading(level) {
      heading = level;
    },
    markRule() {
      isBehindRule = true;
    },
    headings,
    finish() {
      const text = pieces.join("");
      if (text === "") return "";
      // A page whose paragraphs are single lines needs no blank ones between them.
      return `${/[^\n]\n[^\n]/.test(text) ? text : text.replaceAll("\n\n", "\n")}\n`;
    },
  };
}
