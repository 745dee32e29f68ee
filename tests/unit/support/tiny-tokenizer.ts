// A byte-level tokenizer.json of 258 tokens: the 256 bytes, one merge, and the end of a text, as GPT-2 orders them.

/** Gives GPT-2's letters for the 256 bytes: those that print stand for themselves, others follow from U+0100 on. */
function byteLetters(): readonly string[] {
  const isPlain = (byte: number) => (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(isPlain(byte) ? byte : next++));
}

/** Writes the file. */
export function tinyTokenizerJson(): string {
  const tokens = [...byteLetters(), "ao", "<|endoftext|>"];
  const added = { id: 257, content: "<|endoftext|>", single_word: false, lstrip: false, rstrip: false, special: true };
  return JSON.stringify({
    version: "1.0",
    added_tokens: [added],
    normalizer: null,
    pre_tokenizer: { type: "ByteLevel", add_prefix_space: false, use_regex: true },
    model: {
      type: "BPE",
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
      merges: ["a o"],
    },
  });
}
