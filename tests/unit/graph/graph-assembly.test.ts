import { expect, it } from "vitest";
import { matchGraph } from "@/domain/checkpoint/match-graph";
import { countParameters, graphCost } from "@/domain/graph/cost";
import { describeGraph } from "@/domain/graph/describe";
import { GraphAssembly } from "@/domain/graph/graph-assembly";
import { initializeParameters } from "@/domain/graph/initialize";
import { initializerSchemes } from "@/domain/graph/initializers";
import { embedding, gruCell, linear, trained } from "@/domain/graph/layers";
import type { Param } from "@/domain/graph/model-graph";
import { graphParameters, trainedParameters } from "@/domain/graph/parameters";
import type { PlainTensor } from "@/domain/named-tensors";
import { slotName } from "@/domain/training/optimizer";

const scheme = initializerSchemes.pytorch;
const frame = { stages: {}, contextLength: 4, vocabularySize: 5, lossPositions: "every" } as const;
const table = embedding("embedding.weight", 5, 6, scheme.embedding);

it("refuses a weight that does not fit its input", () => {
  const graph = new GraphAssembly(frame);
  graph.add(table);
  expect(() => graph.add(linear("output", 7, 5, scheme))).toThrow(
    "outputShape: expected (6,5) for linear weight, got (7,5)",
  );
});

it("refuses a residual of another shape, and one from a node that does not exist", () => {
  const graph = new GraphAssembly(frame);
  const first = graph.add(table);
  graph.add(linear("hidden", 6, 8, scheme));
  expect(() => graph.add({ kind: "add", with: first })).toThrow("outputShape: expected (4,6) for add, got (4,8)");
  expect(() => graph.add({ kind: "add", with: 9 })).toThrow("add: expected an earlier node, got 9 of 2");
});

it("refuses a recurrent layer without projected gates", () => {
  const graph = new GraphAssembly(frame);
  graph.add(table);
  expect(() => graph.add(gruCell("gru.0", 6, scheme))).toThrow("expected (2,6) for gru recurrent, got (6,18)");
});

it("refuses to flatten twice", () => {
  const graph = new GraphAssembly(frame);
  graph.add(table);
  graph.add({ kind: "flatten" });
  expect(() => graph.add({ kind: "flatten" })).toThrow("expected rank 2 for flatten, got (24)");
});

it("refuses to finish without logits for the loss", () => {
  const graph = new GraphAssembly(frame);
  graph.add(table);
  expect(() => graph.finish()).toThrow("finish: expected logits (4,5), got (4,6)");
});

it("refuses two parameters of one name", () => {
  const graph = new GraphAssembly(frame);
  graph.add(table);
  graph.add(linear("output", 6, 6, scheme));
  graph.add(linear("output", 6, 5, scheme));
  expect(() => graph.finish()).toThrow("expected one parameter a name, got two of output.weight");
});

/** Embedding, a layer, and an output by the embedding's table. */
function tiedGraph(table: Param) {
  const graph = new GraphAssembly({ ...frame, stages: { embedding: null, hidden: null, output: null } });
  graph.add({ kind: "embedding", table });
  graph.add(linear("hidden", 6, 6, scheme));
  graph.add({ kind: "linear", weight: table, bias: null, transposed: true });
  return graph.finish();
}

it("lets two operations read one parameter, which counts once", () => {
  const graph = tiedGraph(table.table);
  expect(graphParameters(graph).map(({ name }) => name)).toEqual(["embedding.weight", "hidden.weight", "hidden.bias"]);
  expect(countParameters(graph)).toBe(5 * 6 + 6 * 6 + 6);
  expect([...initializeParameters(graph, 1).keys()]).toEqual(["embedding.weight", "hidden.weight", "hidden.bias"]);
  expect(describeGraph(graph).map(({ label }) => label)).toEqual(["embedding", "hidden", "output"]);
});

it("refuses a table that does not fit as a transposed weight", () => {
  const graph = new GraphAssembly(frame);
  graph.add(table);
  const weight = trained("output.weight", [6, 5], scheme.kernel(6, 5));
  expect(() => graph.add({ kind: "linear", weight, bias: null, transposed: true })).toThrow(
    "expected (6,6) for linear weight",
  );
});

it("counts and asks files for gradients and slots of what is trained alone", () => {
  const graph = tiedGraph({ ...table.table, role: "frozen" });
  expect(trainedParameters(graph).map(({ name }) => name)).toEqual(["hidden.weight", "hidden.bias"]);
  const { memory, stepFlops } = graphCost(graph, { batchSize: 1, accumulation: 1 }, "adam");
  expect([memory.weights, memory.gradients, memory.optimizer]).toEqual([4 * 72, 4 * 42, 8 * 42]);
  const saved = graphCost(tiedGraph(table.table), { batchSize: 1, accumulation: 1 }, "adam").stepFlops - stepFlops;
  // The gradient of the table by the head, and that of what the layer over it reads.
  expect(saved).toBe(4 * 2 * (5 * 6 + 6 * 6));
  const weights = initializeParameters(graph, 1);
  const slots = ["mean", "square"].flatMap((slot) =>
    trainedParameters(graph).map(({ name }) => [slotName(slot, name), weights.get(name) as PlainTensor] as const),
  );
  const matched = matchGraph(new Map([...weights, ...slots]), graph, "adam");
  expect(matched.ok && [...matched.value.keys()].length).toBe(3 + 4);
});
