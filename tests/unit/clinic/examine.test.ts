// Every measure of the data clinic against a second, plain computation.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ClinicKind } from "@/domain/clinic/diagnosis";
import { type ExamineRequest, examine } from "@/domain/clinic/examine";
import { lengthHistogram } from "@/domain/clinic/length-histogram";
import { measureOverlap } from "@/domain/clinic/overlap";
import { PlaceLog } from "@/domain/clinic/place-log";
import { encodeRecords } from "@/domain/windows/encode-records";
import { finish } from "../support/finish";
import { corpusConfig, corpusOf, tokenConfig, tokenizerOf } from "../windows/fixtures";

const diagnose = (records: readonly string[], request: Partial<ExamineRequest> = {}, template = "") =>
  finish(
    examine({
      corpus: corpusOf(records, template),
      corpusConfig,
      tokens: tokenConfig,
      seed: "curió",
      tokenizer: null,
      ...request,
    }),
  );

const found = (records: readonly string[], kind: ClinicKind, request: Partial<ExamineRequest> = {}, template = "") =>
  diagnose(records, request, template).findings.find((finding) => finding.kind === kind);

const halves = { ...tokenConfig, validationShare: 0.5 };

it("looks up the places that are kept, and no others", () => {
  const log = new PlaceLog();
  let looked = 0;
  for (let line = 1; line <= 1000; line++) {
    log.add("space", () => {
      looked++;
      return { text: "a b", line, at: 1, length: 1 };
    });
  }
  const [finding] = log.findings(["space"]);
  expect(finding.count).toBe(1000);
  expect(finding.places).toHaveLength(looked);
  expect(looked).toBeLessThan(100);
});

describe("lengths", () => {
  it("fall into the bins that a plain count puts them into, all of them", () => {
    const lengths = fc.array(fc.oneof(fc.nat(40), fc.nat(5000)), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(lengths, (list) => {
        const { bins, shortest, longest } = lengthHistogram(Uint32Array.from(list));
        expect(shortest).toBe(Math.min(...list));
        expect(longest).toBe(Math.max(...list));
        expect(bins.length).toBeLessThanOrEqual(26);
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(list.length);
        for (const { from, until, count } of bins) {
          expect(list.filter((length) => length >= from && length < (until ?? Infinity))).toHaveLength(count);
        }
      }),
    );
  });

  it("leave the few far longer ones to an open bin", () => {
    const { bins, percentile99 } = lengthHistogram(Uint32Array.from([...Array(400).fill(10), 9, 11, 100_000]));
    expect(percentile99).toBe(10);
    expect(bins.at(-1)).toMatchObject({ until: null, count: 2 });
  });

  it("are told in characters and in tokens, with the share beyond the context", () => {
    const records = ["ab", "😀bcdef", "abcdefgh"];
    const { lengths, beyondContext, shortest, longest } = diagnose(records, {
      tokenizer: tokenizerOf(records),
      tokens: { ...tokenConfig, contextLength: 6 },
    });
    expect(lengths.characters).toMatchObject({ shortest: 2, median: 6, longest: 8 });
    expect(lengths.tokens).toEqual(lengths.characters);
    expect(beyondContext).toBeCloseTo(1 / 3);
    expect(shortest.map(({ line, length }) => [line, length])).toEqual([
      [1, 2],
      [2, 6],
      [3, 8],
    ]);
    expect(longest[0]).toEqual({ line: 3, text: "abcdefgh", length: 8 });
  });
});

describe("characters", () => {
  it("are counted as a plain count does", () => {
    const unit = fc.constantFrom("a", "é", "😀", "\u200b", "\ud800", "漢", " ");
    fc.assert(
      fc.property(fc.array(fc.array(unit), { minLength: 2, maxLength: 8 }), (lists) => {
        const records = lists.map((list) => `x${list.join("")}`);
        const plain = new Map<string, number>();
        for (const record of records) for (const one of record) plain.set(one, (plain.get(one) ?? 0) + 1);
        const { rows, distinct } = diagnose(records);
        expect(distinct).toBe(plain.size);
        expect(new Map(rows.map(({ code, count }) => [String.fromCodePoint(code), count]))).toEqual(plain);
      }),
      { numRuns: 20 },
    );
  });

  it("that are odd, rare or mixed are found where they stand", () => {
    const records = ["aaa aaa", "aaa\u200baaa", `${"a".repeat(200)}pаypal ${"a".repeat(90)}`, "aaa#a"];
    const place = (kind: ClinicKind) => {
      const [first] = found(records, kind)?.places ?? [];
      return [first.line, first.text.slice(first.from, first.until)];
    };
    expect(place("invisible")).toEqual([2, "\u200b"]);
    expect(place("lookAlike")).toEqual([3, `${"a".repeat(200)}pаypal`.slice(0, 96)]);
    const rare = found(records, "rare")?.places.map(({ text, from, until }) => text.slice(from, until));
    expect(rare).toContain("#");
    expect(rare).not.toContain("\u200b");
    expect(found(["ana@x.com", "b"], "email")).toMatchObject({
      count: 1,
      places: [{ line: 1, text: "ana@x.com", from: 0, until: 9, twin: null }],
    });
  });
});

