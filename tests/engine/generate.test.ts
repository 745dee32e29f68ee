import { describe, expect, it } from "vitest";
import { defaultConfig } from "@/domain/config/defaults";
import type { Decoder } from "@/domain/inference/decoder";
import { RepetitionPenalty } from "@/domain/sampling/repetition-penalty";
import type { SamplingConfig } from "@/domain/sampling/sampling-config";
import { defaultSampling } from "@/domain/sampling/sampling-parameters";
import { BYTE_CHARACTERS } from "@/domain/tokenizer/byte-alphabet";
import { createCharacterTokenizer } from "@/domain/tokenizer/character-tokenizer";
import { createTokenizer } from "@/domain/tokenizer/create-tokenizer";
import { type GenerationEnd, generate, type Writer } from "@/engine/generate";

const sampling: SamplingConfig = {
  ...defaultSampling,
  prompt: "<n>",
  temperature: 0,
  length: 4,
  seed: "1",
  recordAttempts: 3,
};

/** A model that writes "a" for ever, so that no record ever ends. */
function writer(padId: number | null): Writer {
  const tokenizer = createCharacterTokenizer({
    kind: "character",
    vocabulary: ["<n>", "<e>", "a"],
    specialCount: 2,
    padId,
  });
  const decoder: Decoder = {
    lookback: null,
    stride: 16,
    reset: () => {},
    mark: () => () => true,
    feed: () => Float32Array.of(0, 0, 99),
    form: () => null,
  };
  return { decoder, tokenizer, config: defaultConfig, template: "<n>{Name}<e>" };
}

function write(changes: Partial<SamplingConfig>, padId: number | null = null): GenerationEnd {
  return endOf(generate(writer(padId), { ...sampling, ...changes }));
}

function endOf(work: ReturnType<typeof generate>): GenerationEnd {
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
  }
}

describe("generate", () => {
  it("tries again until a record parses, at most as often as asked", () => {
    expect(write({ temperature: 1 })).toMatchObject({ attempts: 3, validAttempts: 0, fields: null });
  });

  it("tells the tokens of the text that stands, and those of failed attempts apart", () => {
    expect(write({ temperature: 1 })).toMatchObject({ texts: ["<n>aaaa"], tokens: 4, discardedTokens: 8 });
  });

  it("counts no padding that ends a text", () => {
    expect(write({ recordAttempts: 0 }, 2)).toMatchObject({ texts: ["<n>"], tokens: 0 });
  });

  it("makes one attempt where chance plays no part, since all would be the same", () => {
    expect(write({ temperature: 0 })).toMatchObject({ attempts: 1, discardedTokens: 0, tokens: 4 });
  });

  it("writes plain text once and judges no record when no attempts are asked for", () => {
    expect(write({ recordAttempts: 0 })).toMatchObject({
      texts: ["<n>aaaa"],
      attempts: 0,
      validAttempts: 0,
      fields: null,
    });
  });

  it("judges no record where the model learned pairs, whose answers are told by no form", () => {
    const corpus = { ...defaultConfig.corpus, prompt: "<n>", response: "{Name}" };
    const work = generate({ ...writer(null), config: { ...defaultConfig, corpus } }, { ...sampling, temperature: 1 });
    expect(endOf(work)).toMatchObject({ texts: ["<n>aaaa"], attempts: 0, validAttempts: 0, discardedTokens: 0 });
  });
});

/** A model by logits alone, which counts what it is fed and what it is asked to forget. */
function writerOf(logits: readonly number[], endToken = "<e>") {
  const fed: number[][] = [];
  let resets = 0;
  const decoder: Decoder = {
    lookback: null,
    stride: 4,
    reset: () => {
      resets += 1;
    },
    feed: (tokens) => {
      fed.push(Array.from(tokens));
      return Float32Array.from(logits);
    },
    mark: () => () => true,
    form: () => null,
  };
  const tokenizer = createCharacterTokenizer({
    kind: "character",
    vocabulary: ["<e>", "a", "b", "c", "d"],
    specialCount: 1,
    padId: null,
  });
  const config = { ...defaultConfig, corpus: { ...defaultConfig.corpus, endToken } };
  const writer: Writer = { decoder, tokenizer, config, template: "" };
  return { writer, fed, resets: () => resets };
}

function run(writer: Writer, changes: Partial<SamplingConfig>): GenerationEnd {
  const work = generate(writer, { ...sampling, prompt: "abcdab", recordAttempts: 0, ...changes });
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
  }
}

describe("several answers", () => {
  it("read their prompt once, and are drawn apart", () => {
    const { writer, fed, resets } = writerOf([-99, 1, 1, 1, 1]);
    const end = run(writer, { temperature: 1, length: 12, answers: 3 });
    expect(resets()).toBe(1);
    // The end token of the record before, and the prompt, in strides of 4.
    expect(fed.slice(0, 2)).toEqual([
      [0, 1, 2, 3],
      [4, 1, 2],
    ]);
    expect(fed.slice(2).every(({ length }) => length === 1)).toBe(true);
    expect(new Set(end.texts).size).toBe(3);
    expect(end.tokens).toBe(36);
  });

  it("are one where chance plays no part, and the first is the one that is written alone", () => {
    expect(run(writerOf([0, 1, 2, 3, 4]).writer, { temperature: 0, answers: 3 }).texts).toEqual(["abcdabdddd"]);
    const one = run(writerOf([-99, 1, 1, 1, 1]).writer, { temperature: 1, answers: 1 });
    const three = run(writerOf([-99, 1, 1, 1, 1]).writer, { temperature: 1, answers: 3 });
    expect(three.texts[0]).toBe(one.texts[0]);
  });
});

