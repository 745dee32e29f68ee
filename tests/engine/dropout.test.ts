// Dropout by the counter generator: the mask is known beforehand, so that gradients under it can be checked.
import * as tf from "@tensorflow/tfjs";
import { describe, expect, it } from "vitest";
import { initializeParameters } from "@/domain/graph/initialize";
import { graphParameters, sizeOf } from "@/domain/graph/parameters";
import { randomKey } from "@/domain/random";
import { dropoutMask } from "@/engine/operations/dropout/mask";
import { cutBatch } from "@/engine/reference/batch";
import { lossAndGradients } from "@/engine/reference/loss-and-gradients";
import { oracleDerivative, oracleLoss, toFloat64 } from "../oracle/oracle";
import { useBackend } from "./support/backend";
import { tinyGraph, tinyModels, tinyWindows } from "./support/tiny-models";

describe("a dropout mask", () => {
  it("drops about its rate and keeps the mean", () => {
    const mask = dropoutMask(randomKey(1, "dropout", 0, 0), 100_000, 0.2);
    expect(mask.filter((factor) => factor === 0).length / mask.length).toBeCloseTo(0.2, 2);
    expect(mask.reduce((sum, factor) => sum + factor, 0) / mask.length).toBeCloseTo(1, 2);
  });

  it("differs from step to step and from node to node", () => {
    const masks = [randomKey(1, "dropout", 0, 0), randomKey(1, "dropout", 1, 0), randomKey(1, "dropout", 0, 1)].map(
      (key) => dropoutMask(key, 64, 0.5).join(),
    );
    expect(new Set(masks).size).toBe(3);
  });
});

describe("gradients under dropout", () => {
  useBackend("cpu");

  it.each(tinyModels)("of %s equal float64 finite differences", async (model) => {
    const graph = tinyGraph(model);
    const plain = initializeParameters(graph, 3);
    const windows = tinyWindows();
    const starts = [7, 100, 220];
    const dropout = { seed: 9, step: 4 };
    const masks = new Map(
      graph.nodes.flatMap(({ op, shape }, index) =>
        op.kind === "dropout"
          ? [[index, dropoutMask(randomKey(9, "dropout", 4, index), starts.length * sizeOf(shape), op.rate)] as const]
          : [],
      ),
    );
    expect(masks.size).toBeGreaterThan(0);
    const { loss, gradients } = tf.tidy(() => {
      const tensors = new Map(Array.from(plain, ([name, { data, shape }]) => [name, tf.tensor(data, [...shape])]));
      const batch = cutBatch(windows, starts, graph.lossPositions);
      const result = lossAndGradients(graph, tensors, [{ batch, dropout }]);
      return { loss: result.loss, gradients: [...result.gradients] };
    });
    const rows = starts.map((start) => [...windows.tokens.subarray(start, start + windows.contextLength + 1)]);
    const parameters = toFloat64(plain);
    expect((await loss.data())[0]).toBeCloseTo(oracleLoss(graph, parameters, rows, { masks }), 5);
    for (const [index, { name, shape }] of graphParameters(graph).entries()) {
      const actual = await gradients[index].data();
      for (const entry of [0, Math.floor(sizeOf(shape) / 2), sizeOf(shape) - 1]) {
        const expected = oracleDerivative(graph, parameters, rows, { name, index: entry }, { masks });
        expect(Math.abs(actual[entry] - expected), `${name}[${entry}]`).toBeLessThan(1e-5);
      }
    }
  });
});
