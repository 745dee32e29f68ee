// What the table of suspect units lets pass is what cleaning leaves as it is.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CleaningSettings, createCleaner } from "@/domain/corpus/clean";
import { createFindingLog } from "@/domain/corpus/finding";
import { FOLLOWS, LEADS, TOUCHED } from "@/domain/corpus/suspect-units";

const NOTHING: CleaningSettings = {
  repairEncoding: true,
  normalization: "none",
  removeMarkup: false,
  decodeEntities: false,
  removeOddCharacters: false,
  replaceLookAlikes: false,
  personalData: "keep",
  trim: false,
  lowercase: false,
};
const EACH: readonly CleaningSettings[] = [
  NOTHING,
  { ...NOTHING, normalization: "nfc" },
  { ...NOTHING, normalization: "nfkc" },
  { ...NOTHING, decodeEntities: true },
  { ...NOTHING, removeOddCharacters: true },
  { ...NOTHING, replaceLookAlikes: true },
  { ...NOTHING, personalData: "english" },
  { ...NOTHING, lowercase: true },
];

function passes(text: string, suspects: Uint8Array): boolean {
  const bits = Array.from({ length: text.length }, (_, at) => suspects[text.charCodeAt(at)]);
  return bits.every((bit, at) => (bit & TOUCHED) === 0 && ((bit & LEADS) === 0 || (bits[at + 1] & FOLLOWS) === 0));
}

const PIECES = [
  ..."aZé7 Ãç©—“&;@.ßΣσ",
  ..."аО\u0301\u0327\u1100\u1161ﬁ²Ａ\u00a0\u200b\ufeff\u2028\u0000\ue000\ufffd\ud83d",
  ...[
    "😀",
    "&amp;",
    "&#233;",
    "Ã©",
    "Ã§Ã£",
    "â€œ",
    "e\u0301",
    "pаypal",
    "ana@ufmg.br",
    "(31) 99876-5432",
    "\u{10400}",
    "𝒜",
  ],
];

describe.each(EACH)("with %o", (settings) => {
  it("lets pass only what stays as it is", () => {
    const cleaner = createCleaner(settings, createFindingLog());
    let passed = 0;
    const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(text, (written) => {
        if (!passes(written, cleaner.suspects)) return;
        passed++;
        expect(cleaner.clean(written, 1)).toBe(written);
      }),
      { numRuns: 2_000, seed: 8 },
    );
    expect(passed).toBeGreaterThan(100);
    expect(Object.values(cleaner.counts).every((count) => count === 0)).toBe(true);
    expect(passes("uma linha", cleaner.suspects)).toBe(true);
  });
});

it("knows each unit that a form of Unicode changes beside a letter", () => {
  for (const form of ["nfc", "nfkc"] as const) {
    const { suspects } = createCleaner({ ...NOTHING, normalization: form }, createFindingLog());
    const missed: number[] = [];
    for (let unit = 0; unit < 0xd800; unit++) {
      const text = `e${String.fromCharCode(unit)}e`;
      if ((suspects[unit] & TOUCHED) === 0 && text.normalize(form.toUpperCase()) !== text) {
        missed.push(unit);
      }
    }
    expect(missed).toEqual([]);
  }
});
