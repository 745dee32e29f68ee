import { describe, expect, it } from "vitest";
import { buildGraph, changeModel } from "@/domain/architectures/model-config";
import { initializeParameters } from "@/domain/graph/initialize";
import { orthogonalMatrix } from "@/domain/graph/orthogonal";
import { randomKey } from "@/domain/random";
import { hotWheels, olaMundo, poema, tinyAttention } from "./model-config";

function statistics(data: Float32Array | undefined) {
  const values = Array.from(data ?? []);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return {
    mean,
    deviation: Math.sqrt(variance),
    largest: values.reduce((top, value) => Math.max(top, Math.abs(value)), 0),
  };
}

describe("PyTorch's initialization", () => {
  const tensors = initializeParameters(buildGraph(hotWheels, 32, 104), 1);

  it("draws embeddings from N(0,1)", () => {
    const { mean, deviation } = statistics(tensors.get("embedding.weight")?.data);
    expect(Math.abs(mean)).toBeLessThan(0.06);
    expect(Math.abs(deviation - 1)).toBeLessThan(0.04);
  });

  it("draws linear layers uniformly within 1/sqrt(fan in)", () => {
    const weight = statistics(tensors.get("hidden.weight")?.data);
    expect(weight.largest).toBeLessThanOrEqual(1 / 32);
    expect(weight.deviation).toBeCloseTo(1 / 32 / Math.sqrt(3), 3);
    const bias = statistics(tensors.get("output.bias")?.data);
    expect(bias.largest).toBeLessThanOrEqual(1 / Math.sqrt(128));
    expect(bias.deviation).toBeGreaterThan(0.03);
  });

  it("starts LayerNorm as identity", () => {
    expect(new Set(tensors.get("hidden.norm.gain")?.data)).toEqual(new Set([1]));
    expect(new Set(tensors.get("hidden.norm.bias")?.data)).toEqual(new Set([0]));
  });

  it("draws everything of a GRU within 1/sqrt(C)", () => {
    const gru = initializeParameters(buildGraph(changeModel(poema, { initialization: "pytorch" }), 59, 60), 1);
    for (const name of ["gru.0.kernel", "gru.1.recurrent", "gru.1.bias"]) {
      const { largest, deviation } = statistics(gru.get(name)?.data);
      expect(largest).toBeLessThanOrEqual(1 / Math.sqrt(128));
      expect(deviation).toBeCloseTo(1 / Math.sqrt(384), 2);
    }
  });
});

describe("Keras' initialization of the GRU", () => {
  const tensors = initializeParameters(buildGraph(poema, 59, 60), 1);

  it("draws the one-hot kernel by Glorot's rule over 60 inputs and 384 gates", () => {
    const { largest, deviation } = statistics(tensors.get("gru.0.kernel")?.data);
    expect(largest).toBeLessThanOrEqual(Math.sqrt(6 / 444));
    expect(deviation).toBeCloseTo(Math.sqrt(2 / 444), 3);
  });

  it("makes the recurrent kernel's rows orthonormal", () => {
    const data = tensors.get("gru.0.recurrent")?.data ?? new Float32Array();
    const dot = (a: number, b: number) => {
      let sum = 0;
      for (let c = 0; c < 384; c++) sum += data[a * 384 + c] * data[b * 384 + c];
      return sum;
    };
    for (const [a, b] of [
      [0, 0],
      [127, 127],
      [0, 1],
      [3, 120],
      [126, 127],
    ]) {
      expect(dot(a, b)).toBeCloseTo(a === b ? 1 : 0, 6);
    }
  });

  it("starts all biases at zero", () => {
    expect(statistics(tensors.get("gru.1.bias")?.data).largest).toBe(0);
    expect(statistics(tensors.get("output.bias")?.data).largest).toBe(0);
  });
});

describe("attention's initialization", () => {
  it("follows GPT-2 in blocks: N(0, 0.02) and no biases", () => {
    const tensors = initializeParameters(buildGraph(changeModel(tinyAttention, { embeddingSize: 64 }), 64, 60), 1);
    for (const name of ["embedding.weight", "positions.weight", "attention.0.qkv.weight", "output.weight"]) {
      expect(statistics(tensors.get(name)?.data).deviation, name).toBeCloseTo(0.02, 3);
    }
    expect(statistics(tensors.get("feedForward.1.expand.bias")?.data).largest).toBe(0);
  });

  it("draws the bare form's embedding from N(0, 0.1)", () => {
    const tensors = initializeParameters(buildGraph(olaMundo, 5, 14), 1);
    expect(Math.abs(statistics(tensors.get("embedding.weight")?.data).deviation - 0.1)).toBeLessThan(0.02);
  });
});

describe("every initialization", () => {
  const graph = buildGraph(changeModel(poema, { hiddenSize: 16 }), 59, 60);

  it("repeats for the same seed and differs for another", () => {
    expect(initializeParameters(graph, 7)).toEqual(initializeParameters(graph, 7));
    expect(initializeParameters(graph, 7)).not.toEqual(initializeParameters(graph, 8));
  });

  it("gives parameters of one shape different numbers", () => {
    const tensors = initializeParameters(graph, 7);
    expect(tensors.get("gru.0.recurrent")).not.toEqual(tensors.get("gru.1.recurrent"));
  });
});

it("an orthogonal matrix with more rows than columns has orthonormal columns", () => {
  const matrix = orthogonalMatrix(5, 2, randomKey(3, "initialization"));
  const column = (c: number) => [0, 1, 2, 3, 4].map((row) => matrix[row * 2 + c]);
  const dot = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * b[i], 0);
  expect(dot(column(0), column(0))).toBeCloseTo(1, 6);
  expect(dot(column(0), column(1))).toBeCloseTo(0, 6);
});
