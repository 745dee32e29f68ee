// The comparison with PyTorch that every tfjs backend must pass.
import * as tf from "@tensorflow/tfjs";
import { describe, expect, it } from "vitest";
import { trainedParameters } from "@/domain/graph/parameters";
import type { TokenWindows } from "@/domain/windows/token-windows";
import { type Batch, cutBatch } from "@/engine/reference/batch";
import { forward } from "@/engine/reference/forward";
import { lossAndGradients } from "@/engine/reference/loss-and-gradients";
import { loadGpt2Truth, loadLoraTruth } from "../../truth/load-gpt2";
import { loadModelTruth, type ModelTruth, type ModelTruthName, modelTruthNames } from "../../truth/load-truth";

const TOLERANCE = 1e-4;

/** Largest distance between two rows of numbers; infinite when one is not a number or a length differs. */
export function largestDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let largest = actual.length === expected.length ? 0 : Number.POSITIVE_INFINITY;
  for (let index = 0; index < expected.length; index++) {
    const difference = Math.abs(actual[index] - expected[index]);
    largest = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : Math.max(largest, difference);
  }
  return largest;
}

type OneBatch = Pick<ModelTruth, "graph" | "tensors" | "windows">;

function truthBatch(truth: OneBatch): Batch {
  const { contextLength, vocabularySize, lossPositions } = truth.graph;
  const set = { first: 0, stride: contextLength + 1, count: truth.windows.length, shuffle: null, sequences: null };
  const windows: TokenWindows = {
    tokens: Uint16Array.from(truth.windows.flat()),
    vocabularySize,
    contextLength,
    lossMask: null,
    train: set,
    validation: set,
  };
  const starts = truth.windows.map((_, row) => row * (contextLength + 1));
  return cutBatch(windows, starts, lossPositions);
}

function truthTensors(truth: OneBatch): Map<string, tf.Tensor> {
  return new Map(Array.from(truth.tensors, ([name, { data, shape }]) => [name, tf.tensor(data, [...shape])]));
}

/** Declares the comparison of logits, loss and every gradient of some models, for the backend that is loaded then. */
export function describeTruth(names: readonly ModelTruthName[] = modelTruthNames): void {
  describe.each(names)("%s", (name) => {
    const truth = loadModelTruth(name);

    it("gives PyTorch's logits", async () => {
      const logits = tf.tidy(() => forward(truth.graph, truthTensors(truth), truthBatch(truth).tokens, null));
      expect(largestDifference(await logits.data(), truth.logits)).toBeLessThan(TOLERANCE);
    });

    it("gives PyTorch's loss and each of its gradients", async () => {
      const { loss, gradients } = tf.tidy(() => {
        const result = lossAndGradients(truth.graph, truthTensors(truth), [
          { batch: truthBatch(truth), dropout: null },
        ]);
        return { loss: result.loss, gradients: [...result.gradients] };
      });
      expect(Math.abs((await loss.data())[0] - truth.loss)).toBeLessThan(TOLERANCE);
      const parameters = trainedParameters(truth.graph);
      expect(parameters.map((param) => param.name).sort()).toEqual([...truth.gradients.keys()].sort());
      for (const [index, { name: parameter }] of parameters.entries()) {
        const expected = truth.gradients.get(parameter) ?? [];
        expect(largestDifference(await gradients[index].data(), expected), parameter).toBeLessThan(TOLERANCE);
      }
    });
  });
}

/** Declares the same for a GPT-2 out of its files, with all weights trained and with adapters. */
export function describeForeignTruth(): void {
  it.each([
    ["all weights", loadGpt2Truth],
    ["adapters", loadLoraTruth],
  ] as const)("a GPT-2 with %s trained gives PyTorch's logits, loss and gradients", async (_, load) => {
    const truth = await load();
    const logits = tf.tidy(() => forward(truth.graph, truthTensors(truth), truthBatch(truth).tokens, null));
    expect(largestDifference(await logits.data(), truth.logits)).toBeLessThan(TOLERANCE);
    const { loss, gradients } = tf.tidy(() => {
      const result = lossAndGradients(truth.graph, truthTensors(truth), [{ batch: truthBatch(truth), dropout: null }]);
      return { loss: result.loss, gradients: [...result.gradients] };
    });
    expect(Math.abs((await loss.data())[0] - truth.loss)).toBeLessThan(TOLERANCE);
    for (const [index, { name }] of trainedParameters(truth.graph).entries()) {
      const expected = truth.gradients.get(name) ?? [];
      expect(largestDifference(await gradients[index].data(), expected), name).toBeLessThan(TOLERANCE);
    }
  });
}
