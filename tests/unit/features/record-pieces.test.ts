import { describe, expect, it } from "vitest";
import { defaultConfig } from "@/domain/config/defaults";
import { readTokenizerJson } from "@/domain/tokenizer/hugging-face-tokenizer";
import { recordPieces } from "@/features/dataset/record-pieces";
import { tinyTokenizerJson } from "../support/tiny-tokenizer";

const { corpus } = defaultConfig;
const read = readTokenizerJson(tinyTokenizerJson());
if (!read.ok) throw new Error(read.error.code);
const ofBase = read.value;
const template = "<pergunta>{p}<resposta>{r}<|end|>";
const record = "<pergunta>Quem?<resposta>Pelé<|end|>";

function cut(...given: Parameters<typeof recordPieces>) {
  return recordPieces(...given).map(({ text, isMark, id }) => (isMark ? [text, id] : text));
}

describe("the first record", () => {
  it("has its tags and special tokens apart, each of these with its id", () => {
    const vocabulary = ["<|pad|>", "<pergunta>", "<resposta>", "<|end|>", "P", "e"];
    const tokenizer = { kind: "character", vocabulary, specialCount: 4, padId: 0 } as const;
    expect(cut(record, { template, tokenizer }, corpus)).toEqual([
      ["<pergunta>", 1],
      "Quem?",
      ["<resposta>", 2],
      "Pelé",
      ["<|end|>", 3],
    ]);
  });

  it("of pairs ends with the token that ends the texts of a base", () => {
    const pairs = { ...corpus, prompt: "{p}", response: "{r}" };
    const given = { template: "{p} {r}<|end|>", tokenizer: ofBase };
    expect(cut("Quem? Pelé<|end|>", given, pairs)).toEqual(["Quem? Pelé", ["<|endoftext|>", 257]]);
  });

  it("shows what is no token of a base as the tag that it is, and the base's own tokens wherever they stand", () => {
    expect(cut(`${record}<|endoftext|>`, { template, tokenizer: ofBase }, corpus)).toEqual([
      ["<pergunta>", null],
      "Quem?",
      ["<resposta>", null],
      "Pelé",
      ["<|end|>", null],
      ["<|endoftext|>", 257],
    ]);
  });
});
