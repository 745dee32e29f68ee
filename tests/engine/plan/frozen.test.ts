// What is frozen costs no gradients: none of its own, and none of nodes behind which nothing is trained.
import { expect, it } from "vitest";
import type { SessionRequest } from "@/engine/engine";
import { compileSession } from "@/engine/plan/compile-session";
import type { KernelKind } from "@/engine/plan/contract/kernel-call";
import type { Tuning } from "@/engine/plan/contract/tuning";
import { roleRequest, tinyOptimizers, tinyRequest } from "../support/tiny-models";

const tuning: Tuning = {
  arenaWords: Number.POSITIVE_INFINITY,
  partialChunks: 1,
  productParts: () => 1,
  embeddingProducts: () => false,
};
const optimizer = tinyOptimizers.sgd;

function kindsOf(request: SessionRequest): readonly KernelKind[] {
  return compileSession(request, tuning)
    .training.forms[0].stretches.flat()
    .map(({ kind }) => kind);
}

it("takes no product for the gradient of a frozen embedding", () => {
  const products = (request: SessionRequest) => kindsOf(request).filter((kind) => kind === "matmul").length;
  const frozen = products(roleRequest("a frozen embedding under an MLP", optimizer));
  expect(frozen).toBe(products(tinyRequest("mlp", optimizer)) - 1);
});

it("goes no further back than the lowest trained parameter", () => {
  const kinds = kindsOf(roleRequest("an output over a frozen GRU", optimizer));
  expect(kindsOf(tinyRequest("gru", optimizer))).toContain("gruBackward");
  expect(kinds).toContain("gru");
  expect(kinds.filter((kind) => kind.endsWith("Backward"))).toEqual([]);
  // On the way forward two layers' projections and the output, on the way back the gradient of its weights.
  expect(kinds.filter((kind) => kind === "matmul")).toHaveLength(4);
});