describe("duplicates", () => {
  it("are as many as a set leaves out, each with the line that it repeats", () => {
    const words = fc.constantFrom("um registro", "outro texto", "mais alguma coisa", "nada disso");
    fc.assert(
      fc.property(fc.array(words, { minLength: 2 }), (records) => {
        const duplicate = found(records, "duplicate");
        expect(duplicate?.count ?? 0).toBe(records.length - new Set(records).size);
        for (const { line, twin } of duplicate?.places ?? [])
          expect(records.indexOf(records[line - 1])).toBe(twin! - 1);
      }),
      { numRuns: 20 },
    );
  });

  it("leave the template aside, and near ones do not count as exact", () => {
    const of = (name: string) => `<a very long name>${name}<|end|>`;
    const records = [of("ana"), of("bia"), of("the blue car of 1999"), of("The blue car of 1999")];
    const template = "<a very long name>{n}<|end|>";
    expect(found(records, "duplicate", {}, template)).toBeUndefined();
    expect(found(records, "nearDuplicate", {}, template)).toMatchObject({
      count: 1,
      places: [{ line: 4, twin: 3, text: "The blue car of 1999" }],
    });
  });
});

describe("the overlap of training and validation", () => {
  it("follows the very split that the windows are cut by", () => {
    const records = Array.from({ length: 40 }, (_, index) => String.fromCharCode(97 + (index % 20)));
    const seed = 0x1234;
    const tokenizer = tokenizerOf(records);
    const stream = finish(encodeRecords(records, tokenizer, halves, seed));
    const train = new Set(stream.tokens.subarray(0, stream.border));
    const plain = [...stream.tokens.subarray(stream.border)].filter((token) => train.has(token)).length;
    expect(plain).toBeGreaterThan(0);
    expect(plain).toBeLessThan(20);
    const log = new PlaceLog();
    const request = { bodies: records, lines: records.map((_, index) => index + 1), tokens: halves, similarity: 1 };
    const overlap = finish(measureOverlap({ ...request, seed }, log));
    expect(overlap).toEqual({ kind: "records", total: 20, exact: plain, near: 0 });
    expect(log.findings(["overlap"])[0].count).toBe(plain);
  });

  it("of a whole text is the share of eight words in a row", () => {
    const words = Array.from({ length: 200 }, (_, index) => `w${index}`);
    const position = { ...halves, split: "position" } as const;
    const text = (list: readonly string[]) => `${list.join(" ")}\n`;
    const first = text(words.slice(0, 100));
    expect(diagnose([first + first], { tokens: position }).overlap).toEqual({ kind: "words", share: 1 });
    const numbers = words.map((_, index) => `${1000 + index}`);
    expect(diagnose([text(numbers)], { tokens: position }).overlap).toEqual({ kind: "words", share: 0 });
    const half = text(numbers.slice(0, 50)) + text([...numbers.slice(0, 25), ...numbers.slice(100, 125)]);
    // Of the 43 stretches, the 18 of the first 25 words are known.
    expect(diagnose([half], { tokens: position }).overlap).toEqual({ kind: "words", share: 18 / 43 });
    expect(diagnose(["a b"], { tokens: position }).overlap).toEqual({ kind: "words", share: null });
  });

  it("needs a validation part, and cannot be told of shuffled windows", () => {
    expect(diagnose(["a", "b"]).overlap).toEqual({ kind: "none" });
    expect(diagnose(["a", "b"], { tokens: { ...halves, split: "window" } }).overlap).toEqual({ kind: "windows" });
  });
});

it("looks at the lines of a text that is one record", () => {
  const { unit, units, findings } = diagnose(["um verso\n\noutro verso\num verso\n"]);
  expect([unit, units]).toEqual(["line", 3]);
  expect(findings.find(({ kind }) => kind === "duplicate")?.places).toMatchObject([{ line: 4, twin: 1 }]);
});
