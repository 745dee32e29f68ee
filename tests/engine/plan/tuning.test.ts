// Plans follow the tuning of their target: how sums are cut, and whether embeddings go by tables of products.
import { expect, it } from "vitest";
import { compileSession } from "@/engine/plan/compile-session";
import type { CallOf, KernelCall, KernelKind } from "@/engine/plan/contract/kernel-call";
import type { Tuning } from "@/engine/plan/contract/tuning";
import { type TinyModel, tinyOptimizers, tinyRequest } from "../support/tiny-models";

const wholeSums: Tuning = {
  arenaWords: Number.POSITIVE_INFINITY,
  partialChunks: 3,
  productParts: () => 1,
  embeddingProducts: () => false,
};

function stepCalls(model: TinyModel, tuning: Tuning): readonly KernelCall[] {
  return compileSession(tinyRequest(model, tinyOptimizers.sgd), tuning).training.sampleCalls[0];
}

function callsOf<Kind extends KernelKind>(calls: readonly KernelCall[], kind: Kind): readonly CallOf<Kind>[] {
  const found = calls.filter((call) => call.kind === kind) as unknown as readonly CallOf<Kind>[];
  expect(found, `${kind} is in the step`).not.toEqual([]);
  return found;
}

it("makes room for as many partial results as the target keeps", () => {
  const calls = [...stepCalls("mlp", wholeSums), ...stepCalls("attention", wholeSums)];
  for (const { partials, columns } of callsOf(calls, "columnSums")) expect(partials.words).toBe(3 * columns);
  for (const { partials, channels } of callsOf(calls, "layerNormBackward")) expect(partials.words).toBe(6 * channels);
  for (const kind of ["crossEntropy", "gradientNorm"] as const) {
    for (const { partials } of callsOf(calls, kind)) expect(partials.words).toBe(12);
  }
});

it("cuts the gradients of weights into as many parts as the target asks for", () => {
  const inTwo: Tuning = { ...wholeSums, productParts: ({ k }) => (k > 16 ? 2 : 1) };
  const products = callsOf(stepCalls("attention", inTwo), "matmul");
  const cut = products.filter(({ partials }) => partials !== null);
  expect(cut).not.toEqual([]);
  for (const { partials, m, n, k } of cut) expect([partials?.words, k > 16]).toEqual([2 * m * n, true]);
  expect(callsOf(stepCalls("attention", wholeSums), "matmul").every(({ partials }) => partials === null)).toBe(true);
});

it("takes tables of products where the target finds them cheaper", () => {
  const tables: Tuning = { ...wholeSums, embeddingProducts: ({ batch, vocabulary }) => batch === vocabulary + 3 };
  const kinds = stepCalls("mlp", tables).map(({ kind }) => kind);
  expect(kinds).toContain("gatherSum");
  expect(kinds).not.toContain("embedding");
  expect(stepCalls("mlp", wholeSums).map(({ kind }) => kind)).toContain("embedding");
});
