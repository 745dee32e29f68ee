// Cuts a text at its marks, the special tokens that stand in it, so that they can be shown apart.

/** A piece of a text; `start` is its offset. */
export interface MarkedPiece {
  readonly text: string;
  readonly start: number;
  readonly isMark: boolean;
}

/** Cuts `text` at every mark, the longest first where one begins another; empty marks and pieces are left out. */
export function markedPieces(text: string, marks: readonly string[]): readonly MarkedPiece[] {
  const longestFirst = marks.filter((mark) => mark !== "").sort((left, right) => right.length - left.length);
  if (longestFirst.length === 0) return text === "" ? [] : [{ text, start: 0, isMark: false }];
  // Split gives the text between the marks at even places, the marks at odd ones.
  const parts = text.split(new RegExp(`(${longestFirst.map(escapePattern).join("|")})`, "u"));
  let start = 0;
  const pieces = parts.map((part, index) => {
    const piece = { text: part, start, isMark: index % 2 === 1 };
    start += part.length;
    return piece;
  });
  return pieces.filter((piece) => piece.text !== "");
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
