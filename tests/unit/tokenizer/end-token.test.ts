import { describe, expect, it } from "vitest";
import { metadataOf } from "@/domain/checkpoint/checkpoint-file";
import { readDetails } from "@/domain/checkpoint/read-details";
import { defaultConfig } from "@/domain/config/defaults";
import { endTokenOf, recordEndOf, withEnd } from "@/domain/tokenizer/end-token";
import { readTokenizerJson } from "@/domain/tokenizer/hugging-face-tokenizer";
import { startTokens } from "@/domain/tokenizer/start-tokens";
import type { ByteBpeState } from "@/domain/tokenizer/tokenizer";
import { freshProgress } from "@/domain/training/progress";
import { tinyTokenizerJson } from "../support/tiny-tokenizer";

const END = 257;

function tokensOf(...more: readonly string[]): ByteBpeState {
  const read = readTokenizerJson(tinyTokenizerJson());
  if (!read.ok) throw new Error(read.error.code);
  const { vocabulary, specialIds, ...rest } = read.value;
  const added = more.map((_, index) => vocabulary.length + index);
  return { ...rest, vocabulary: [...vocabulary, ...more], specialIds: [...specialIds, ...added] };
}

const plain = defaultConfig;
const pairs = { ...plain, corpus: { ...plain.corpus, prompt: "q", response: "a" } };

describe("the token that ends a text of a model from elsewhere", () => {
  it("is the first of those that its files name, else the one of GPT-2's name, else the only special one", () => {
    const padded = tokensOf("[PAD]");
    expect(withEnd(padded, [50_256, 3, 4]).endId).toBe(3);
    expect(withEnd(padded, [50_256]).endId).toBe(END);
    const renamed = { ...tokensOf(), vocabulary: tokensOf().vocabulary.with(END, "</s>") };
    expect(withEnd(renamed, []).endId).toBe(END);
    expect(withEnd({ ...renamed, specialIds: [256, END] }, []).endId).toBeNull();
  });

  it("ends texts and, with pairs, records, whatever was added behind it; without pairs no prompt begins with it", () => {
    const tokens = withEnd(tokensOf("[PAD]"), [END]);
    expect([endTokenOf(tokens, plain), recordEndOf(tokens, plain)]).toEqual([END, null]);
    expect([endTokenOf(tokens, pairs), recordEndOf(tokens, pairs)]).toEqual([END, END]);
    expect([startTokens(tokens, plain, 2), startTokens(tokens, plain, 0)]).toEqual([[], [END]]);
    const own = { ...plain, corpus: { ...plain.corpus, endToken: "[PAD]" } };
    expect(endTokenOf(tokens, own)).toBe(END + 1);
  });

  it("is found by its name in tokens that were kept without it, and is kept with others", () => {
    expect([endTokenOf(tokensOf("[PAD]"), plain), endTokenOf(tokensOf("[PAD]"), pairs)]).toEqual([END, END]);
    const renamed = { ...tokensOf(), vocabulary: tokensOf().vocabulary.with(END, "</s>") };
    expect([endTokenOf(renamed, plain), endTokenOf(renamed, pairs)]).toEqual([null, END]);
    const details = {
      config: defaultConfig,
      template: "",
      dataset: { id: null, name: "", hash: "" },
      progress: freshProgress,
      trainingSeconds: 0,
      formatVersion: 1,
    } as const;
    for (const tokenizer of [tokensOf(), withEnd(tokensOf(), [3])]) {
      const read = readDetails(new Map(Object.entries(metadataOf({ ...details, tokenizer }, null))));
      expect(read).toMatchObject({ ok: true, value: { tokenizer } });
    }
  });
});
