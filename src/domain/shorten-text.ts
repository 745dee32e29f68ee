// Cuts a text where it may be cut.

/** Gives at most `most` UTF-16 units of a text from its beginning, without half a surrogate pair or a joiner at its end. */
export function shortenText(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, most).replace(/[\ud800-\udbff\u200d]+$/, "");
}
