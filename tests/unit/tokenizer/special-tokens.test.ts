import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CorpusConfig, TokenConfig } from "@/domain/config/run-config";
import { createSpecialMatcher, resolveSpecialTokens } from "@/domain/tokenizer/special-tokens";
import { unitsOf } from "../support/units-of";

const corpus = { separator: "", separatorAction: "drop", endToken: "<|end|>" } as CorpusConfig;
const tokens = { specialTokens: null, padToken: "<|pad|>" } as TokenConfig;

describe("special tokens", () => {
  it("are every tag of the template, in order and once, with the end token", () => {
    const template = "<name>{Model Name}<year>{Release Year}<name>{Color}<|end|>";
    expect(resolveSpecialTokens(tokens, corpus, template, null)).toEqual(["<name>", "<year>", "<|end|>"]);
  });

  it("leave out an end token that the template does not write", () => {
    expect(resolveSpecialTokens(tokens, corpus, "<a>{x}", null)).toEqual(["<a>"]);
  });

  it("take an end token that is no tag when the template writes it", () => {
    expect(resolveSpecialTokens(tokens, { ...corpus, endToken: "¶" }, "{x}¶", null)).toEqual(["¶"]);
  });

  it("take the end token of a plain text whose separator becomes one", () => {
    const poems: CorpusConfig = { ...corpus, separator: "@", separatorAction: "endToken" };
    expect(resolveSpecialTokens(tokens, poems, "", "separator")).toEqual(["<|end|>"]);
    expect(resolveSpecialTokens(tokens, { ...poems, separatorAction: "drop" }, "", "separator")).toEqual([]);
    expect(resolveSpecialTokens(tokens, { ...poems, separator: "" }, "", "separator")).toEqual([]);
    expect(resolveSpecialTokens(tokens, poems, "", "whole")).toEqual([]);
  });

  it("are not looked for inside the template's fields", () => {
    expect(resolveSpecialTokens(tokens, corpus, "<a>{odd <b> column}", null)).toEqual(["<a>"]);
  });

  it("follow the setting's own list when there is one, without padding, repeats and empty texts", () => {
    const own = { ...tokens, specialTokens: ["<b>", "<|pad|>", "", "<b>", "<a>"] };
    expect(resolveSpecialTokens(own, corpus, "<name>{x}<|end|>", null)).toEqual(["<b>", "<a>"]);
  });

  it("match the longest first", () => {
    const matcher = createSpecialMatcher(["<a>", "<a><b>", "<"]);
    const matchIn = (text: string, at: number) => matcher.matchAt(unitsOf(text), at, text.length);
    expect(matchIn("x<a><b>", 1)).toBe(1);
    expect(matchIn("x<a>", 1)).toBe(0);
    expect(matchIn("x<c>", 1)).toBe(2);
    expect(matchIn("x<a>", 0)).toBe(-1);
    expect(matchIn("x", 1)).toBe(-1);
    expect(matcher.matchAt(unitsOf("<a>"), 0, 2)).toBe(2);
  });

  it("are found as a search through the whole list finds them", () => {
    const text = fc.string({ unit: fc.constantFrom("<", "a", ">"), minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        fc.uniqueArray(text, { maxLength: 8 }),
        fc.string({ unit: fc.constantFrom("<", "a", ">") }),
        (list, record) => {
          const matcher = createSpecialMatcher(list);
          for (let position = 0; position <= record.length; position++) {
            const fitting = list.filter((token) => record.startsWith(token, position));
            const longest = fitting.sort((left, right) => right.length - left.length)[0];
            expect(matcher.matchAt(unitsOf(record), position, record.length)).toBe(
              longest === undefined ? -1 : list.indexOf(longest),
            );
          }
        },
      ),
    );
  });
});
