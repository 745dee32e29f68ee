// Cuts a text into pieces that no merge crosses, as GPT-2 does by
// 's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+
// where \s is Unicode's White_Space, as in Python and Rust; JavaScript's own \s has U+FEFF in it and not U+0085.
import type { Units } from "../text-units";

const OTHER = 0;
const LETTER = 1;
const NUMBER = 2;
const SPACE = 3;

const BLANK = 0x20;
const APOSTROPHE = 0x27;

/** What stands behind the apostrophe of a contraction: s, t, m and d alone, re, ve and ll. */
const ENDINGS = new Map([
  [0x72, 0x65],
  [0x76, 0x65],
  [0x6c, 0x6c],
]);
const SINGLE_ENDINGS = new Set([0x73, 0x74, 0x6d, 0x64]);

const isLetter = /^\p{L}$/u;
const isNumber = /^\p{N}$/u;
const isSpace = /^\p{White_Space}$/u;

let unitKinds: Uint8Array | null = null;
const kindsBeyond = new Map<number, number>();

/** Gives the place behind the piece that begins at `position` of a text whose units end at `end`. */
export function preTokenEnd(units: Units, position: number, end: number): number {
  unitKinds ??= kindsOfUnits();
  const unit = units[position];
  if (unit === APOSTROPHE) {
    const behind = contractionEnd(units, position, end);
    if (behind > 0) return behind;
  }
  const kind = kindAt(unitKinds, units, position, end);
  if (kind !== SPACE) return runEnd(unitKinds, units, position, end, kind);
  if (unit === BLANK && position + 1 < end) {
    const next = kindAt(unitKinds, units, position + 1, end);
    if (next !== SPACE) return runEnd(unitKinds, units, position + 1, end, next);
  }
  const behind = runEnd(unitKinds, units, position, end, SPACE);
  // The last of several spaces stays for the word behind them.
  return behind < end && behind > position + 1 ? behind - 1 : behind;
}

function contractionEnd(units: Units, position: number, end: number): number {
  if (position + 1 >= end) return 0;
  const first = units[position + 1];
  if (SINGLE_ENDINGS.has(first)) return position + 2;
  return position + 2 < end && ENDINGS.get(first) === units[position + 2] ? position + 3 : 0;
}

function runEnd(kinds: Uint8Array, units: Units, position: number, end: number, kind: number): number {
  let at = position;
  while (at < end && kindAt(kinds, units, at, end) === kind) at += isPair(units, at, end) ? 2 : 1;
  return at;
}

function kindAt(kinds: Uint8Array, units: Units, position: number, end: number): number {
  const unit = units[position];
  if ((unit & 0xf800) !== 0xd800 || !isPair(units, position, end)) return kinds[unit];
  const point = 0x10000 + ((unit & 0x3ff) << 10) + (units[position + 1] & 0x3ff);
  let kind = kindsBeyond.get(point);
  if (kind === undefined) {
    kind = kindOf(String.fromCodePoint(point));
    kindsBeyond.set(point, kind);
  }
  return kind;
}

/** Tells whether the two halves of a character stand at a place. */
function isPair(units: Units, position: number, end: number): boolean {
  return (units[position] & 0xfc00) === 0xd800 && position + 1 < end && (units[position + 1] & 0xfc00) === 0xdc00;
}

/** Half a character alone is none of the three. */
function kindsOfUnits(): Uint8Array {
  return Uint8Array.from({ length: 0x10000 }, (_, unit) => kindOf(String.fromCharCode(unit)));
}

function kindOf(character: string): number {
  if (isLetter.test(character)) return LETTER;
  if (isNumber.test(character)) return NUMBER;
  return isSpace.test(character) ? SPACE : OTHER;
}
