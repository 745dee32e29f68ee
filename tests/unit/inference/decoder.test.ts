import { describe, expect, it } from "vitest";
import { buildGraph, changeModel } from "@/domain/architectures/model-config";
import { initializeParameters } from "@/domain/graph/initialize";
import type { ModelGraph } from "@/domain/graph/model-graph";
import { windowStart } from "@/domain/inference/cached-decoder";
import { createDecoder, type WindowRules } from "@/domain/inference/create-decoder";
import type { WindowForm } from "@/domain/inference/decoder";
import type { NamedTensors } from "@/domain/named-tensors";
import { hashText, mix32 } from "@/domain/random";
import { loadModelTruth, modelTruthNames } from "../../truth/load-truth";
import { hotWheels, olaMundo, poema, tinyAttention } from "../graph/model-config";
import { windowLogits } from "./window-logits";

const V = 10;
const T = 8;
const text = Array.from({ length: 5 * T + 3 }, (_, index) => mix32(index + 1) % V);

/** By default the exact form. */
function rules(fillId: number, form: WindowForm = "exact"): WindowRules {
  return { fillId, chooseForm: () => form };
}

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  const worst = Array.from(actual).reduce((most, value, i) => Math.max(most, Math.abs(value - expected[i])), 0);
  expect(worst).toBeLessThan(tolerance);
}

/** Spreads the weights out, so that positions and neighbours matter far beyond rounding. */
function lively(graph: ModelGraph): NamedTensors {
  const tensors = initializeParameters(graph, hashText("lively"));
  for (const [name, { data }] of tensors) {
    if (name.endsWith("gain")) continue;
    for (let i = 0; i < data.length; i++) data[i] += Math.sin(7 * i + name.length) / 4;
  }
  return tensors;
}

describe.each(modelTruthNames)("one window of %s", (name) => {
  const truth = loadModelTruth(name);
  const { contextLength, vocabularySize, lossPositions } = truth.graph;
  const rows = lossPositions === "last" ? 1 : contextLength;

  it("gives PyTorch's logits to 1e-5", () => {
    for (const [row, window] of truth.windows.entries()) {
      const size = rows * vocabularySize;
      const logits = windowLogits(truth.graph, truth.tensors, window.slice(0, contextLength));
      expectClose(logits, truth.logits.subarray(row * size, (row + 1) * size), 1e-5);
    }
  });

  it("gives PyTorch's last logits when decoded token by token", () => {
    for (const [row, window] of truth.windows.entries()) {
      const decoder = createDecoder(truth.graph, truth.tensors, rules(0));
      let logits = new Float32Array();
      for (const token of window.slice(0, contextLength)) logits = Float32Array.from(decoder.feed([token]));
      const end = (row + 1) * rows * vocabularySize;
      expectClose(logits, truth.logits.subarray(end - vocabularySize, end), 1e-5);
    }
  });
});

describe("decoding a GRU", () => {
  const graph = buildGraph(changeModel(poema, { hiddenSize: 12 }), T, V);
  const tensors = lively(graph);

  it("carries the state: every step inside a window equals the whole window so far", () => {
    const decoder = createDecoder(graph, tensors, rules(0));
    for (let t = 0; t < T; t++) {
      expectClose(decoder.feed([text[t]]), windowLogits(graph, tensors, text.slice(0, t + 1)), 1e-6);
    }
  });

  it("goes on beyond a window as one long window would", () => {
    const long = buildGraph(changeModel(poema, { hiddenSize: 12 }), text.length, V);
    expectClose(createDecoder(graph, tensors, rules(0)).feed(text), windowLogits(long, tensors, text), 1e-6);
  });
});

