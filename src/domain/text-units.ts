// Texts as arrays of UTF-16 units: a look at one of them costs a fraction of a look into a text.

/** Units of a text, in 8 bits where none of them needs more. */
export type Units = Uint8Array | Uint16Array;

/** A part of a text's units that is worked on: from `from` until at least `until`. */
export interface Stretch {
  units: Units;
  from: number;
  until: number;
  /** Where the units of the text, or those in sight, end. */
  end: number;
  /** Whether the text goes on behind those in sight. */
  goesOn: boolean;
}

/** Writes the units of a text into an array from a place on; tells whether 8 bits suffice for each of them. */
export function writeUnits(text: string, units: Uint16Array, from: number): boolean {
  let all = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    units[from + at] = unit;
    all |= unit;
  }
  return all <= 0xff;
}

/** Gives an array with room for `length` units, the same one where it has; what it held is lost otherwise. */
export function withRoom(units: Uint16Array<ArrayBuffer>, length: number): Uint16Array<ArrayBuffer> {
  return units.length >= length ? units : new Uint16Array(Math.max(length, 2 * units.length));
}

/** Most arguments of one call. */
const MOST_UNITS = 1 << 12;

/** Makes a text of the units in [from, until). */
export function textOfUnits(units: Units, from: number, until: number): string {
  if (until - from <= MOST_UNITS) return String.fromCharCode.apply(null, units.subarray(from, until) as never);
  let text = "";
  for (let at = from; at < until; at += MOST_UNITS) text += textOfUnits(units, at, Math.min(until, at + MOST_UNITS));
  return text;
}

/** Copies the units in [from, until) to a place of another array. */
export function copyUnits(units: Units, from: number, until: number, to: Units, place: number): void {
  for (let at = from; at < until; at++) to[place + at - from] = units[at];
}

/** Copies the first `length` units into an array of their own, of 8 bits where those suffice. */
export function packedUnits(units: Units, length: number, isNarrow: boolean): Units {
  const packed = isNarrow ? new Uint8Array(length) : new Uint16Array(length);
  packed.set(units.subarray(0, length));
  return packed;
}

/** Gives the code point at a place of UTF-16 units that end at `end`. */
export function pointAt(units: Units, position: number, end: number): number {
  const unit = units[position];
  if ((unit & 0xfc00) !== 0xd800 || position + 1 >= end) return unit;
  const low = units[position + 1];
  return (low & 0xfc00) === 0xdc00 ? 0x10000 + ((unit & 0x3ff) << 10) + (low & 0x3ff) : unit;
}
