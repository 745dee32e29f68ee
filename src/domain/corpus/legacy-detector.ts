// Tells which legacy encoding a text is in. The statistics of the library weigh 0.7 MB, so only whoever meets such a
// text loads this file.
import { detectAll } from "jschardet";
import { createByteDecoder } from "./byte-decoder";
import { ENCODINGS, type EncodingLabel, isWide } from "./encodings";
import { alphabetShare } from "./latin-alphabets";

/** What the library calls an encoding where its name is another; some it knows by a wider set. */
const LIBRARY_NAMES: Partial<Readonly<Record<EncodingLabel, string>>> = {
  macintosh: "mac-roman",
  ibm866: "cp866",
  "x-mac-cyrillic": "mac-cyrillic",
  "windows-874": "cp874",
  "windows-1258": "cp1258",
  big5: "big5hkscs",
  shift_jis: "cp932",
  "euc-jp": "euc-jis-2004",
  "euc-kr": "cp949",
};

const LEGACY = ENCODINGS.filter((label) => label !== "utf-8" && label !== "iso-2022-jp" && !isWide(label));
const BY_NAME = new Map(LEGACY.flatMap((label) => [label, nameOf(label)].map((name) => [plain(name), label] as const)));

/** By fewer different signs than these little is known, and the encoding that most legacy texts are in gets an advantage. */
const FEWEST_SIGNS = 8;
const COMMON_FACTOR = 1.25;
/** Bytes on which alphabets are looked at. */
const JUDGED_BYTES = 4096;
const OTHER_LETTER = "[\\p{Script=Cyrillic}\\p{Script=Greek}\\p{Script=Hebrew}\\p{Script=Arabic}\\p{Script=Thai}]";
/**
 * Signs where none are written: letters beside digits (`Ł1000` for `£1000`), a small one before a capital (`żQué`) and
 * a capital behind a small one (`regiÆo`), accents alone, and what is no letter inside a word (`a‡a`).
 */
const ODD_PLACE = new RegExp(
  [
    "(?![\\0-\\x7f])\\p{L}(?=\\d)",
    "(?<=\\d)(?![\\0-\\x7fªº])\\p{L}",
    "\\b(?![\\0-\\x7f])\\p{Ll}(?=\\p{Lu})",
    "(?<=\\p{Ll})(?![\\0-\\x7f])\\p{Lu}",
    "[ˇ˘˙˛˝]",
    "(?<=\\p{L})[†‡¡¿¤¢¥](?=\\p{L})",
  ].join("|"),
  "gu",
);
const MIXED_WORD = new RegExp(`\\p{Script=Latin}${OTHER_LETTER}|${OTHER_LETTER}\\p{Script=Latin}`, "gu");

/** Gives the legacy encodings that bytes may be in, the likeliest first, never none. */
export function rankLegacyEncodings(bytes: Uint8Array): readonly EncodingLabel[] {
  const scores = new Map<EncodingLabel, number>([["windows-1252", 0]]);
  for (const { encoding, confidence } of detectAll(bytes, {
    detectEncodings: LEGACY.map(nameOf),
    minimumThreshold: 0,
  })) {
    const label = BY_NAME.get(plain(encoding ?? ""));
    if (label !== undefined) scores.set(label, Math.max(scores.get(label) ?? 0, confidence * likelihood(bytes, label)));
  }
  const ranked = LEGACY.filter((label) => scores.has(label)).sort(
    (a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0),
  );
  return readsAlike(bytes, ranked[0], "windows-1252")
    ? ["windows-1252", ...ranked.filter((label) => label !== "windows-1252")]
    : ranked;
}

/** Of two encodings in which a text reads alike the one that most texts are in is the better guess. */
function readsAlike(bytes: Uint8Array, first: EncodingLabel, second: EncodingLabel): boolean {
  return createByteDecoder(first).push(bytes, false) === createByteDecoder(second).push(bytes, false);
}

/**
 * No word is spelled in two alphabets, no text in letters of several languages, and none with letters in odd places,
 * none of which the library looks at.
 */
function likelihood(bytes: Uint8Array, label: EncodingLabel): number {
  const text = createByteDecoder(label).push(bytes.subarray(0, JUDGED_BYTES), false);
  const signs = text.match(/[^\0-\x7f]/g) ?? [];
  const odd = (text.match(MIXED_WORD)?.length ?? 0) + (text.match(ODD_PLACE)?.length ?? 0);
  const advantage = label === "windows-1252" && new Set(signs).size < FEWEST_SIGNS ? COMMON_FACTOR : 1;
  return advantage * alphabetShare(text) * Math.max(0.1, 1 - odd / Math.max(1, signs.length));
}

function nameOf(label: EncodingLabel): string {
  return LIBRARY_NAMES[label] ?? label;
}

/** Spellings of one name differ in capitals and hyphens. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}
