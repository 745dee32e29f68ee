// The share of padding among the targets, beside a plain count over real windows.
import { describe, expect, it } from "vitest";
import { defaultConfig } from "@/domain/config/defaults";
import { presets } from "@/domain/config/presets";
import type { TokenConfig } from "@/domain/config/run-config";
import { prepare } from "@/domain/windows/prepare";
import { type WindowSet, windowStarts } from "@/domain/windows/token-windows";
import { finish } from "../support/finish";
import { corpusConfig, corpusOf } from "./fixtures";

const names = ["ana", "bia", "caio", "davi", "elisa", "fabiano", "gil", "heitor", "ivo", "joaquim", "léo", "márcia"];
const nameRecords = names.map((name) => `${name}<|end|>`);
const carRecords = names.flatMap((name) =>
  [2012, 2013, 2014].map((year) => `<name>'64 ${name} SS<year>${year}<color>Red<series>${year} New Models<|end|>`),
);

function prepared(records: readonly string[], changes: Partial<TokenConfig>) {
  const tokens = { ...defaultConfig.tokens, ...changes };
  const result = finish(prepare({ corpus: corpusOf(records), corpusConfig, tokens, seed: "s", tokenizer: null }));
  if (!result.ok) throw new Error(`prepared: expected data, got ${result.error.code}`);
  return result.value;
}

/** Counts target by target. */
function plainShare({ windows, tokenizer }: ReturnType<typeof prepared>, set: WindowSet) {
  const { tokens, contextLength } = windows;
  const counts = { last: [0, 0], every: [0, 0] };
  for (let index = 0; index < set.count; index++) {
    const start = windowStarts(set)(index);
    for (let position = 1; position <= contextLength; position++) {
      const isPadding = tokens[start + position] === tokenizer.state.padId ? 1 : 0;
      counts.every[isPadding]++;
      if (position === contextLength) counts.last[isPadding]++;
    }
  }
  const share = ([text, padding]: readonly number[]) => padding / (text + padding);
  return { last: share(counts.last), every: share(counts.every) };
}

describe("the share of padding", () => {
  it.each([
    ["a list of names", nameRecords, { validationShare: 0.3 }],
    ["a list of names, windows apart", nameRecords, { stride: 3, contextLength: 5, validationShare: 0.3 }],
    ["a list of names by position", nameRecords, { split: "position", validationShare: 0.4 }],
    ["toy cars as the notebook cuts them", carRecords, presets["hotwheels-mlp"].config.tokens],
    ["toy cars as the page cuts them", carRecords, {}],
  ] as const)("of %s is that of a plain count", (_, records, changes) => {
    const data = prepared(records, changes);
    const { train, validation } = data.summary.padding;
    for (const [share, set] of [
      [train, data.windows.train],
      [validation, data.windows.validation],
    ] as const) {
      expect(share?.last).toBeGreaterThan(0.1);
      expect(share?.last).toBeCloseTo(plainShare(data, set).last, 12);
      expect(share?.every).toBeCloseTo(plainShare(data, set).every, 12);
    }
  });

  it("is nothing without padding, and unknown for a validation that is not there", () => {
    const none = { last: 0, every: 0 };
    expect(prepared(nameRecords, { padRecords: false, contextLength: 4 }).summary.padding).toEqual({
      train: none,
      validation: none,
    });
    expect(prepared(nameRecords, { padToken: "", contextLength: 4 }).summary.padding.train).toEqual(none);
    expect(prepared(nameRecords, { validationShare: 0 }).summary.padding.validation).toBeNull();
  });
});
