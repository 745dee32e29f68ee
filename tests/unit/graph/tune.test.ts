// What tuning makes of graphs: roles, adapters beside products, and weights that go from one run to another.
import { describe, expect, it } from "vitest";
import { buildGraph, changeModel, firstModel } from "@/domain/architectures/model-config";
import { buildRunGraph } from "@/domain/architectures/run-graph";
import { inheritWeights, readMerged } from "@/domain/checkpoint/inherit-weights";
import { defaultConfig } from "@/domain/config/defaults";
import type { RunConfig } from "@/domain/config/run-config";
import { adapterNames, adapterSizes, isAdapter, mergeAdapters } from "@/domain/graph/adapters";
import { graphCost } from "@/domain/graph/cost";
import { describeGraph } from "@/domain/graph/describe";
import { initializeParameters } from "@/domain/graph/initialize";
import { graphParameters, sizeOf, trainedParameters } from "@/domain/graph/parameters";
import type { PlainTensor } from "@/domain/named-tensors";
import { isStored, readAll, type StoredTensor } from "@/domain/stored-tensor";
import { slotName } from "@/domain/training/optimizer";
import { oracleLogits, toFloat64 } from "../../oracle/oracle";

const [T, V] = [5, 7];
const step = { batchSize: 3, accumulation: 1 };
const size = { embeddingSize: 4, heads: 2, layers: 2, hiddenSize: 6, dropout: 0, positions: 8 } as const;
const models = {
  gpt2: changeModel(firstModel("gpt2"), size),
  attention: changeModel(firstModel("attention"), size),
  gru: changeModel(firstModel("gru"), size),
  oneHot: changeModel(firstModel("gru"), { ...size, layers: 1, embedding: "oneHot" }),
  mlp: changeModel(firstModel("mlp"), { ...size, layers: 1 }),
};
const lora = { trains: "lora", loraRank: 2, loraAlpha: 6 } as const;

const tuned = (model: keyof typeof models, tuning: Partial<RunConfig["tuning"]>) =>
  buildRunGraph(
    { model: models[model], tokens: { contextLength: T }, tuning: { ...defaultConfig.tuning, ...tuning } },
    V,
  );
const trainedNames = (...given: Parameters<typeof tuned>) => trainedParameters(tuned(...given)).map(({ name }) => name);

describe("the size of adapters", () => {
  it("is that of their factors, beside that of the matrices which they adapt", () => {
    // Two blocks, in each of which a product of 4 by 12 is adapted.
    const sizes = (loraRank: number) => adapterSizes(tuned("gpt2", { ...lora, loraRank, loraLayers: "qkv" }));
    expect(sizes(2)).toEqual({ adapters: 2 * 2 * (4 + 12), matrices: 2 * 4 * 12 });
    expect(sizes(3)).toEqual({ adapters: 2 * 3 * (4 + 12), matrices: 2 * 4 * 12 });
    expect(adapterSizes(tuned("gpt2", {}))).toEqual({ adapters: 0, matrices: 0 });
  });
});

describe("a run that trains everything", () => {
  it("has the graph of its model", () => {
    expect(tuned("gpt2", {})).toEqual(buildGraph(models.gpt2, T, V));
  });

  it("keeps the tables where they are frozen, and with them a head that is tied to one", () => {
    const trained = trainedNames("gpt2", { freezeEmbeddings: true });
    expect(trained).not.toContain("embedding.weight");
    expect(trained).not.toContain("positions.weight");
    expect(trained).toContain("attention.0.qkv.weight");
    expect(tuned("gpt2", { freezeEmbeddings: true }).nodes.at(-1)?.op).toMatchObject({ weight: { role: "frozen" } });
    expect(trainedNames("attention", { freezeEmbeddings: true })).toContain("output.weight");
  });
});

