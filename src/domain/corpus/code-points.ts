// Counting characters the way the tokenizer does: by code point, not by UTF-16 unit.

/** Gives the number of code points; a lone surrogate counts as one. */
export function countCodePoints(text: string): number {
  let pairs = 0;
  for (let index = text.search(/[\ud800-\udbff]/); index !== -1 && index < text.length - 1; index++) {
    const isHigh = (text.charCodeAt(index) & 0xfc00) === 0xd800;
    if (isHigh && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00) pairs++;
  }
  return text.length - pairs;
}
