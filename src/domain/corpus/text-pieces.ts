// Cuts a plain text into records at its separator lines.
import { countBreaks } from "./count-breaks";

/** A stretch of text between separator lines. */
export interface TextPiece {
  readonly text: string;
  /** Line on which it starts, from 1. */
  readonly line: number;
  /** Whether a separator line ended it, as opposed to the end of the text. */
  readonly isClosed: boolean;
}

/**
 * Yields the pieces in order, without their separator lines and without empty pieces; together they are
 * the text less those lines. A separator of white space alone cuts nothing.
 */
export function* textPieces(text: string, separator: string): Generator<TextPiece, void> {
  const mark = separator.trim();
  let pieceStart = 0;
  let line = 1;
  let from = 0;
  while (mark !== "") {
    const found = text.indexOf(mark, from);
    if (found === -1) break;
    const lineStart = Math.max(from, text.lastIndexOf("\n", found) + 1);
    const lineBreak = text.indexOf("\n", found);
    const lineEnd = lineBreak === -1 ? text.length : lineBreak + 1;
    // Each line is looked at once, so a long line full of marks stays linear.
    from = lineEnd;
    if (text.slice(lineStart, lineEnd).trim() !== mark) continue;
    if (lineStart > pieceStart) yield { text: text.slice(pieceStart, lineStart), line, isClosed: true };
    line += countBreaks(text, pieceStart, lineEnd);
    pieceStart = lineEnd;
  }
  if (pieceStart < text.length) yield { text: text.slice(pieceStart), line, isClosed: false };
}
