// The same few lines of a text by each encoding that it may be in, so that whoever knows the language can tell.
import { createByteDecoder } from "./byte-decoder";
import { type EncodingLabel, isWide } from "./encodings";

/** How lines of a text read in one encoding. */
export interface EncodingPreview {
  readonly encoding: EncodingLabel;
  readonly lines: readonly string[];
}

const LINES = 3;
/** Bytes before the first telling one, and in all, that a line shows. */
const LEADING_BYTES = 24;
const LINE_BYTES = 160;
/** UTF-16 units of a line. */
const LINE_LENGTH = 72;
/** Bytes from which the lines of an encoding of two-byte units are taken. */
const WIDE_BYTES = 4096;

/** Decodes the telling lines by each encoding; of those that read the same only the first is kept. */
export function previewEncodings(sample: Uint8Array, encodings: readonly EncodingLabel[]): readonly EncodingPreview[] {
  const lines = tellingLines(sample, LINES).map(({ start, end, first }) => {
    const from = Math.max(start, first - LEADING_BYTES);
    return sample.subarray(from, Math.min(end, from + LINE_BYTES));
  });
  const byReading = new Map<string, EncodingPreview>();
  for (const encoding of new Set(encodings)) {
    const decoded = isWide(encoding) ? wideLines(sample, encoding) : lines.map((line) => decode(line, encoding));
    const preview = { encoding, lines: decoded.map(shorten) };
    const reading = preview.lines.join("\n");
    if (!byReading.has(reading)) byReading.set(reading, preview);
  }
  return [...byReading.values()];
}

/** Gives the lines that hold bytes outside ASCII, whole, up to `limit` bytes: what an encoding is judged by. */
export function tellingBytes(sample: Uint8Array, limit: number): Uint8Array {
  const kept: Uint8Array[] = [];
  let length = 0;
  for (const { start, end } of tellingLines(sample, Number.POSITIVE_INFINITY)) {
    kept.push(sample.subarray(start, Math.min(end + 1, start + limit - length)));
    length += kept[kept.length - 1].length;
    if (length >= limit) break;
  }
  const telling = new Uint8Array(length);
  let offset = 0;
  for (const line of kept) {
    telling.set(line, offset);
    offset += line.length;
  }
  return telling;
}

interface Line {
  readonly start: number;
  readonly end: number;
  /** Where the first byte outside ASCII stands. */
  readonly first: number;
}

function tellingLines(bytes: Uint8Array, most: number): Line[] {
  const lines: Line[] = [];
  const seen = new Set<string>();
  for (let start = 0, first = -1, index = 0; index <= bytes.length && lines.length < most; index++) {
    const isEnd = index === bytes.length || bytes[index] === 0x0a || bytes[index] === 0x0d;
    if (!isEnd) {
      if (first === -1 && bytes[index] >= 0x80) first = index;
      continue;
    }
    if (first !== -1) {
      const key = String.fromCharCode(...bytes.subarray(first, Math.min(index, first + LINE_BYTES)));
      if (!seen.has(key)) lines.push({ start, end: index, first });
      seen.add(key);
    }
    start = index + 1;
    first = -1;
  }
  return lines;
}

function wideLines(sample: Uint8Array, encoding: EncodingLabel): readonly string[] {
  const lines = decode(sample.subarray(0, WIDE_BYTES), encoding).split(/[\r\n]+/);
  return lines.filter((line) => line.trim() !== "").slice(0, LINES);
}

function decode(bytes: Uint8Array, encoding: EncodingLabel): string {
  return createByteDecoder(encoding).push(bytes, false);
}

function shorten(line: string): string {
  return line.length <= LINE_LENGTH ? line : `${line.slice(0, LINE_LENGTH).replace(/[\ud800-\udbff]$/, "")}…`;
}
