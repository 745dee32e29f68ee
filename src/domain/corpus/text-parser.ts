// Gathers plain text while it streams, with every line break as LF (as Python's text mode reads files),
// so that a Windows file costs no extra character in the vocabulary.
import type { PlainText, SourceParser } from "./source-parser";

/** Creates a gatherer of text in pieces of any size. */
export function createTextParser(): SourceParser<PlainText> {
  const pieces: string[] = [];
  let endsInReturn = false;
  return {
    push(text) {
      const whole = endsInReturn ? `\r${text}` : text;
      // A CR at the end of a piece waits: an LF may follow.
      endsInReturn = whole.endsWith("\r");
      const ready = endsInReturn ? whole.slice(0, -1) : whole;
      pieces.push(ready.includes("\r") ? ready.replace(/\r\n?/g, "\n") : ready);
    },
    finish() {
      if (endsInReturn) pieces.push("\n");
      endsInReturn = false;
      return { kind: "text", text: pieces.join("") };
    },
  };
}
