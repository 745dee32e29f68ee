import { expect, it } from "vitest";
import { GraphAssembly } from "@/domain/graph/graph-assembly";
import { initializerSchemes } from "@/domain/graph/initializers";
import { embedding, gruCell, linear } from "@/domain/graph/layers";

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
  expect(() => graph.finish()).toThrow("got output.weight twice");
});
