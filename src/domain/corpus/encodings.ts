// The encodings that files may be in: one list for settings, detection and decoding. Labels are those of the Encoding
// Standard (encoding.spec.whatwg.org) but for the two code pages of DOS.

/** What can be chosen, by region: Unicode, the West, Central Europe, Turkey, Vietnam, Cyrillic, Greece, further east. */
export const ENCODINGS = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "windows-1252",
  "iso-8859-15",
  "macintosh",
  "cp850",
  "cp437",
  "windows-1250",
  "iso-8859-2",
  "windows-1257",
  "windows-1254",
  "windows-1258",
  "windows-1251",
  "koi8-r",
  "koi8-u",
  "ibm866",
  "x-mac-cyrillic",
  "iso-8859-5",
  "windows-1253",
  "iso-8859-7",
  "windows-1255",
  "windows-1256",
  "windows-874",
  "gb18030",
  "big5",
  "shift_jis",
  "euc-jp",
  "iso-2022-jp",
  "euc-kr",
] as const;

/** An encoding that can be chosen. */
export type EncodingLabel = (typeof ENCODINGS)[number];

/** How the bytes of a file mean text; "utf-8-bom" carries a byte order mark. */
export type Encoding = EncodingLabel | "utf-8-bom";

/** Gives the choice that reads a file in an encoding. */
export function labelOf(encoding: Encoding): EncodingLabel {
  return encoding === "utf-8-bom" ? "utf-8" : encoding;
}

/** Tells the encodings whose units are not single bytes, so that a line of bytes is no line of text. */
export function isWide(encoding: string): encoding is "utf-16le" | "utf-16be" {
  return encoding === "utf-16le" || encoding === "utf-16be";
}
