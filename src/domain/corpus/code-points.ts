// Counting characters the way the tokenizer does: by code point, not by UTF-16 unit.
import type { Units } from "../text-units";

/** Gives the number of code points; a lone surrogate counts as one. */
export function countCodePoints(text: string): number {
  let pairs = 0;
  for (let index = text.search(/[\ud800-\udbff]/); index !== -1 && index < text.length - 1; index++) {
    const isHigh = (text.charCodeAt(index) & 0xfc00) === 0xd800;
    if (isHigh && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00) pairs++;
  }
  return text.length - pairs;
}

/** Counts the surrogate pairs among UTF-16 units. */
export function countPairs(units: Units, from: number, until: number): number {
  let pairs = 0;
  for (let at = from; at < until; at++) {
    if ((units[at] & 0xfc00) === 0xd800 && at + 1 < until && (units[at + 1] & 0xfc00) === 0xdc00) pairs++;
  }
  return pairs;
}

/** Moves a place out of the middle of a surrogate pair, to its end. */
export function pastPair(text: string, at: number): number {
  const isLow = (text.charCodeAt(at) & 0xfc00) === 0xdc00;
  return isLow && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800 ? at + 1 : at;
}
