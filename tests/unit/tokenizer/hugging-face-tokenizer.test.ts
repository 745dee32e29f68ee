import { describe, expect, it } from "vitest";
import {
  readTokenizerJson,
  readVocabularyAndMerges,
  writeMergesText,
  writeTokenizerJson,
  writeVocabularyJson,
} from "@/domain/tokenizer/hugging-face-tokenizer";
import type { ByteBpeState } from "@/domain/tokenizer/tokenizer";
import { gpt2Files, gpt2State } from "../support/gpt2-tokenizer";

const tiny: ByteBpeState = {
  kind: "byteBpe",
  vocabulary: ["<|pad|>", "a", "b", "ab", "Ġ", "<|end|>"],
  merges: ["a b"],
  specialIds: [0, 5],
  padId: 0,
};

interface TokenizerFile {
  [key: string]: unknown;
  model: { [key: string]: unknown; vocab: Record<string, number>; merges: unknown[] };
}

function file(change: (file: TokenizerFile) => void): string {
  const parsed = JSON.parse(writeTokenizerJson(tiny)) as TokenizerFile;
  change(parsed);
  return JSON.stringify(parsed);
}

function ruleOf(text: string): string {
  const read = readTokenizerJson(text);
  return read.ok ? "none" : `${read.error.rule} ${read.error.detail}`;
}

describe("tokenizer.json", () => {
  it("comes back as it was, padding too", () => {
    expect(readTokenizerJson(writeTokenizerJson(tiny))).toEqual({ ok: true, value: tiny });
    const gpt2 = gpt2State();
    expect(gpt2.vocabulary).toHaveLength(50_257);
    expect(gpt2.specialIds).toEqual([50_256]);
    const back = readTokenizerJson(writeTokenizerJson(gpt2));
    expect(back.ok && JSON.stringify(back.value) === JSON.stringify(gpt2)).toBe(true);
  });

  it("may list merges as pairs, and leave out what has its usual value", () => {
    const pairs = file(({ model, ...rest }) => {
      model.merges = [["a", "b"]];
      delete model.type;
      delete model.byte_fallback;
      delete rest.normalizer;
    });
    expect(readTokenizerJson(pairs)).toEqual({ ok: true, value: tiny });
  });

  it("adds tokens that the vocabulary lacks", () => {
    const added = file((whole) => {
      whole.added_tokens = [{ id: 6, content: "<|user|>", lstrip: false, special: false }];
      whole.padding = null;
    });
    const read = readTokenizerJson(added);
    expect(read.ok && read.value.vocabulary).toEqual([...tiny.vocabulary, "<|user|>"]);
    expect(read.ok && [read.value.specialIds, read.value.padId]).toEqual([[6], null]);
  });

  it.each<[string, (whole: TokenizerFile) => void]>([
    ["model model.type", ({ model }) => (model.type = "WordPiece")],
    ["model model.byte_fallback", ({ model }) => (model.byte_fallback = true)],
    ["model model.ignore_merges", ({ model }) => (model.ignore_merges = true)],
    ["model model.end_of_word_suffix", ({ model }) => (model.end_of_word_suffix = "</w>")],
    ["preTokenizer pre_tokenizer.type", (whole) => (whole.pre_tokenizer = { type: "Metaspace" })],
    [
      "preTokenizer pre_tokenizer.add_prefix_space",
      (whole) => (whole.pre_tokenizer = { type: "ByteLevel", add_prefix_space: true }),
    ],
    ["preTokenizer pre_tokenizer", (whole) => (whole.pre_tokenizer = null)],
    ["normalizer normalizer", (whole) => (whole.normalizer = { type: "NFC" })],
    ["addedToken added_tokens.0.lstrip", (whole) => (whole.added_tokens = [{ id: 0, content: "a", lstrip: true }])],
    ["ids a", (whole) => (whole.added_tokens = [{ id: 2, content: "a" }])],
    ["ids b", ({ model }) => (model.vocab.b = 1)],
    ["ids Ġ", ({ model }) => (model.vocab.Ġ = 70)],
    ["vocabulary model.vocab", (whole) => Object.assign(whole.model, { vocab: [] })],
    ["merges a c", ({ model }) => (model.merges = ["a c"])],
    ["merges b a", ({ model }) => (model.merges = ["b a"])],
    ["merges ab", ({ model }) => (model.merges = ["ab"])],
    ["merges ", ({ model }) => (model.merges = ["a b", "a b"])],
    ["merges model.merges.0", ({ model }) => (model.merges = [7])],
    ["json model", (whole) => Reflect.deleteProperty(whole, "model")],
  ])("is refused by its rule and place: %s", (told, change) => {
    expect(ruleOf(file((whole) => void change(whole)))).toBe(told);
  });

  it("is refused where it is no JSON", () => {
    expect(ruleOf("{")).toBe("json ");
    expect(ruleOf("[]")).toContain("json");
  });
});

describe("vocab.json and merges.txt", () => {
  it("are written as GPT-2's are", () => {
    const gpt2 = gpt2State();
    expect(writeVocabularyJson(gpt2) === JSON.stringify(JSON.parse(gpt2Files.vocabulary))).toBe(true);
    expect(writeMergesText(gpt2) === gpt2Files.merges).toBe(true);
  });

  it("take tokens that nothing spells for special ones", () => {
    const read = readVocabularyAndMerges('{"a":0,"b":1,"ab":2,"</s>":3,"#":4}', "# b\r\n");
    expect(read).toMatchObject({ ok: false, error: { rule: "merges", detail: "# b" } });
    expect(readVocabularyAndMerges('{"a":0,"b":1,"ab":2,"</s>":3}', "#version: 0.2\r\na b\r\n\r\n")).toMatchObject({
      ok: true,
      value: { specialIds: [3], merges: ["a b"] },
    });
  });
});
