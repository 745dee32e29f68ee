// White space in arrays of UTF-16 units, the same characters that `String.prototype.trim` takes away.
import type { Units } from "../text-units";

const SPACES =
  "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";
const IS_SPACE = new Uint8Array(0x10000);
for (const space of SPACES) IS_SPACE[space.charCodeAt(0)] = 1;

/** Gives the first place in [from, until) that is no white space, `until` where there is none. */
export function trimmedStart(units: Units, from: number, until: number): number {
  let at = from;
  while (at < until && IS_SPACE[units[at]] === 1) at++;
  return at;
}

/** Gives the end of what is no white space in [from, until), `from` where there is none. */
export function trimmedEnd(units: Units, from: number, until: number): number {
  let end = until;
  while (end > from && IS_SPACE[units[end - 1]] === 1) end--;
  return end;
}
