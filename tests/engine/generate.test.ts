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
};

/** A model that writes "a" for ever, so that no record ever ends. */
function writer(): Writer {
  const tokenizer = createCharacterTokenizer({
    kind: "character",
    vocabulary: ["<n>", "<e>", "a"],
    specialCount: 2,
    padId: null,
  });
  const decoder: Decoder = { reset: () => {}, feed: () => Float32Array.of(0, 0, 9) };
  return { decoder, tokenizer, config: defaultConfig, template: "<n>{Name}<e>" };
}

function write(changes: Partial<SamplingConfig>): GenerationEnd {
  const work = generate(writer(), { ...sampling, ...changes });
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
  }
}

describe("generate", () => {
  it("tries again until a record parses, at most as often as asked", () => {
    expect(write({})).toMatchObject({ attempts: 3, validAttempts: 0, fields: null, tokens: 12 });
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
