// Finds UTF-16 and UTF-32 without a byte order mark. A text read in the wrong order or width turns into signs of
// unlikely blocks, and bytes below the space stand in no text of single bytes.

/** Share of units that must be likely signs. */
const LIKELY_SHARE = 0.97;
/** Share of units that must be Latin, a space, a line break or a full stop, which hardly any text does without. */
const PLAIN_SHARE = 0.002;
/** Share of bytes that no text of single bytes holds, above which units of two bytes are tried. */
const CONTROL_SHARE = 0.002;
const MARK = 0xfeff;
/** Above the third plane nothing is assigned but tags. */
const LARGEST_CODE_POINT = 0x3ffff;

/** Gives the order of a text of two-byte units, or null. */
export function detectWide(head: Uint8Array): "utf-16le" | "utf-16be" | null {
  const units = head.length >> 1;
  let controls = 0;
  for (const byte of head) if (isControl(byte)) controls++;
  if (units === 0 || controls === 0 || controls < CONTROL_SHARE * head.length) return null;
  const little = lookAtUnits(head, 0, 1);
  const big = lookAtUnits(head, 1, 0);
  const isLittle = little.likely > big.likely || (little.likely === big.likely && little.plain >= big.plain);
  const { likely, plain } = isLittle ? little : big;
  if (likely < LIKELY_SHARE * units || plain === 0 || plain < PLAIN_SHARE * units) return null;
  return isLittle ? "utf-16le" : "utf-16be";
}

/** Tells text of four-byte units, with or without a mark. */
export function isUtf32(head: Uint8Array): boolean {
  const units = head.length >> 2;
  if (units === 0) return false;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  if (view.getUint32(0, true) === MARK || view.getUint32(0, false) === MARK) return true;
  return [true, false].some((isLittle) => {
    for (let index = 0; index < units; index++) {
      const codePoint = view.getUint32(4 * index, isLittle);
      if (codePoint === 0 || codePoint > LARGEST_CODE_POINT) return false;
    }
    return true;
  });
}

/** Counts the units of one order that are likely in a text; a NUL in it means that it is none. */
function lookAtUnits(bytes: Uint8Array, low: number, high: number): { likely: number; plain: number } {
  let likely = 0;
  let plain = 0;
  for (let index = 0; index + 1 < bytes.length; index += 2) {
    const unit = bytes[index + low] | (bytes[index + high] << 8);
    const next = index + 3 < bytes.length ? bytes[index + 2 + low] | (bytes[index + 2 + high] << 8) : 0xdc00;
    if (unit === 0) return { likely: 0, plain: 0 };
    if (isPlain(unit)) plain++;
    if (isLikely(unit)) likely++;
    else if (unit >= 0xd800 && unit < 0xdc00 && next >= 0xdc00 && next < 0xe000) {
      likely += 2;
      index += 2;
    }
  }
  return { likely, plain };
}

function isPlain(unit: number): boolean {
  const isStop = (unit >= 0x3000 && unit <= 0x3002) || unit === 0xff0c || unit === 0xff01 || unit === 0xff1f;
  return isStop || (unit < 0x80 && !isControl(unit));
}

/** The blocks of living alphabets, punctuation and East Asia. */
function isLikely(unit: number): boolean {
  if (unit < 0x80) return !isControl(unit);
  return (
    (unit >= 0xa0 && unit < 0x250) ||
    (unit >= 0x300 && unit < 0x700) ||
    (unit >= 0x900 && unit < 0xe80) ||
    (unit >= 0x1e00 && unit < 0x2070) ||
    (unit >= 0x20a0 && unit < 0x27c0) ||
    (unit >= 0x3000 && unit < 0x3100) ||
    (unit >= 0x4e00 && unit < 0xa000) ||
    (unit >= 0xac00 && unit < 0xd7a4) ||
    (unit >= 0xff00 && unit < 0xfff0) ||
    unit === 0xfeff
  );
}

/** What stands in no text of single bytes: below the space but for tab to return and escape. */
function isControl(byte: number): boolean {
  return byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1b;
}
