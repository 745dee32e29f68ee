// The exact form beside a plain sliding window in float64: the text so far is cut to its last T tokens, positions
// 0 to T-1, and the whole of it computed for each character. Both must write the same text.

import { describe, expect, it } from "vitest";
import { buildGraph, changeModel, firstModel } from "@/domain/architectures/model-config";
import { defaultConfig } from "@/domain/config/defaults";
import { initializeParameters } from "@/domain/graph/initialize";
import type { ModelGraph } from "@/domain/graph/model-graph";
import type { WindowRules } from "@/domain/inference/create-decoder";
import type { Decoder, WindowForm } from "@/domain/inference/decoder";
import type { NamedTensors } from "@/domain/named-tensors";
import { hashText, randomBits, randomKey, uniform } from "@/domain/random";
import { sampleToken } from "@/domain/sampling/sample-token";
import { defaultSampling } from "@/domain/sampling/sampling-parameters";
import { createCharacterTokenizer } from "@/domain/tokenizer/character-tokenizer";
import { generate } from "@/engine/generate";
import { PlainDevice } from "@/engine/plan/plain/plain-device";
import { createPlanDecoder } from "@/engine/plan/plan-decoder";
import { oracleLogits, toFloat64 } from "../oracle/oracle";
import { openWasmDevice } from "./plan/support/open-wasm";

const LETTERS = "abcdefghijk";
const LENGTH = 40;
const model = changeModel(firstModel("attention"), {
  lossPositions: "every",
  embedding: "learned",
  embeddingSize: 8,
  hiddenSize: 8,
  layers: 2,
  heads: 2,
  dropout: 0.1,
  form: "block",
  initialization: "pytorch",
});
const tokenizer = createCharacterTokenizer({
  kind: "character",
  vocabulary: Array.from(LETTERS),
  specialCount: 0,
  padId: null,
});

type OpenDecoder = (graph: ModelGraph, tensors: NamedTensors, rules: WindowRules) => Promise<Decoder>;

const paths: Readonly<Record<string, OpenDecoder>> = {
  "plain loops": async (graph, tensors, rules) => createPlanDecoder(new PlainDevice(), graph, tensors, rules),
  "the WASM kernels": async (graph, tensors, rules) =>
    createPlanDecoder(await openWasmDevice(1), graph, tensors, rules),
};

/** Spreads the weights out, so that positions and neighbours matter far beyond rounding. */
function livelyModel(contextLength: number): { readonly graph: ModelGraph; readonly tensors: NamedTensors } {
  const graph = buildGraph(model, contextLength, LETTERS.length);
  const tensors = initializeParameters(graph, hashText(`lively ${contextLength}`));
  for (const [name, { data }] of tensors) {
    for (let index = 0; index < data.length; index++) data[index] += Math.sin(7 * index + name.length) / 3;
  }
  return { graph, tensors };
}

/** Writes the prompt on with a whole window in float64 for each token. */
function slidingText(graph: ModelGraph, tensors: NamedTensors, prompt: readonly number[], seed: string): string {
  const parameters = toFloat64(tensors);
  const { contextLength, vocabularySize } = graph;
  const key = randomKey(hashText(seed), "sampling", 1);
  const text = [...prompt];
  for (let count = 0; count < LENGTH; count++) {
    const window = text.slice(-contextLength);
    // What stands behind a position has no part in it.
    const filled = [...window, ...new Array<number>(contextLength - window.length).fill(0)];
    const row = (window.length - 1) * vocabularySize;
    const logits = oracleLogits(graph, parameters, [filled]).slice(row, row + vocabularySize);
    text.push(sampleToken(logits, { temperature: 1, topK: 0, topP: 1 }, uniform(key, count)));
  }
  return tokenizer.decode(text);
}

function writtenText(decoder: Decoder, prompt: readonly number[], seed: string): string {
  const sampling = { ...defaultSampling, prompt: tokenizer.decode(prompt), temperature: 1, length: LENGTH, seed };
  const work = generate({ decoder, tokenizer, config: defaultConfig, template: "" }, sampling);
  for (;;) {
    const next = work.next();
    if (next.done) return next.value.texts[0];
  }
}

describe.each(Object.entries(paths))("attention on %s", (_, openDecoder) => {
  it.each([1, 2, 3, 7, 8, 21])("writes with a context of %i as a plain sliding window does", async (contextLength) => {
    const { graph, tensors } = livelyModel(contextLength);
    const open = (form: WindowForm) => openDecoder(graph, tensors, { fillId: 0, chooseForm: () => form });
    const exact = await open("exact");
    const prompts = [1, contextLength, contextLength + 1, 3 * contextLength + 2];
    for (const [index, length] of prompts.entries()) {
      const key = randomKey(index, "sampling");
      const prompt = Array.from({ length }, (_each, at) => randomBits(key, at) % LETTERS.length);
      const expected = slidingText(graph, tensors, prompt, `seed ${index}`);
      expect(writtenText(exact, prompt, `seed ${index}`)).toBe(expected);
    }
    expect(exact.form()).toBe("exact");
  });

  it("writes another text in the fast form, so that the one above is worth its time", async () => {
    const { graph, tensors } = livelyModel(8);
    const open = (form: WindowForm) => openDecoder(graph, tensors, { fillId: 0, chooseForm: () => form });
    const texts = await Promise.all([open("exact"), open("fast"), open("fast")]);
    const [exact, fast, again] = texts.map((decoder) => writtenText(decoder, [1, 2], "1"));
    expect(fast.slice(0, 8)).toBe(exact.slice(0, 8));
    expect(fast).not.toBe(exact);
    expect(again).toBe(fast);
  });
});
