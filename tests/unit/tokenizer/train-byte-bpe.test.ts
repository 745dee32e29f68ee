import { describe, expect, it } from "vitest";
import { BYTE_CHARACTERS } from "@/domain/tokenizer/byte-alphabet";
import { createTokenizer } from "@/domain/tokenizer/create-tokenizer";
import type { ByteBpeState } from "@/domain/tokenizer/tokenizer";
import { type LearnedToken, trainByteBpe } from "@/domain/tokenizer/train-byte-bpe";
import { finish } from "../support/finish";
import { libraryEncoder } from "../support/gpt2-tokenizer";

const verses = [
  "Minha terra tem palmeiras, onde canta o Sabiá;\nas aves, que aqui gorjeiam, não gorjeiam como lá.\n",
  "No meio do caminho tinha uma pedra, tinha uma pedra no meio do caminho. aaaaaaa banana\n\n",
  "Vou-me embora pra Pasárgada 🐦🐦 lá sou amigo do rei lá tenho a mulher que eu quero 12 1212\n",
];

function train(records: readonly string[], vocabularySize: number, padToken = "", specials: readonly string[] = []) {
  const result = finish(trainByteBpe([...records], { vocabularySize, padToken }, specials));
  if (!result.ok) throw new Error("train: expected a tokenizer");
  return result.value;
}

/** Counts and joins in the plainest way. */
function naiveMerges(records: readonly string[], state: ByteBpeState): string[] {
  const pattern = /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu;
  const idOf = new Map(state.vocabulary.map((token, id) => [token, id]));
  let words = records.flatMap((record) =>
    (record.match(pattern) ?? []).map((word) => Array.from(Buffer.from(word), (byte) => BYTE_CHARACTERS[byte])),
  );
  const merges: string[] = [];
  while (256 + merges.length < state.vocabulary.length) {
    const counts = new Map<string, number>();
    for (const word of words)
      for (let at = 0; at + 1 < word.length; at++) {
        const pair = `${word[at]} ${word[at + 1]}`;
        counts.set(pair, (counts.get(pair) ?? 0) + 1);
      }
    const order = (pair: string) => pair.split(" ").map((token) => idOf.get(token) as number);
    const [best] = [...counts].sort(
      ([one, many], [other, more]) => more - many || order(one)[0] - order(other)[0] || order(one)[1] - order(other)[1],
    )[0];
    merges.push(best);
    const [left, right] = best.split(" ");
    words = words.map((word) => {
      const joined: string[] = [];
      for (let at = 0; at < word.length; at++) {
        const isPair = word[at] === left && word[at + 1] === right;
        joined.push(isPair ? left + right : word[at]);
        if (isPair) at++;
      }
      return joined;
    });
  }
  return merges;
}

describe("training of byte-level tokens", () => {
  const trained = train([...verses, ...verses], 340);

  it("joins what counting in the plainest way joins, in the same order", () => {
    expect(trained.state.merges).toHaveLength(84);
    expect(trained.state.merges).toEqual(naiveMerges([...verses, ...verses], trained.state));
  });

  it("knows how many tokens the text is in", () => {
    const tokenizer = createTokenizer(trained.state);
    const ids = [...verses, ...verses].flatMap((verse) => [...tokenizer.encode(verse).ids]);
    expect(trained.tokens).toBe(ids.length);
    expect(ids.length).toBeLessThan(verses.join("").length * 2);
  });

  it("loads in the library with the same ids", () => {
    const { state } = train(verses, 320, "<|pad|>", ["<|fim|>", "@"]);
    const tokenizer = createTokenizer(state);
    const encode = libraryEncoder(state);
    for (const text of ["tinha uma ave<|fim|><|pad|>no meio 🐦", "\u0085 \ufeff\ud83d", ...verses])
      expect([...tokenizer.encode(text).ids]).toEqual(encode(text));
  });

  it("puts padding first, then special tokens, then the bytes, and learns nothing across them", () => {
    const { state, tokens } = train(["<a>xx<a>xx<a>xx"], 400, "_", ["<a>"]);
    expect(state.vocabulary.slice(0, 4)).toEqual(["_", "<a>", "!", '"']);
    expect(state).toMatchObject({ specialIds: [0, 1], padId: 0, merges: ["x x"] });
    expect(state.vocabulary).toHaveLength(259);
    expect(tokens).toBe(6);
  });

  it("keeps a special token apart from the byte of the same text", () => {
    const tokenizer = createTokenizer(train(["a§ç§ç§ç"], 300, "", ["§"]).state);
    expect(tokenizer.decode(tokenizer.encode("§ç é§").ids)).toBe("§ç é§");
    expect(tokenizer.encode("§§").ids).toEqual(new Uint16Array([0, 0]));
  });

  it("stops where no pair stands twice", () => {
    expect(train(["abc"], 8192).state.merges).toEqual([]);
    expect(train(["", "aaa"], 8192).state.merges).toEqual(["a a"]);
  });

  it("tells merges as they are learned, with how often they stood", () => {
    const learned: LearnedToken[] = [];
    const work = trainByteBpe(["ab ab ab cd cd"], { vocabularySize: 300, padToken: "" }, []);
    for (let step = work.next(); step.done !== true; step = work.next()) learned.push(...step.value.learned);
    expect(learned.slice(0, 2)).toEqual([
      { token: "ab", count: 3 },
      { token: "cd", count: 2 },
    ]);
  });
});
