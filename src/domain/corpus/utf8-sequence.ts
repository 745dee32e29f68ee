// The shape of UTF-8, for finding where valid text ends. Decoding itself is the platform's.

/**
 * Gives the length 1 to 4 of the valid sequence at `index`, 0 where the bytes are not UTF-8, -1 where
 * they end inside a sequence that is valid so far. Source: the Unicode Standard, table 3-7.
 */
export function utf8SequenceLength(bytes: Uint8Array, index: number): number {
  const lead = bytes[index];
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  for (let offset = 1; offset < length; offset++) {
    if (index + offset >= bytes.length) return -1;
    const byte = bytes[index + offset];
    const low = offset === 1 ? lowestSecond(lead) : 0x80;
    const high = offset === 1 ? highestSecond(lead) : 0xbf;
    if (byte < low || byte > high) return 0;
  }
  return length;
}

/** Gives the length 1 to 3 of what is left of a sequence at `index` that does not go on as it began. */
export function brokenUtf8Length(bytes: Uint8Array, index: number): number {
  let length = 1;
  while (utf8SequenceLength(bytes.subarray(0, index + length), index) === -1 && index + length < bytes.length) length++;
  const isWhole = utf8SequenceLength(bytes.subarray(0, index + length), index) === -1;
  return isWhole ? length : Math.max(1, length - 1);
}

/** Gives the length of the longest prefix that does not end inside a sequence. */
export function completeUtf8Length(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const index = bytes.length - back;
    const isContinuation = (bytes[index] & 0xc0) === 0x80;
    if (!isContinuation) return utf8SequenceLength(bytes, index) === -1 ? index : bytes.length;
  }
  return bytes.length;
}

function lowestSecond(lead: number): number {
  if (lead === 0xe0) return 0xa0;
  return lead === 0xf0 ? 0x90 : 0x80;
}

function highestSecond(lead: number): number {
  if (lead === 0xed) return 0x9f;
  return lead === 0xf4 ? 0x8f : 0xbf;
}
