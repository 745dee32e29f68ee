// Whole training steps against PyTorch: the loss before each of five steps on one batch, for every
// model and every optimizer.
import { describe, expect, it } from "vitest";
import type { SessionRequest } from "@/engine/engine";
import { loadModelTruth, loadOptimizerTruth, type ModelTruth, modelTruthNames } from "../truth/load-truth";
import { useBackend } from "./support/backend";
import { openSession, runSteps } from "./support/open-session";
import { largestDifference } from "./support/truth-suite";

const { cases } = loadOptimizerTruth();

/** Every step sees all windows of the batch, in some order. */
function sessionOn(truth: ModelTruth, optimizer: SessionRequest["optimizer"]): SessionRequest {
  const { contextLength, vocabularySize } = truth.graph;
  const set = { first: 0, stride: contextLength + 1, count: truth.windows.length, shuffle: null, sequences: null };
  return {
    graph: truth.graph,
    windows: {
      tokens: Uint16Array.from(truth.windows.flat()),
      vocabularySize,
      contextLength,
      lossMask: null,
      train: set,
      validation: set,
    },
    order: { seed: 1, batchSize: truth.windows.length, accumulation: 1, shuffle: "everyEpoch" },
    optimizer,
    state: { step: 0, tensors: truth.tensors },
  };
}

describe.each(["cpu", "wasm"] as const)("on %s", (backend) => {
  useBackend(backend);

  describe.each(modelTruthNames)("%s", (name) => {
    const truth = loadModelTruth(name);

    it.each(cases)("trained by $name follows PyTorch's losses", async (test) => {
      const session = await openSession(sessionOn(truth, test.optimizer.kind));
      const metrics = await runSteps(session, test, 5, test.learningRate);
      const losses = metrics.map((metric) => metric.loss);
      expect(largestDifference(losses, truth.lossCurves.get(test.name) ?? [])).toBeLessThan(1e-4);
      session.dispose();
    });
  });
});
