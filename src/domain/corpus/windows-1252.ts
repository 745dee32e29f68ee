// The Windows-1252 code page. Decoded here because some Node versions read this label as Latin-1
// (github.com/nodejs/node/issues/56542); also the meaning of &#128; to &#159; in HTML.

/** Code points of the bytes 0x80 to 0x9F (encoding.spec.whatwg.org, index-windows-1252). */
const HIGH_CONTROLS = [
  0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d, 0x017d,
  0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,
  0x017e, 0x0178,
];

const CODE_POINTS = Uint16Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x80 && byte < 0xa0 ? HIGH_CONTROLS[byte - 0x80] : byte,
);

/** Gives the code point of one byte. */
export function windows1252CodePoint(byte: number): number {
  return CODE_POINTS[byte];
}

/** Decodes bytes; every byte is one character, so any cut is a good cut. */
export function decodeWindows1252(bytes: Uint8Array): string {
  const units = new Uint16Array(bytes.length);
  for (let index = 0; index < bytes.length; index++) units[index] = CODE_POINTS[bytes[index]];
  return new TextDecoder("utf-16le", { ignoreBOM: true }).decode(units);
}