describe("a run whose frozen weights are stored as halves", () => {
  const halved = (...[model, tuning]: Parameters<typeof tuned>) =>
    graphParameters(tuned(model, { ...tuning, frozenStorage: "float16" }))
      .filter(({ storage }) => storage === "float16")
      .map(({ name }) => name);

  it("stores no other matrices so than frozen ones that linears and look-ups of tokens read", () => {
    const blocks = [0, 1].flatMap((block) => [
      `attention.${block}.qkv.weight`,
      `attention.${block}.projection.weight`,
      `feedForward.${block}.expand.weight`,
      `feedForward.${block}.contract.weight`,
    ]);
    expect(halved("gpt2", lora).toSorted()).toEqual(["embedding.weight", ...blocks].toSorted());
    expect(halved("gpt2", { trains: "lastBlocks", lastBlocks: 1 })).toHaveLength(5);
    expect(halved("gpt2", { freezeEmbeddings: true })).toEqual(["embedding.weight"]);
    expect(halved("gpt2", {})).toEqual([]);
  });

  it("takes half the memory for them and the same for all else", () => {
    const graph = tuned("gpt2", lora);
    const [whole, half] = [graph, tuned("gpt2", { ...lora, frozenStorage: "float16" })].map(
      (one) => graphCost(one, { batchSize: 2, accumulation: 1 }, "adamw").memory,
    );
    const names = new Set(halved("gpt2", lora));
    const numbers = graphParameters(graph)
      .filter(({ name }) => names.has(name))
      .reduce((sum, { shape }) => sum + sizeOf(shape), 0);
    expect(half).toEqual({ ...whole, weights: whole.weights - 2 * numbers, total: whole.total - 2 * numbers });
  });
});

describe("a run of the last blocks", () => {
  it("trains them and what lies behind", () => {
    const trained = trainedNames("gpt2", { trains: "lastBlocks", lastBlocks: 1 });
    expect(trained.every((name) => /^(attention\.1|feedForward\.1|norm)\./.test(name))).toBe(true);
    expect(trained).toHaveLength(14);
    expect(trainedNames("gru", { trains: "lastBlocks", lastBlocks: 1 })).toEqual([
      "gru.1.kernel",
      "gru.1.recurrent",
      "gru.1.bias",
      "output.weight",
      "output.bias",
    ]);
  });

  it("leaves the tables alone however many blocks there are", () => {
    expect(trainedNames("gpt2", { trains: "lastBlocks", lastBlocks: 9 })[0]).toBe("attention.0.norm.gain");
    expect(trainedNames("mlp", { trains: "lastBlocks", lastBlocks: 1 })[0]).toBe("hidden.weight");
  });
});

describe("a run of adapters", () => {
  const linears = ["attention.0.qkv", "attention.0.projection", "feedForward.0.expand", "feedForward.0.contract"];

  it("trains them alone, beside all products of the blocks or those that were chosen", () => {
    const pairs = (names: readonly string[]) => names.flatMap((name) => [`${name}.lora.down`, `${name}.lora.up`]);
    const ofFirst = (names: readonly string[]) => names.filter((name) => name.includes(".0."));
    expect(ofFirst(trainedNames("gpt2", lora))).toEqual(pairs(linears));
    const chosen = { qkv: linears.slice(0, 1), attention: linears.slice(0, 2), feedForward: linears.slice(2) };
    for (const [loraLayers, names] of Object.entries(chosen)) {
      const tuning = { ...lora, loraLayers: loraLayers as keyof typeof chosen };
      expect(ofFirst(trainedNames("gpt2", tuning))).toEqual(pairs(names));
    }
  });

  it("finds a product in every model", () => {
    expect(trainedNames("gru", lora)).toEqual(
      ["gru.0.kernel", "gru.1.kernel"].flatMap((name) => [`${name}.lora.down`, `${name}.lora.up`]),
    );
    expect(trainedNames("mlp", { ...lora, loraLayers: "qkv" })).toEqual(["hidden.lora.down", "hidden.lora.up"]);
    expect(trainedNames("oneHot", lora)).toEqual(["output.lora.down", "output.lora.up"]);
  });

  it("costs slots and gradients of the adapters alone, and shows the stages of its model", () => {
    const graph = tuned("gpt2", lora);
    const cost = graphCost(graph, step, "adamw");
    const whole = graphCost(tuned("gpt2", {}), step, "adamw");
    const added = 2 * 2 * (4 + 12 + (4 + 4) + (4 + 16) + (16 + 4));
    expect(cost).toMatchObject({ trained: added, parameters: whole.parameters + added });
    expect(cost.memory).toMatchObject({ gradients: 4 * added, optimizer: 8 * added });
    expect(graphCost(tuned("gpt2", { trains: "lastBlocks", lastBlocks: 1 }), step, "adamw").stepFlops).toBeLessThan(
      whole.stepFlops,
    );
    expect(describeGraph(graph)).toEqual(describeGraph(tuned("gpt2", {})));
  });

  it("begins with the weights of its model", () => {
    const base = initializeParameters(tuned("gpt2", {}), 3);
    const adapted = initializeParameters(tuned("gpt2", lora), 3);
    for (const [name, tensor] of base) expect(adapted.get(name)).toEqual(tensor);
    expect(adapted.get("attention.1.qkv.lora.up")?.data.every((value) => value === 0)).toBe(true);
  });
});

