// Packed texts say the same as a list of them, and the index by hash finds what a map of texts finds.
import fc from "fast-check";
import { expect, it } from "vitest";
import { HashIndex, UnitSurvey } from "@/domain/hash-index";
import { LONGEST_PACKED, PackedTexts, totalUnits } from "@/domain/packed-texts";
import type { Stretch } from "@/domain/text-units";
import { walkRecords } from "@/domain/tokenizer/walk-records";
import { finish } from "./support/finish";
import { unitsOf } from "./support/units-of";

const text = fc.oneof(
  fc.constantFrom("", "ação", "ľ", "“wide”", "😀\ud83d", "x".repeat(LONGEST_PACKED), "é".repeat(LONGEST_PACKED + 1)),
  fc.string(),
);

function packed(list: readonly string[]): PackedTexts {
  const texts = new PackedTexts();
  const survey = new UnitSurvey();
  for (const entry of list) {
    if (entry.length > LONGEST_PACKED) texts.addLong(entry);
    else {
      survey.look(unitsOf(entry), entry.length);
      texts.addUnits(unitsOf(entry), entry.length, survey.isNarrow);
    }
  }
  return texts;
}

it("holds texts of any width and length in order", () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 40 }), (list) => {
      const texts = packed(list);
      expect([...texts]).toEqual(list);
      expect(list.map((_, index) => texts.at(index - list.length))).toEqual(list);
      expect(texts.at(list.length)).toBeUndefined();
      expect(totalUnits(texts)).toBe(totalUnits(list));
      for (const [index, entry] of list.entries()) {
        if (entry.length > LONGEST_PACKED) continue;
        expect(texts.isSame(index, unitsOf(entry), entry.length)).toBe(true);
        expect(texts.isSame(index, unitsOf(`${entry}x`), entry.length + 1)).toBe(false);
        if (entry !== "") expect(texts.isSame(index, unitsOf(`\u2603${entry.slice(1)}`), entry.length)).toBe(false);
      }
    }),
    { numRuns: 200, seed: 8 },
  );
});

it("is walked as a list is, in any order", () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 20 }), (list) => {
      const order = Uint32Array.from(list, (_, index) => list.length - 1 - index);
      const seen = new Array<string>(list.length).fill("");
      for (const records of [list, packed(list)]) {
        let record = -1;
        seen.fill("");
        const begin = (index: number) => {
          record = index;
        };
        const slice = ({ units, from, until }: Stretch) => {
          seen[record] += String.fromCharCode(...Array.from({ length: until - from }, (_, at) => units[from + at]));
          return until;
        };
        finish(walkRecords(records, { begin, slice }, order));
        expect(seen).toEqual(list);
        expect(record).toBe(0);
      }
    }),
    { numRuns: 50, seed: 8 },
  );
});

it("finds the first of equal texts by hashes that collide", () => {
  const words = Array.from({ length: 5_000 }, (_, index) => String((index * 7_919) % 3_001));
  const index = new HashIndex();
  const first = new Map<string, number>();
  for (const [at, word] of words.entries()) {
    const hash = Number(word) % 97 === 0 ? -1 : Number(word) % 499;
    const found = index.find(hash, (number) => words[number] === word);
    expect(found).toBe(first.get(word) ?? -1);
    if (found !== -1) continue;
    index.add(hash, at);
    first.set(word, at);
  }
  expect(first.size).toBe(3_001);
});
