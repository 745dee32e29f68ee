// Tells on which line of a streaming text a position lies.

/** Line breaks of a text that comes in pieces. */
export interface LineCounter {
  push(text: string): void;
  /** Gives the line (from 1) of a position in UTF-16 units of the whole text; positions must not go back. */
  lineAt(position: number): number;
}

/** Creates a counter; it forgets the breaks that lie behind. */
export function createLineCounter(): LineCounter {
  let breaks: number[] = [];
  let passed = 0;
  let line = 1;
  let length = 0;
  return {
    push(text) {
      breaks = breaks.slice(passed);
      passed = 0;
      for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) breaks.push(length + at);
      length += text.length;
    },
    lineAt(position) {
      while (passed < breaks.length && breaks[passed] < position) {
        passed++;
        line++;
      }
      return line;
    },
  };
}