/** Weights of a run with adapters that have learned something. */
function learned(model: keyof typeof models) {
  const graph = tuned(model, lora);
  const tensors = new Map(
    [...initializeParameters(graph, 3)].map(([name, { shape, data }]) => [
      name,
      { shape, data: data.map((value, index) => value + (isAdapter(name) ? Math.sin(index + name.length) / 8 : 0)) },
    ]),
  );
  return { graph, tensors };
}

const windows = [[1, 2, 3, 4, 5, 6]];

it.each(["gpt2", "gru", "mlp"] as const)("adapters of %s join the weights beside them", (model) => {
  const { graph, tensors } = learned(model);
  const merged = mergeAdapters(tensors, lora.loraAlpha);
  expect([...merged.keys()]).toEqual(graphParameters(tuned(model, {})).map(({ name }) => name));
  const expected = oracleLogits(graph, toFloat64(tensors), windows);
  const actual = oracleLogits(tuned(model, {}), toFloat64(merged), windows);
  for (const [index, logit] of actual.entries()) expect(logit).toBeCloseTo(expected[index], 5);
  const apart = oracleLogits(tuned(model, {}), toFloat64(tensors), windows);
  expect(Math.abs(apart[0] - expected[0])).toBeGreaterThan(1e-3);
});

describe("weights from another run", () => {
  const tuningOf = (changes: Partial<RunConfig["tuning"]>) => ({ ...defaultConfig.tuning, ...changes });
  const { tensors } = learned("gpt2");
  const parent = {
    tensors: new Map([
      ...tensors,
      [slotName("mean", "attention.0.qkv.lora.up"), { shape: [1], data: Float32Array.of(9) }],
    ]),
    tuning: tuningOf(lora),
  };
  const heirOf = (changes: Partial<RunConfig["tuning"]>) => ({
    graph: tuned("gpt2", changes),
    tuning: tuningOf(changes),
    seed: 4,
  });
  const up = "attention.0.qkv.lora.up";

  it("keep adapters of the same size, without what the optimizer remembered", () => {
    expect(inheritWeights(parent, heirOf(lora))).toEqual(tensors);
  });

  it("take adapters of another size or weight in, and begin with fresh ones", () => {
    for (const change of [{ loraRank: 3 }, { loraAlpha: 2 }, { loraLayers: "attention" }] as const) {
      const inherited = inheritWeights(parent, heirOf({ ...lora, ...change }));
      expect(inherited.get("attention.0.qkv.weight")).toEqual(mergeAdapters(tensors, 6).get("attention.0.qkv.weight"));
      expect(inherited.get(up)?.data.every((value) => value === 0)).toBe(true);
    }
  });

  it("have no adapters where the run has none, and fresh ones where the parent has none", () => {
    const plain = inheritWeights(parent, heirOf({ trains: "lastBlocks" }));
    expect(plain).toEqual(mergeAdapters(tensors, 6));
    const again = inheritWeights({ tensors: plain, tuning: tuningOf({}) }, heirOf(lora));
    expect([...again.keys()].sort()).toEqual([...tensors.keys()].sort());
    expect(again.get("norm.gain")).toBe(plain.get("norm.gain"));
  });

  it("are computed from a file and an adapter when they are read, and are in memory before a run begins", async () => {
    const stored = new Map(
      [...tensors].map(([name, tensor]): readonly [string, PlainTensor | StoredTensor] => [
        name,
        isAdapter(name) ? tensor : { shape: tensor.shape, dtype: "F32", bytes: new Blob([tensor.data]) },
      ]),
    );
    const merged = mergeAdapters(tensors, 6);
    const lazy = inheritWeights({ ...parent, tensors: stored }, heirOf({ trains: "lastBlocks" }));
    expect([...lazy.values()].every(isStored)).toBe(true);
    expect(await readAll(lazy)).toEqual(merged);
    const name = "feedForward.1.expand.weight";
    const bytes = await (lazy.get(name) as StoredTensor).bytes.slice(20, 4096).arrayBuffer();
    expect(new Float32Array(bytes)).toEqual(merged.get(name)?.data.slice(5, 1024));
    const ready = await readMerged(lazy);
    for (const [own, tensor] of ready) expect(isStored(tensor)).toBe(!tensors.has(adapterNames(own).up));
  });

  it("lack what no adapter is, for the check against the graph to tell", () => {
    const some = new Map([...tensors].filter(([name]) => name !== "norm.gain"));
    expect(inheritWeights({ ...parent, tensors: some }, heirOf({})).has("norm.gain")).toBe(false);
  });
});
