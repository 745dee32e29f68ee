// Counting line breaks, to tell on which line of a file something stands.

/** Gives the number of line breaks in [from, until). */
export function countBreaks(text: string, from: number, until: number): number {
  let breaks = 0;
  for (let at = text.indexOf("\n", from); at !== -1 && at < until; at = text.indexOf("\n", at + 1)) breaks++;
  return breaks;
}
