// Near duplicates by MinHash against the Jaccard index over plain sets of shingles, and the mends of whole records.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mendCorpus } from "@/domain/clinic/mend-corpus";
import { NEAR_REACH, NearIndex } from "@/domain/clinic/near-index";
import { recordBody } from "@/domain/clinic/record-body";
import { similarity } from "@/domain/clinic/shingles";
import { hashText, randomKey } from "@/domain/random";
import { finish } from "../support/finish";
import { corpusConfig, corpusOf } from "../windows/fixtures";

/** The Jaccard index as its definition says. */
function plainSimilarity(first: string, second: string): number {
  const [a, b] = [plainShingles(first), plainShingles(second)];
  let common = 0;
  for (const shingle of a) if (b.has(shingle)) common++;
  return common / (a.size + b.size - common);
}

const shinglesOf = new Map<string, ReadonlySet<string>>();

function plainShingles(text: string): ReadonlySet<string> {
  const known = shinglesOf.get(text);
  if (known !== undefined) return known;
  const set = new Set<string>();
  for (let at = 0; at + 5 <= text.length; at++) set.add(text.slice(at, at + 5));
  if (text.length < 5) set.add(text);
  shinglesOf.set(text, set);
  return set;
}

let draws = 0;
const random = () => randomKey(hashText(`near-${draws++}`), "split").a / 2 ** 32;
const word = () => Array.from({ length: 3 + Math.floor(random() * 6) }, () => letter()).join("");
const letter = () => String.fromCharCode(97 + Math.floor(random() * 26));
const sentence = (words: number) => Array.from({ length: words }, word).join(" ");

function changed(text: string, edits: number): string {
  const letters = [...text];
  for (let edit = 0; edit < edits; edit++) letters[Math.floor(random() * letters.length)] = letter();
  return letters.join("");
}

const mended = (records: readonly string[], settings: Partial<typeof corpusConfig>, template = "") => {
  const result = finish(mendCorpus(corpusOf(records, template), { ...corpusConfig, ...settings }));
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};

describe("similarity", () => {
  it("is the Jaccard index of the sets of shingles", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 30 });
    fc.assert(
      fc.property(text, text, (first, second) => {
        expect(similarity(first, second)).toBeCloseTo(plainSimilarity(first, second), 10);
      }),
    );
  });

  it("of long texts is close to it by a part of the shingles", () => {
    const first = sentence(20_000);
    const second = changed(first, 800);
    expect(Math.abs(similarity(first, second) - plainSimilarity(first, second))).toBeLessThan(0.02);
  });
});

describe("the index of near duplicates", () => {
  it("finds nearly all pairs above the threshold and none below it", () => {
    const threshold = 0.8;
    const records: string[] = [];
    for (let group = 0; group < 60; group++) {
      const text = sentence(group % 3 === 0 ? 4 : group % 3 === 1 ? 15 : 80);
      records.push(text, changed(text, 1), changed(text, Math.ceil(text.length / 40)), sentence(12));
    }
    const index = new NearIndex(records.length, threshold);
    let wanted = 0;
    let found = 0;
    const kept: number[] = [];
    for (const [at, record] of records.entries()) {
      const near = index.find(record);
      const truly = kept.some((other) => plainSimilarity(records[other], record) >= threshold);
      if (truly) wanted++;
      if (near !== -1) {
        expect(plainSimilarity(records[near], record)).toBeGreaterThanOrEqual(threshold);
        found++;
        continue;
      }
      index.keep(at);
      kept.push(at);
    }
    expect(wanted).toBeGreaterThan(50);
    expect(found / wanted).toBeGreaterThan(0.98);
  });

  it("leaves case and white space aside", () => {
    const index = new NearIndex(2, 1);
    index.find("One  Two\nThree");
    index.keep(7);
    expect(index.find(" one two three")).toBe(7);
    expect(index.find("one two threes")).toBe(-1);
  });

  it("forgets the oldest where it holds too many, and none before", () => {
    const index = new NearIndex(4, 1);
    for (let id = 0; id < 5; id++) {
      expect(index.find(`the text of number ${id}`)).toBe(-1);
      index.keep(id);
    }
    expect(index.find("the text of number 0")).toBe(-1);
    for (let id = 1; id < 5; id++) expect(index.find(`the text of number ${id}`)).toBe(id);
    expect(NEAR_REACH).toBeGreaterThanOrEqual(200_000);
  });
});

describe("mends of whole records", () => {
  it("leave the same corpus where all are off", () => {
    const corpus = corpusOf(["a", "a", "b"]);
    const result = finish(mendCorpus(corpus, corpusConfig));
    expect(result.ok && result.value).toBe(corpus);
  });

  it("keep the first of near duplicates, template left aside, with the lines of the rest", () => {
    const template = "<a long name>{a}<another long name>{b}<|end|>";
    const of = (a: string, b: string) => `<a long name>${a}<another long name>${b}<|end|>`;
    const records = [
      of("the red car of the year", "1999"),
      of("a green boat", "2004"),
      of("The Red  Car of the year", "1999"),
      of("the red car of the years", "1999"),
    ];
    expect(recordBody(template)(records[0])).toBe("the red car of the year\n1999");
    const { lines, report } = mended(records, { removeNearDuplicates: true, similarity: 0.6 }, template);
    expect(lines).toEqual([1, 2]);
    expect(report).toMatchObject({ kept: 2, mends: { nearDropped: 2 } });
    expect(mended(records, { removeNearDuplicates: true, similarity: 0.9 }, template).lines).toEqual([1, 2, 4]);
  });

  it("leave out records that are too short or too long", () => {
    const { records, report } = mended(["a", "😀😀", "abc", "abcd"], { shortestRecord: 2, longestRecord: 3 });
    expect(records).toEqual(["😀😀", "abc"]);
    expect(report).toMatchObject({ kept: 2, characters: 5, mends: { shortDropped: 1, longDropped: 1 } });
    expect(finish(mendCorpus(corpusOf(["a"]), { ...corpusConfig, shortestRecord: 2 }))).toEqual({
      ok: false,
      error: { code: "corpusEmpty" },
    });
  });

  it("replace rare characters or leave out their records, the template's own left aside", () => {
    const records = ["<n>aab#|", "<n>aab]|", "<n>aab|"];
    const rare = { rareBelow: 3, template: "<n>{n}|" };
    const replaced = mended(records, { ...rare, rareCharacters: "replace" }, "<n>{n}|");
    expect(replaced.records).toEqual(["<n>aab□|", "<n>aab□|", "<n>aab|"]);
    expect(replaced.report.mends.rareReplaced).toBe(2);
    const left = mended(records, { ...rare, rareCharacters: "drop" }, "<n>{n}|");
    expect(left.records).toEqual(["<n>aab|"]);
    expect(left.report.mends.rareDropped).toBe(2);
    expect(mended(["<n>a|"], { ...rare, rareCharacters: "replace" }, "<n>{n}|").records).toEqual(["<n>□|"]);
  });
});
