// The line at which a text stands that comes in pieces of any size; LF, CR and CRLF end one.

/** Counts lines from 1. */
export interface PassedLines {
  readonly line: number;
  /** Passes over a piece of the text. */
  pass(text: string): void;
}

/** Creates a counter at line 1. */
export function createPassedLines(): PassedLines {
  let line = 1;
  let endsInReturn = false;
  return {
    get line() {
      return line;
    },
    pass(text) {
      if (text === "") return;
      if (endsInReturn && text.startsWith("\n")) line--;
      endsInReturn = text.endsWith("\r");
      line += count(text, "\n");
      if (text.includes("\r")) line += count(text, "\r") - count(text, "\r\n");
    },
  };
}

function count(text: string, mark: string): number {
  let found = 0;
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + mark.length)) found++;
  return found;
}