describe("decoding causal attention", () => {
  const graph = buildGraph(tinyAttention, T, V);
  const tensors = lively(graph);
  const lastOf = (tokens: readonly number[]) => windowLogits(graph, tensors, tokens).slice(-V);

  it("caches: every step inside a window equals the whole window so far", () => {
    const decoder = createDecoder(graph, tensors, rules(0));
    for (let t = 0; t < T; t++) expectClose(decoder.feed([text[t]]), lastOf(text.slice(0, t + 1)), 1e-6);
  });

  it("sees exactly the last window at every step in its exact form, however the text is fed", () => {
    const stepwise = createDecoder(graph, tensors, rules(0));
    for (let end = 1; end <= text.length; end++) {
      const expected = lastOf(text.slice(Math.max(0, end - T), end));
      expectClose(stepwise.feed([text[end - 1]]), expected, 1e-6);
      expectClose(createDecoder(graph, tensors, rules(0)).feed(text.slice(0, end)), expected, 1e-6);
    }
    expect(stepwise.form()).toBe("exact");
  });

  it("keeps three quarters of a window or more in its fast form, and reads anew at most once a quarter", () => {
    const stepwise = createDecoder(graph, tensors, rules(0, "fast"));
    const starts = new Set<number>();
    for (let end = 1; end <= text.length; end++) {
      const start = windowStart("fast", end, T);
      starts.add(start);
      expect(end - start).toBeLessThanOrEqual(T);
      if (end > T) expect(end - start).toBeGreaterThan((3 * T) / 4);
      const expected = lastOf(text.slice(start, end));
      expectClose(stepwise.feed([text[end - 1]]), expected, 1e-6);
      expectClose(createDecoder(graph, tensors, rules(0, "fast")).feed(text.slice(0, end)), expected, 1e-6);
    }
    expect(starts.size - 1).toBeLessThanOrEqual(Math.ceil((text.length - T) / (T / 4)));
    expect(stepwise.form()).toBe("fast");
  });

  it("chooses its form once, when a text first outgrows the window", () => {
    const asked: number[] = [];
    const decoder = createDecoder(graph, tensors, {
      fillId: 0,
      chooseForm: (contextLength, read) => {
        asked.push(contextLength);
        read(1);
        read(contextLength);
        return "exact";
      },
    });
    decoder.feed(text.slice(0, T));
    expect([asked, decoder.form()]).toEqual([[], null]);
    expectClose(decoder.feed([text[T]]), lastOf(text.slice(1, T + 1)), 1e-6);
    decoder.reset();
    decoder.feed(text);
    expect([asked, decoder.form()]).toEqual([[T], "exact"]);
  });

  it("reads a full window again where only the last position was trained", () => {
    const last = buildGraph(changeModel(tinyAttention, { lossPositions: "last" }), T, V);
    const decoder = createDecoder(last, tensors, rules(3));
    expectClose(
      decoder.feed(text.slice(0, 2)),
      windowLogits(last, tensors, [3, 3, 3, 3, 3, 3, ...text.slice(0, 2)]),
      1e-6,
    );
    expectClose(decoder.feed(text.slice(2, 20)), windowLogits(last, tensors, text.slice(12, 20)), 1e-6);
  });
});

describe.each([
  ["an MLP", buildGraph(changeModel(hotWheels, { hiddenSize: 12, embeddingSize: 4 }), T, V)],
  ["bare attention", buildGraph(olaMundo, T, V)],
] as const)("decoding %s", (_, graph) => {
  const tensors = lively(graph);

  it("puts the fill token before a short text", () => {
    const window = [...new Array<number>(T - 2).fill(4), 5, 6];
    expectClose(createDecoder(graph, tensors, rules(4)).feed([5, 6]), windowLogits(graph, tensors, window), 1e-6);
  });

  it("predicts from the last window, step by step", () => {
    const decoder = createDecoder(graph, tensors, rules(0));
    decoder.feed(text.slice(0, T));
    for (let end = T + 1; end <= text.length; end++) {
      expectClose(decoder.feed([text[end - 1]]), windowLogits(graph, tensors, text.slice(end - T, end)), 1e-6);
    }
  });
});

