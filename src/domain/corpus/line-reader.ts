// Text in pieces of any size as lines: LF, CR LF and CR alone each end one.

/** Takes pieces and hands on each line as soon as it is whole. */
export interface LineReader {
  push(text: string): void;
  /** Ends the text; a break at its very end opens no line. */
  finish(): void;
}

/** Creates a reader of lines, which are numbered from 1 and come without their breaks. */
export function createLineReader(onLine: (text: string, line: number) => void): LineReader {
  let pending: string[] = [];
  let line = 1;
  let endsInReturn = false;

  function close(rest: string): void {
    const whole = pending.length === 0 ? rest : pending.join("") + rest;
    pending = [];
    onLine(whole, line++);
  }

  return {
    push(text) {
      let start = 0;
      if (endsInReturn && text !== "") {
        // An LF after the CR that ended the piece before belongs to it.
        if (text[0] === "\n") start = 1;
        endsInReturn = false;
      }
      const breaks = /\r\n?|\n/g;
      breaks.lastIndex = start;
      for (let found = breaks.exec(text); found !== null; found = breaks.exec(text)) {
        close(text.slice(start, found.index));
        start = breaks.lastIndex;
      }
      if (start < text.length) pending.push(text.slice(start));
      if (text !== "" && text.endsWith("\r")) endsInReturn = true;
    },
    finish() {
      if (pending.length > 0) close("");
    },
  };
}
