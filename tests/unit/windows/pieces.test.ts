import { describe, expect, it } from "vitest";
import { readWeights, writeCheckpoint } from "@/domain/checkpoint/checkpoint-file";
import { defaultConfig } from "@/domain/config/defaults";
import { freshProgress } from "@/domain/training/progress";
import { type PrepareProgress, type PrepareRequest, prepare } from "@/domain/windows/prepare";
import { corpusConfig, corpusOf, tokenConfig } from "./fixtures";

const records = Array.from({ length: 40 }, (_, index) => `ação e canção, ${index % 7} vezes 🐦<|fim|>`);
const request: PrepareRequest = {
  corpus: corpusOf(records, ""),
  corpusConfig,
  tokens: {
    ...tokenConfig,
    tokenizer: "byteBpe",
    vocabularySize: 300,
    specialTokens: ["<|fim|>"],
    split: "position",
    validationShare: 0.25,
  },
  seed: "song",
  tokenizer: null,
};

function prepared(changes: Partial<PrepareRequest["tokens"]>) {
  const steps: PrepareProgress[] = [];
  const work = prepare({ ...request, tokens: { ...request.tokens, ...changes } });
  for (;;) {
    const step = work.next();
    if (step.done !== true) steps.push(step.value);
    else if (step.value.ok) return { ...step.value.value, steps };
    else throw new Error(`prepared: expected data, got ${step.value.error.code}`);
  }
}

describe("preparing a text in pieces of words", () => {
  const pieces = prepared({});

  it("tells the pieces as they are learned", () => {
    const learned = pieces.steps.flatMap(({ merges }) => merges?.learned ?? []);
    expect(learned[0]?.count).toBeGreaterThanOrEqual(40);
    expect(pieces.summary.tokenizer.vocabulary.slice(257).join()).toBe(learned.map(({ token }) => token).join());
    expect(pieces.steps.every(({ done, total }) => done <= total)).toBe(true);
  });

  it("counts every token of the stream", () => {
    const { tokenCounts, tokenCount } = pieces.summary;
    expect(tokenCounts[0]).toBe(40);
    expect(tokenCounts.reduce((sum, count) => sum + count, 0)).toBe(tokenCount);
  });

  it("knows the characters of a target, so that bits a character are those of the text, whatever its tokens", () => {
    const characters = prepared({ tokenizer: "character" });
    // A record is 24 characters and one special token.
    expect(characters.summary.charactersPerTarget).toBeCloseTo(24 / 25, 3);
    const { charactersPerTarget, tokenCount } = pieces.summary;
    expect(charactersPerTarget).toBeCloseTo((40 * 24) / tokenCount, 1);
  });

  it("comes back out of a file with the same ids", () => {
    const { state } = pieces.tokenizer;
    const config = { ...defaultConfig, tokens: request.tokens };
    const dataset = { id: null, name: "a.txt", hash: "1" };
    const details = {
      formatVersion: 1,
      config,
      tokenizer: state,
      template: "",
      dataset,
      progress: freshProgress,
      trainingSeconds: 0,
    } as const;
    const read = readWeights(writeCheckpoint({ tensors: new Map(), details }, null));
    expect(read.ok && read.value.details?.tokenizer).toEqual(state);
    const broken = { ...details, tokenizer: { ...state, merges: ["x yz"] } };
    expect(readWeights(writeCheckpoint({ tensors: new Map(), details: broken }, null))).toMatchObject({
      ok: false,
      error: { code: "weightsDetailsBroken", rule: "merges" },
    });
  });
});