describe("what ends a text", () => {
  it("is the end token, which stands at its end, unless it may go on", () => {
    const { writer } = writerOf([9, 0, 0, 0, 0]);
    expect(run(writer, {})).toMatchObject({ texts: ["abcdab<e>"], tokens: 1 });
    expect(run(writer, { stopAtEnd: false, length: 2 }).texts).toEqual(["abcdab<e><e>"]);
    expect(run(writerOf([9, 0, 0, 0, 0], "<none>").writer, { length: 2 }).texts).toEqual(["abcdab<e><e>"]);
  });
});

describe("the repetition penalty", () => {
  it("divides what is above zero and multiplies what is below, for the prompt and what was written", () => {
    // a and b stand in the prompt: 4 / 2 = 2 and -1 * 2 = -2. Of c = 3 and d = 2.5 each falls behind the other once written.
    const { writer } = writerOf([-99, 4, -1, 3, 2.5]);
    const written = run(writer, { prompt: "ab", repetitionPenalty: 2, length: 4 }).texts[0];
    expect(written).toBe("abcdaa");
    expect(run(writer, { prompt: "ab", length: 2 }).texts[0]).toBe("abaa");
  });

  it("leaves what begins a record alone", () => {
    const penalty = new RepetitionPenalty(2, [1]);
    penalty.add(2);
    const logits = Float32Array.of(8, 8, -8);
    penalty.apply(logits);
    expect([...logits]).toEqual([8, 4, -16]);
  });
});

/** A model that writes tokens of bytes in a given order; `pieces` and then `special` tokens follow the single bytes. */
function writerOfBytes(
  ids: readonly number[],
  pieces: readonly string[] = [],
  special: readonly string[] = [],
): Writer {
  const written = (piece: string) => [...new TextEncoder().encode(piece)].map((byte) => BYTE_CHARACTERS[byte]).join("");
  const vocabulary = [...BYTE_CHARACTERS, ...pieces.map(written), ...special];
  const specialIds = special.map((_, index) => vocabulary.length - special.length + index);
  const tokenizer = createTokenizer({ kind: "byteBpe", vocabulary, merges: [], specialIds, padId: null });
  let next = 0;
  const decoder: Decoder = {
    lookback: null,
    stride: 4,
    reset: () => undefined,
    feed: () => {
      const logits = new Float32Array(vocabulary.length);
      logits[ids[next++]] = 9;
      return logits;
    },
    mark: () => () => true,
    form: () => null,
  };
  const config = { ...defaultConfig, corpus: { ...defaultConfig.corpus, endToken: special[0] ?? "" } };
  return { decoder, tokenizer, config, template: "" };
}

/** Gives the pieces of text that are told, and the end. */
function told(writer: Writer, changes: Partial<SamplingConfig>) {
  const work = generate(writer, { ...sampling, prompt: "", recordAttempts: 0, length: 9, ...changes });
  const pieces: string[] = [];
  for (let next = work.next(); ; next = work.next()) {
    if (next.done) return { pieces, text: next.value.texts[0], tokens: next.value.tokens };
    if (next.value.type === "text") pieces.push(next.value.text);
  }
}

describe("a text of bytes", () => {
  it("is told in whole characters, and what is none at its end as U+FFFD", () => {
    const bytes = [0xc3, 0xa9, 0x61, 0xf0, 0x9f];
    const { pieces, text, tokens } = told(writerOfBytes(bytes), { length: bytes.length });
    expect([text, tokens]).toEqual(["éa\ufffd", 5]);
    expect(pieces).toEqual(["", "é", "a", "", "", "\ufffd"]);
  });
});

describe("a stop inside a token", () => {
  const pieces = ["Oi", ".\n\nMais", ".\n", "\nMais", "a"];
  const [oi, both, first, second] = pieces.map((_, index) => 256 + index);

  it("ends the text behind it, and what the token holds beyond is neither told nor counted as text", () => {
    const end = told(writerOfBytes([oi, both, oi, oi], pieces), { stop: "\n\n" });
    expect(end).toEqual({ pieces: ["Oi", ".\n\n"], text: "Oi.\n\n", tokens: 2 });
  });

  it("may begin in the token before", () => {
    const end = told(writerOfBytes([oi, first, second, oi], pieces), { stop: "\n\n" });
    expect(end).toEqual({ pieces: ["Oi", ".\n", "\n"], text: "Oi.\n\n", tokens: 3 });
  });

  it("may be a character whose bytes are two tokens, and leaves out bytes behind it that are none yet", () => {
    expect(told(writerOfBytes([oi, 0xc3, 0xa9, oi], pieces), { stop: "é" })).toMatchObject({ text: "Oié", tokens: 3 });
    expect(told(writerOfBytes([0x61, 0xf0, oi], pieces), { stop: "a" })).toMatchObject({ text: "a", tokens: 1 });
  });

  it("is not met by bytes that never become its character", () => {
    const end = told(writerOfBytes([0xc3, oi, oi], pieces), { stop: "Ã", length: 3 });
    expect(end).toMatchObject({ text: "\ufffdOiOi", tokens: 3 });
  });

  it("is the end token too, which tells the bytes that wait before it as U+FFFD", () => {
    const special = ["<|end|>"];
    const end = 256 + pieces.length;
    const told1 = told(writerOfBytes([oi, 0xc3, end, oi], pieces, special), {});
    expect(told1).toMatchObject({ text: "Oi\ufffd<|end|>", tokens: 3 });
    expect(told(writerOfBytes([oi, end, oi], pieces, special), { stopAtEnd: false, length: 3 }).text).toBe(
      "Oi<|end|>Oi",
    );
    expect(told(writerOfBytes([oi, end, oi], pieces, special), { stop: "<|" })).toMatchObject({
      text: "Oi<|",
      tokens: 2,
    });
  });
});