describe("any decoder", () => {
  const graphs: readonly (readonly [string, ModelGraph])[] = [
    ["mlp", buildGraph(hotWheels, T, V)],
    ["gru", buildGraph(changeModel(poema, { hiddenSize: 12 }), T, V)],
    ["attention", buildGraph(tinyAttention, T, V)],
    ["bare attention", buildGraph(olaMundo, T, V)],
  ];

  it.each(graphs)("of %s gives the same for one call as for many", (_, graph) => {
    const tensors = lively(graph);
    const one = createDecoder(graph, tensors, rules(0)).feed(text);
    const many = createDecoder(graph, tensors, rules(0));
    const results = text.map((token) => many.feed([token]));
    expect(results.at(-1)).toEqual(one);
  });

  it.each(graphs)("of %s forgets everything when reset", (_, graph) => {
    const tensors = lively(graph);
    const decoder = createDecoder(graph, tensors, rules(0));
    const fresh = decoder.feed([1, 2, 3]);
    decoder.feed(text);
    decoder.reset();
    expect(decoder.feed([1, 2, 3])).toEqual(fresh);
  });

  it.each(graphs)("of %s gives logits that later tokens leave alone", (_, graph) => {
    const decoder = createDecoder(graph, lively(graph), rules(0));
    const first = decoder.feed([1]);
    const copy = first.slice();
    decoder.feed([2]);
    expect(first).toEqual(copy);
  });

  it("refuses to predict from nothing", () => {
    const [, graph] = graphs[0];
    expect(() => createDecoder(graph, lively(graph), rules(0)).feed([])).toThrow("expected at least one token, got 0");
  });

  it("refuses weights of another model", () => {
    const [, graph] = graphs[0];
    const other = lively(buildGraph(changeModel(hotWheels, { hiddenSize: 7 }), T, V));
    expect(() => createDecoder(graph, other, rules(0))).toThrow("numbers in hidden.weight, got 1792");
  });
});

describe("the cost of a token", () => {
  /** Counts reads of the embedding table: one row for each position that is computed. */
  function positionsComputed(graph: ModelGraph, tokens: readonly number[], form?: WindowForm): readonly number[] {
    const tensors = new Map(lively(graph));
    const [name, table] = [...tensors][0];
    let reads = 0;
    const data = new Proxy(table.data, {
      get(target, property) {
        if (typeof property === "string" && /^\d+$/.test(property)) reads += 1;
        return Reflect.get(target, property);
      },
    });
    tensors.set(name, { shape: table.shape, data });
    const decoder = createDecoder(graph, tensors, rules(0, form));
    return tokens.map((token) => {
      reads = 0;
      decoder.feed([token]);
      return reads / table.shape[1];
    });
  }
  const average = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0) / counts.length;

  it("of a GRU is always one position", () => {
    expect(new Set(positionsComputed(buildGraph(changeModel(poema, { hiddenSize: 4 }), T, V), text))).toEqual(
      new Set([1]),
    );
  });

  it("of causal attention is a window beyond the first one in the exact form", () => {
    const counts = positionsComputed(buildGraph(tinyAttention, T, V), text, "exact");
    expect(new Set(counts.slice(0, T))).toEqual(new Set([1]));
    expect(new Set(counts.slice(T))).toEqual(new Set([T]));
  });

  it("of causal attention is four positions on average in the fast form, however long the text", () => {
    const counts = positionsComputed(buildGraph(tinyAttention, T, V), [...text, ...text, ...text, ...text], "fast");
    expect(average(counts.slice(T, 5 * T))).toBe(4);
    expect(average(counts.slice(-4 * T))).toBe(4);
    expect(Math.max(...counts)).toBe((3 * T) / 4 + 1);
  });

  it("of an MLP is always one window", () => {
    expect(new Set(positionsComputed(buildGraph(changeModel(hotWheels, { hiddenSize: 4 }), T, V), text))).toEqual(
      new Set([T]),
    );
  });
});
