// Splits a record into its tags and the text between them.

/** A piece of a record; `start` is its offset. */
export interface MarkedPiece {
  readonly text: string;
  readonly start: number;
  readonly isMark: boolean;
}

/** Cuts `record` at every occurrence of a mark, the longest mark first. */
export function markedPieces(record: string, marks: readonly string[]): readonly MarkedPiece[] {
  const longestFirst = [...marks].sort((left, right) => right.length - left.length);
  const pieces: MarkedPiece[] = [];
  let textStart = 0;
  let position = 0;
  const closeText = (end: number): void => {
    if (end > textStart) pieces.push({ text: record.slice(textStart, end), start: textStart, isMark: false });
  };
  while (position < record.length) {
    const mark = longestFirst.find((candidate) => record.startsWith(candidate, position));
    if (mark === undefined) {
      position += 1;
      continue;
    }
    closeText(position);
    pieces.push({ text: mark, start: position, isMark: true });
    position += mark.length;
    textStart = position;
  }
  closeText(record.length);
  return pieces;
}
