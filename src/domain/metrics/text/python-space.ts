// White space as Python's `str.split` knows it, since published metrics are defined by it: with U+0085 and the
// separators U+001C to U+001F, without U+FEFF, the other way round than in JavaScript.

const SPACES = "\\t-\\r\\u001c-\\u0020\\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const between = new RegExp(`[${SPACES}]+`, "u");
const atEnd = new RegExp(`[${SPACES}]+$`, "u");

/** Splits a text at white space; no piece is empty. */
export function splitAtSpace(text: string): readonly string[] {
  return text.split(between).filter((piece) => piece !== "");
}

/** Takes white space off the end of a text. */
export function trimmedAtEnd(text: string): string {
  return text.replace(atEnd, "");
}
