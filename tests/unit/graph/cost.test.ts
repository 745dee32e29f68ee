import { describe, expect, it } from "vitest";
import { buildGraph, changeModel } from "@/domain/architectures/model-config";
import { defaultConfig } from "@/domain/config/defaults";
import { isAdapter } from "@/domain/graph/adapters";
import { countStepFlops, graphCost, savedBytes } from "@/domain/graph/cost";
import { graphParameters, sizeOf } from "@/domain/graph/parameters";
import { tuneGraph } from "@/domain/graph/tune";
import { hotWheels, olaMundo, poema, tinyAttention } from "./model-config";

it("the numbers in a run's file are all weights, and slots for those that train alone", () => {
  const graph = buildGraph(tinyAttention, 8, 10);
  const all = graphCost(graph, { batchSize: 1, accumulation: 1 }, "adam").parameters;
  expect([savedBytes(graph, "sgd"), savedBytes(graph, "adam")]).toEqual([8 * all, 12 * all]);
  const adapted = tuneGraph(graph, { ...defaultConfig.tuning, trains: "lora" });
  const adapters = graphParameters(adapted).reduce(
    (sum, { name, shape }) => sum + (isAdapter(name) ? sizeOf(shape) : 0),
    0,
  );
  expect(adapters).toBeGreaterThan(0);
  expect(savedBytes(adapted, "adam")).toBe(4 * (all + adapters) + 8 * adapters);
});

describe("operations of a training step, counted by hand", () => {
  it("of a small MLP", () => {
    const graph = buildGraph(changeModel(hotWheels, { embeddingSize: 2, hiddenSize: 4, dropout: 0.5 }), 3, 5);
    const embedding = 3 * 2;
    const hidden = 3 * (2 * 6 * 4 + 4);
    const normAndGelu = 3 * 8 * 4 * 2;
    const dropout = 2 * 4;
    const output = 3 * (2 * 4 * 5 + 5);
    const loss = 5 * 5;
    expect(countStepFlops(graph, 10)).toBe(10 * (embedding + hidden + normAndGelu + dropout + output + loss));
  });

  it("of the HotWheels step come to about 6 B (T E H + H V)", () => {
    const products = 6 * 2048 * (1024 * 128 + 128 * 104);
    expect(countStepFlops(buildGraph(hotWheels, 32, 104), 2048) / products).toBeCloseTo(1.01, 2);
  });

  it("of a small GRU", () => {
    const graph = buildGraph(changeModel(poema, { layers: 1, hiddenSize: 2 }), 4, 5);
    const embedding = 4 * 6;
    const cell = 3 * 4 * (2 * 2 * 6 + 6 * 6);
    const output = 3 * (2 * 2 * 5 + 5);
    expect(countStepFlops(graph, 1)).toBe(embedding + cell + output + 5 * 5);
  });

  it("of bare attention", () => {
    const graph = buildGraph(changeModel(olaMundo, { embeddingSize: 2, hiddenSize: 3 }), 4, 5);
    const qkv = 3 * 2 * 4 * 2 * 6;
    const attention = 3 * 16 * (4 * 2 + 5);
    const hidden = 3 * (2 * 2 * 3 + 3) + 3 * 8 * 3;
    const output = 3 * (2 * 3 * 5 + 5);
    expect(countStepFlops(graph, 1)).toBe(4 * 2 + qkv + attention + hidden + output + 5 * 5);
  });

  it("count only visible pairs under a causal mask", () => {
    const graph = buildGraph(tinyAttention, 8, 10);
    const blind = {
      ...graph,
      nodes: graph.nodes.map((node) =>
        node.op.kind === "attention" ? { ...node, op: { ...node.op, causal: false } } : node,
      ),
    };
    const hiddenPairs = 8 * 8 - 8 * 4.5;
    expect(countStepFlops(blind, 1) - countStepFlops(graph, 1)).toBe(2 * 3 * hiddenPairs * (4 * 16 + 5 * 4));
  });
});

describe("the memory estimate", () => {
  const graph = buildGraph(hotWheels, 32, 104);

  it("keeps weights, gradients and the optimizer's tensors", () => {
    const { memory } = graphCost(graph, { batchSize: 2048, accumulation: 1 }, "adamw");
    expect(memory.weights).toBe(4 * 148_200);
    expect(memory.gradients).toBe(4 * 148_200);
    expect(memory.optimizer).toBe(8 * 148_200);
    expect(memory.snapshots).toBe(2 * 12 * 148_200);
    expect(graphCost(graph, { batchSize: 2048, accumulation: 1 }, "rmsprop").memory.optimizer).toBe(4 * 148_200);
  });

  it("keeps every output of the batch with its gradient", () => {
    const outputs = 1024 + 4 * 128 + 104;
    expect(graphCost(graph, { batchSize: 2048, accumulation: 1 }, "sgd").memory.activations).toBe(
      2 * 4 * 2048 * outputs,
    );
  });

  it("adds up", () => {
    const { memory } = graphCost(graph, { batchSize: 16, accumulation: 1 }, "adam");
    expect(memory.total).toBe(
      memory.weights + memory.gradients + memory.optimizer + memory.snapshots + memory.activations,
    );
  });
});
