// The float64 oracle against PyTorch's figures: what every engine is later compared with.
import { describe, expect, it } from "vitest";
import { trainedParameters } from "@/domain/graph/parameters";
import { oracleDerivative, oracleLogits, oracleLoss, toFloat64 } from "../../oracle/oracle";
import { loadModelTruth, modelTruthNames } from "../../truth/load-truth";

function largestDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(actual.length).toBe(expected.length);
  return Array.from(actual).reduce((worst, value, i) => Math.max(worst, Math.abs(value - expected[i])), 0);
}

describe.each(modelTruthNames)("the oracle on %s", (name) => {
  const truth = loadModelTruth(name);
  const parameters = toFloat64(truth.tensors);

  it("gives PyTorch's logits and loss to 1e-9", () => {
    expect(largestDifference(oracleLogits(truth.graph, parameters, truth.windows), truth.logits)).toBeLessThan(1e-9);
    expect(oracleLoss(truth.graph, parameters, truth.windows)).toBeCloseTo(truth.loss, 9);
  });

  it("gives PyTorch's gradient by finite differences in entries of every parameter", () => {
    expect([...truth.gradients.keys()].sort()).toEqual(
      trainedParameters(truth.graph)
        .map(({ name }) => name)
        .sort(),
    );
    for (const [parameter, gradient] of truth.gradients) {
      for (const share of [0, 0.37, 0.71, 0.999]) {
        const index = Math.floor(share * gradient.length);
        const derivative = oracleDerivative(truth.graph, parameters, truth.windows, { name: parameter, index });
        expect(Math.abs(derivative - gradient[index]), `${parameter}[${index}]`).toBeLessThan(1e-8);
      }
    }
  });
});

it.each(["gru-last", "gru-every", "gru-learned-every"] as const)(
  "the oracle gives the Keras equations' logits on %s",
  (name) => {
    const truth = loadModelTruth(name);
    const logits = oracleLogits(truth.graph, toFloat64(truth.tensors), truth.windows);
    expect(largestDifference(logits, truth.kerasLogits ?? [])).toBeLessThan(1e-9);
  },
);

describe("dropout in the oracle", () => {
  const truth = loadModelTruth("mlp-last");
  const parameters = toFloat64(truth.tensors);
  const { nodes } = truth.graph;
  const graph = { ...truth.graph, nodes: [...nodes] };
  const head = nodes.length - 1;
  graph.nodes.splice(head, 0, {
    op: { kind: "dropout", rate: 0.5 },
    input: head - 1,
    shape: nodes[head - 1].shape,
  });
  graph.nodes[head + 1] = { ...nodes[head], input: head };
  const size = truth.windows.length * nodes[head - 1].shape[0];

  it("changes nothing without masks", () => {
    expect(oracleLoss(graph, parameters, truth.windows)).toBe(oracleLoss(truth.graph, parameters, truth.windows));
  });

  it("leaves only the head's bias when everything is dropped", () => {
    const logits = oracleLogits(graph, parameters, truth.windows, new Map([[head, new Float64Array(size)]]));
    const bias = parameters.get("output.bias") ?? [];
    expect(
      largestDifference(
        logits,
        truth.windows.flatMap(() => [...bias]),
      ),
    ).toBe(0);
  });
});
