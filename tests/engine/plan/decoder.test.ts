// Generation by kernels beside the plain decoders: the same logits, token by token.

import { describe, expect, it } from "vitest";
import { buildGraph, changeModel, firstModel } from "@/domain/architectures/model-config";
import type { ModelConfig } from "@/domain/architectures/registry";
import { initializeParameters } from "@/domain/graph/initialize";
import { createDecoder } from "@/domain/inference/create-decoder";
import { randomBits, randomKey } from "@/domain/random";
import { PlainDevice } from "@/engine/plan/plain/plain-device";
import { createPlanDecoder } from "@/engine/plan/plan-decoder";
import { tied } from "../support/tiny-models";
import { largestDifference } from "../support/truth-suite";
import { openWasmDevice } from "./support/open-wasm";

const base = changeModel(firstModel("mlp"), {
  lossPositions: "last",
  embedding: "learned",
  embeddingSize: 8,
  hiddenSize: 10,
  layers: 2,
  heads: 2,
  dropout: 0.1,
  form: "block",
  initialization: "pytorch",
});

const models: Readonly<Record<string, ModelConfig>> = {
  mlp: base,
  "gru, last": changeModel(base, { architecture: "gru" }),
  "gru, one-hot, every": changeModel(base, { architecture: "gru", embedding: "oneHot", lossPositions: "every" }),
  "attention, every": changeModel(base, { architecture: "attention", lossPositions: "every" }),
  "attention, last": changeModel(base, { architecture: "attention" }),
  "attention, tied": changeModel(base, { architecture: "attention" }),
  "bare attention": changeModel(base, { architecture: "attention", form: "bare" }),
};

const devices = {
  "plain loops": async () => new PlainDevice(),
  wasm: () => openWasmDevice(1),
};

const rules = { fillId: 3, chooseForm: () => "exact" as const };
const key = randomKey(3, "sampling");
const text = Array.from({ length: 60 }, (_, index) => randomBits(key, index) % 11);

describe.each(Object.entries(devices))("a decoder on %s", (_, openDevice) => {
  it.each(Object.entries(models))("predicts with %s as the plain decoder does", async (name, model) => {
    for (const contextLength of [1, 7, 8]) {
      const built = buildGraph(model, contextLength, 11);
      const graph = name.endsWith("tied") ? tied(built) : built;
      const tensors = initializeParameters(graph, 4);
      const expected = createDecoder(graph, tensors, rules);
      const actual = createPlanDecoder(await openDevice(), graph, tensors, rules);
      for (const pieces of [[text], [text.slice(0, 5), ...text.slice(5).map((token) => [token])]]) {
        for (const piece of pieces) {
          expect(largestDifference(actual.feed(piece), expected.feed(piece))).toBeLessThan(1e-5);
        }
        actual.reset();
        expected.reset();
      }
      actual.dispose();
    }
  });

  it("refuses to predict from nothing", async () => {
    const graph = buildGraph(base, 4, 11);
    const decoder = createPlanDecoder(await openDevice(), graph, initializeParameters(graph, 4), rules);
    expect(() => decoder.feed([])).toThrow(/at least one token/);
    decoder.dispose();
  });
});
