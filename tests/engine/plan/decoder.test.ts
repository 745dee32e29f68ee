// Generation by kernels beside the float64 oracle and PyTorch: the same logits, token by token.

import { describe, expect, it } from "vitest";
import { buildGraph, changeModel, firstModel } from "@/domain/architectures/model-config";
import type { ModelConfig } from "@/domain/architectures/registry";
import { initializeParameters } from "@/domain/graph/initialize";
import type { ModelGraph } from "@/domain/graph/model-graph";
import { memoryOf } from "@/domain/inference/create-decoder";
import type { NamedTensors } from "@/domain/named-tensors";
import { randomBits, randomKey } from "@/domain/random";
import { PlainDevice } from "@/engine/plan/plain/plain-device";
import { createPlanDecoder } from "@/engine/plan/plan-decoder";
import { oracleLogits, toFloat64 } from "../../oracle/oracle";
import { loadModelTruth, modelTruthNames } from "../../truth/load-truth";
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

const V = 11;
const FILL = 3;
const rules = { fillId: FILL, chooseForm: () => "exact" as const };
const key = randomKey(3, "sampling");
const text = Array.from({ length: 40 }, (_, index) => randomBits(key, index) % V);

/** Gives the logits (V) that follow a text, by the window or the whole text that the graph's decoder looks back at. */
function expectedLogits(graph: ModelGraph, tensors: NamedTensors, tokens: readonly number[]): Float64Array {
  const { contextLength } = graph;
  const seen = {
    state: tokens,
    cache: tokens.slice(-contextLength),
    window: [...new Array<number>(contextLength).fill(FILL), ...tokens].slice(-contextLength),
  }[memoryOf(graph)];
  return oracleLogits({ ...graph, contextLength: seen.length }, toFloat64(tensors), [seen]).slice(-V);
}

/** Spreads the weights out, so that positions and neighbours matter far beyond rounding. */
function lively(graph: ModelGraph): NamedTensors {
  const tensors = initializeParameters(graph, 4);
  for (const [name, { data }] of tensors) {
    if (name.endsWith("gain")) continue;
    for (let i = 0; i < data.length; i++) data[i] += Math.sin(7 * i + name.length) / 4;
  }
  return tensors;
}

describe.each(Object.entries(devices))("a decoder on %s", (_, openDevice) => {
  it.each(Object.entries(models))(
    "predicts with %s as the oracle does, however the text is fed",
    async (name, model) => {
      for (const contextLength of [1, 7, 8]) {
        const built = buildGraph(model, contextLength, V);
        const graph = name.endsWith("tied") ? tied(built) : built;
        const tensors = lively(graph);
        const decoder = await createPlanDecoder(await openDevice(), graph, tensors, rules);
        for (const pieces of [[text], [text.slice(0, 5), ...text.slice(5).map((token) => [token])]]) {
          let end = 0;
          for (const piece of pieces) {
            end += piece.length;
            const expected = expectedLogits(graph, tensors, text.slice(0, end));
            expect(largestDifference(decoder.feed(piece), expected)).toBeLessThan(1e-5);
          }
          decoder.reset();
        }
        decoder.dispose();
      }
    },
  );

  it.each(Object.entries(models))("gives logits of %s that later tokens leave alone", async (_name, model) => {
    const graph = buildGraph(model, 7, V);
    const decoder = await createPlanDecoder(await openDevice(), graph, lively(graph), rules);
    const first = decoder.feed([1]);
    const copy = first.slice();
    decoder.feed([2]);
    expect(first).toEqual(copy);
    decoder.dispose();
  });

  it.each(modelTruthNames)("gives PyTorch's last logits of %s, token by token", async (name) => {
    const { graph, tensors, windows, logits } = loadModelTruth(name);
    const { contextLength, vocabularySize, lossPositions } = graph;
    const rows = lossPositions === "last" ? 1 : contextLength;
    const decoder = await createPlanDecoder(await openDevice(), graph, tensors, rules);
    for (const [row, window] of windows.entries()) {
      let actual = new Float32Array();
      for (const token of window.slice(0, contextLength)) actual = Float32Array.from(decoder.feed([token]));
      const end = (row + 1) * rows * vocabularySize;
      expect(largestDifference(actual, logits.subarray(end - vocabularySize, end))).toBeLessThan(1e-5);
      decoder.reset();
    }
    decoder.dispose();
  });

  it("refuses weights of another model", async () => {
    const other = lively(buildGraph(changeModel(base, { hiddenSize: 7 }), 4, V));
    const device = await openDevice();
    await expect(createPlanDecoder(device, buildGraph(base, 4, V), other, rules)).rejects.toThrow(
      /expected hidden.* of shape/,
    );
  });
});
