import { describe, expect, it } from "vitest";
import { defaultConfig } from "@/domain/config/defaults";
import type { Decoder } from "@/domain/inference/decoder";
import type { SamplingConfig } from "@/domain/sampling/sampling-config";
import { createCharacterTokenizer } from "@/domain/tokenizer/character-tokenizer";
import { type GenerationEnd, generate, type Writer } from "@/engine/generate";

const sampling: SamplingConfig = {
  prompt: "<n>",
  temperature: 0,
  topK: 0,
  topP: 1,
  length: 4,
  stop: "",
  seed: "1",
  recordAttempts: 3,
  window: "auto" as const,
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
    feed: () => Float32Array.of(0, 0, 99),
    form: () => null,
  };
  return { decoder, tokenizer, config: defaultConfig, template: "<n>{Name}<e>" };
}

function write(changes: Partial<SamplingConfig>, padId: number | null = null): GenerationEnd {
  const work = generate(writer(padId), { ...sampling, ...changes });
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
    expect(write({ temperature: 1 })).toMatchObject({ text: "<n>aaaa", tokens: 4, discardedTokens: 8 });
  });

  it("counts no padding that ends a text", () => {
    expect(write({ recordAttempts: 0 }, 2)).toMatchObject({ text: "<n>", tokens: 0 });
  });

  it("makes one attempt where chance plays no part, since all would be the same", () => {
    expect(write({ temperature: 0 })).toMatchObject({ attempts: 1, discardedTokens: 0, tokens: 4 });
  });

  it("writes plain text once and judges no record when no attempts are asked for", () => {
    expect(write({ recordAttempts: 0 })).toMatchObject({
      text: "<n>aaaa",
      attempts: 0,
      validAttempts: 0,
      fields: null,
    });
  });
});
