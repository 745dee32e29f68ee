// UTF-16 units as UTF-8 bytes, without a text in between.
import { pointAt, type Units } from "../text-units";

/** What half a character alone is written as: U+FFFD. */
const REPLACEMENT = 0xfffd;

/** Writes the units in [from, until) to the beginning of `bytes`, which has room for three a unit; gives their number. */
export function writeUtf8(units: Units, from: number, until: number, bytes: Uint8Array): number {
  let length = 0;
  for (let at = from; at < until; at++) {
    const unit = units[at];
    if (unit < 0x80) {
      bytes[length++] = unit;
      continue;
    }
    let point = pointAt(units, at, until);
    if (point > 0xffff) at++;
    else if ((point & 0xf800) === 0xd800) point = REPLACEMENT;
    if (point < 0x800) bytes[length++] = 0xc0 | (point >> 6);
    else {
      if (point < 0x10000) bytes[length++] = 0xe0 | (point >> 12);
      else {
        bytes[length++] = 0xf0 | (point >> 18);
        bytes[length++] = 0x80 | ((point >> 12) & 0x3f);
      }
      bytes[length++] = 0x80 | ((point >> 6) & 0x3f);
    }
    bytes[length++] = 0x80 | (point & 0x3f);
  }
  return length;
}
