import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCharacterTokenizer } from "@/domain/tokenizer/character-tokenizer";
import { trainCharacterVocabulary, VOCABULARY_LIMIT } from "@/domain/tokenizer/character-vocabulary";
import { createTokenArray } from "@/domain/tokenizer/token-sink";
import type { CharacterState, TokenSink } from "@/domain/tokenizer/tokenizer";
import { finish } from "../support/finish";
import { unitsOf } from "../support/units-of";

function train(
  records: string[],
  order: "appearance" | "sorted" = "appearance",
  padToken = "",
  specials: string[] = [],
) {
  const result = finish(trainCharacterVocabulary(records, { order, padToken }, specials));
  if (!result.ok) throw new Error(`train: expected a vocabulary, got ${result.error.code}`);
  return createCharacterTokenizer(result.value.state);
}

describe("the vocabulary", () => {
  it("keeps characters in order of first appearance over all records", () => {
    expect(train(["banana", "cab", ""]).state.vocabulary).toEqual(["b", "a", "n", "c"]);
  });

  it("sorts characters by code point, beyond 16 bits too", () => {
    expect(train(["z🐦é\uffefa"], "sorted").state.vocabulary).toEqual(["a", "z", "é", "\uffef", "🐦"]);
  });

  it("puts padding first, special tokens next in the given order, characters last", () => {
    const { state } = train(["<b>x<a>y"], "sorted", "<|pad|>", ["<b>", "<a>"]);
    expect(state).toEqual({
      kind: "character",
      vocabulary: ["<|pad|>", "<b>", "<a>", "x", "y"],
      specialCount: 3,
      padId: 0,
    });
  });

  it("counts the letters of a special token only where they stand outside it", () => {
    expect(train(["<b>x", "<bx"], "appearance", "", ["<b>"]).state.vocabulary).toEqual(["<b>", "x", "<", "b"]);
  });

  it("has no second entry for a special token of one character", () => {
    expect(train(["a@b@"], "appearance", "", ["@"]).state.vocabulary).toEqual(["@", "a", "b"]);
  });

  it("refuses more tokens than the limit and names both numbers", () => {
    const text = String.fromCodePoint(...Array.from({ length: VOCABULARY_LIMIT + 1 }, (_, index) => 0x10000 + index));
    expect(finish(trainCharacterVocabulary([text], { order: "sorted", padToken: "" }, []))).toEqual({
      ok: false,
      error: { code: "vocabularyTooLarge", size: VOCABULARY_LIMIT + 1, limit: VOCABULARY_LIMIT },
    });
  });

  it("reports progress over a long record", () => {
    const steps = trainCharacterVocabulary(["ab".repeat(400_000)], { order: "sorted", padToken: "" }, []);
    const seen: number[] = [];
    for (let step = steps.next(); step.done !== true; step = steps.next()) seen.push(step.value);
    expect(seen.length).toBeGreaterThan(2);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBeLessThanOrEqual(800_000);
  });
});

describe("encoding", () => {
  it("takes special tokens before characters", () => {
    const tokenizer = train(["<name>Bo<|end|>"], "appearance", "<|pad|>", ["<name>"]);
    const { ids } = tokenizer.encode("<name>Bo<|pad|><");
    expect([...ids]).toEqual([1, 2, 3, 0, tokenizer.state.vocabulary.indexOf("<")]);
  });

  it("maps unknown characters to padding and counts them", () => {
    const encoded = train(["ab"], "appearance", "_").encode("aX🐦b");
    expect([...encoded.ids]).toEqual([1, 0, 0, 2]);
    expect(encoded.unknown).toBe(2);
  });

  it("leaves unknown characters out where there is no padding and counts them", () => {
    const encoded = train(["ab"]).encode("aX🐦b");
    expect([...encoded.ids]).toEqual([0, 1]);
    expect(encoded.unknown).toBe(2);
  });

  it("counts a character beyond 16 bits as one token", () => {
    expect(train(["🐦🎵"]).encode("🎵🐦🎵").ids).toEqual(new Uint16Array([1, 0, 1]));
  });

  it("keeps half a surrogate pair apart from whole ones", () => {
    const tokenizer = train(["\ud83d a 🐦"]);
    expect(tokenizer.decode(tokenizer.encode("🐦\ud83da").ids)).toBe("🐦\ud83da");
  });

  it("gives the same text back for any text it was trained on", async () => {
    await fc.assert(
      fc.property(
        fc.array(fc.string({ unit: "binary" })),
        fc.constantFrom("appearance", "sorted"),
        (records, order) => {
          const tokenizer = train(records, order as "sorted", "<|pad|>", ["<a>", "<a>b"]);
          for (const record of records) {
            const { ids, unknown } = tokenizer.encode(record);
            expect(tokenizer.decode(ids)).toBe(record);
            expect(unknown).toBe(0);
          }
        },
      ),
    );
  });

  it("gives the same tokens in parts as at once, wherever the parts are cut", async () => {
    const tokenizer = train(["<a>🐦b"], "sorted", "", ["<a>"]);
    const pieces = fc.array(fc.constantFrom("<a>", "🐦", "b", "<", "X")).map((list) => list.join(""));
    await fc.assert(
      fc.property(pieces, fc.integer({ min: 1, max: 5 }), (text, width) => {
        const sink: TokenSink = { ids: new Uint16Array(text.length), length: 0, unknown: 0 };
        const units = unitsOf(text);
        let position = 0;
        while (position < text.length) {
          const until = Math.min(text.length, position + width);
          const stretch = { units, from: position, until, end: text.length, goesOn: false };
          position = tokenizer.encodePart(stretch, sink);
        }
        const whole = tokenizer.encode(text);
        expect(sink.ids.slice(0, sink.length)).toEqual(whole.ids);
        expect(sink.unknown).toBe(whole.unknown);
      }),
    );
  });

  it("is restored whole from its state after a trip through JSON", () => {
    const tokenizer = train(["<a>olá, 🐦"], "sorted", "<|pad|>", ["<a>"]);
    const restored = createCharacterTokenizer(JSON.parse(JSON.stringify(tokenizer.state)) as CharacterState);
    expect(restored.encode("🐦<a>á?")).toEqual(tokenizer.encode("🐦<a>á?"));
  });

  it("stores ids in 16 bits up to 65,536 of them and in 32 above", () => {
    expect(createTokenArray(1, 65_536)).toBeInstanceOf(Uint16Array);
    const vocabulary = Array.from({ length: 65_537 }, (_, index) => String.fromCodePoint(0x10000 + index));
    const large = createCharacterTokenizer({ kind: "character", vocabulary, specialCount: 0, padId: null });
    expect(large.encode(vocabulary[65_536]).ids).toEqual(new Uint32Array([65_536]));
  });

  it("throws on an id that the vocabulary lacks", () => {
    expect(() => train(["ab"]).decode([0, 2])).toThrow("decode: expected ids below 2, got 2");
  });
});
