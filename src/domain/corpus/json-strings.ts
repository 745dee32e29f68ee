// The strings of a JSON text, found by their quotes. No pattern does it: one that repeats a group for each escape
// overflows on a string that holds a book.

const QUOTES = /["']/g;

/** Gives the index behind the string whose quote opens at `open`; the length of the text where it does not close. */
export function stringEnd(text: string, open: number): number {
  const quote = text[open];
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === quote) return at + 1;
  }
  return text.length;
}

/** Rewrites each stretch of a text between strings, which stay as they are. */
export function rewriteOutsideStrings(text: string, rewrite: (stretch: string) => string): string {
  const pieces: string[] = [];
  let from = 0;
  QUOTES.lastIndex = 0;
  for (let found = QUOTES.exec(text); found !== null; found = QUOTES.exec(text)) {
    pieces.push(rewrite(text.slice(from, found.index)));
    from = stringEnd(text, found.index);
    pieces.push(text.slice(found.index, from));
    QUOTES.lastIndex = from;
  }
  pieces.push(rewrite(text.slice(from)));
  return pieces.join("");
}
