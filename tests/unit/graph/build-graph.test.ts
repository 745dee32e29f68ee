import { describe, expect, it } from "vitest";
import { buildGraph, changeModel, firstModel } from "@/domain/architectures/model-config";
import { setByPath } from "@/domain/config/config-path";
import { defaultConfig } from "@/domain/config/defaults";
import { settleConfig } from "@/domain/config/settle-config";
import { countParameters } from "@/domain/graph/cost";
import { describeGraph } from "@/domain/graph/describe";
import { graphParameters, sizeOf } from "@/domain/graph/parameters";
import { hotWheels, olaMundo, poema, tinyAttention } from "./model-config";

const shapesOf = (graph: ReturnType<typeof buildGraph>) =>
  Object.fromEntries(graphParameters(graph).map(({ name, shape }) => [name, shape]));

describe("the HotWheels model", () => {
  const graph = buildGraph(hotWheels, 32, 104);

  it("has 148,200 parameters", () => {
    expect(countParameters(graph)).toBe(148_200);
  });

  it("names its parameters as files show them", () => {
    expect(Object.keys(shapesOf(graph))).toEqual([
      "embedding.weight",
      "hidden.weight",
      "hidden.bias",
      "hidden.norm.gain",
      "hidden.norm.bias",
      "output.weight",
      "output.bias",
    ]);
  });

  it("numbers its hidden layers once there are several", () => {
    const names = Object.keys(shapesOf(buildGraph(changeModel(hotWheels, { layers: 2 }), 32, 104)));
    expect(names).toContain("hidden.0.weight");
    expect(names).toContain("hidden.1.norm.gain");
  });

  it("takes its loss on the last position even when asked for every one", () => {
    expect(buildGraph(changeModel(hotWheels, { lossPositions: "every" }), 32, 104).lossPositions).toBe("last");
  });
});

describe("the Poema model", () => {
  it("has 72,960 + 99,072 + 7,740 = 179,772 parameters", () => {
    const graph = buildGraph(poema, 59, 60);
    const parameters = (stage: string) =>
      graphParameters(graph)
        .filter(({ name }) => name.startsWith(stage))
        .reduce((sum, { shape }) => sum + sizeOf(shape), 0);
    expect(["gru.0", "gru.1", "output"].map(parameters)).toEqual([72_960, 99_072, 7_740]);
    expect(countParameters(graph)).toBe(179_772);
  });

  it("looks one-hot rows up in the first layer's kernel", () => {
    expect(shapesOf(buildGraph(poema, 59, 60))).toMatchObject({
      "gru.0.kernel": [60, 384],
      "gru.0.recurrent": [128, 384],
      "gru.0.bias": [2, 384],
      "gru.1.kernel": [128, 384],
    });
  });

  it("puts a learned embedding before the kernel, and dropout between layers", () => {
    const graph = buildGraph(
      changeModel(poema, { embedding: "learned", dropout: 0.3, lossPositions: "every" }),
      59,
      60,
    );
    expect(shapesOf(graph)).toMatchObject({ "embedding.weight": [60, 32], "gru.0.kernel": [32, 384] });
    const kinds = graph.nodes.map((node) => node.op.kind);
    expect(kinds).toEqual(["embedding", "linear", "gru", "dropout", "linear", "gru", "linear"]);
    expect(graph.nodes.at(-1)?.shape).toEqual([59, 60]);
  });
});

describe("attention", () => {
  it("adds each branch of a block to the stream before it", () => {
    const graph = buildGraph(tinyAttention, 8, 10);
    const adds = graph.nodes.flatMap((node, index) => (node.op.kind === "add" ? [[index, node.op.with]] : []));
    expect(adds).toEqual([
      [8, 2], // nodes 0 to 2: embedding, positions, dropout
      [14, 8],
      [20, 14],
      [26, 20],
    ]);
  });

  it("asks for channels that the heads can share", () => {
    expect(() => buildGraph(changeModel(tinyAttention, { heads: 3 }), 8, 10)).toThrow("divisible by 3 heads, got 16");
  });

  it("keeps the bare form to 3 projections and two linear layers", () => {
    expect(shapesOf(buildGraph(olaMundo, 5, 14))).toEqual({
      "embedding.weight": [14, 8],
      "attention.qkv.weight": [8, 24],
      "hidden.weight": [8, 32],
      "hidden.bias": [32],
      "output.weight": [32, 14],
      "output.bias": [14],
    });
  });

  it("takes the bare form's loss on the last position, since every position sees its target", () => {
    expect(buildGraph(changeModel(olaMundo, { lossPositions: "every" }), 5, 14).lossPositions).toBe("last");
  });
});

describe("GPT-2", () => {
  const model = changeModel(firstModel("gpt2"), { embeddingSize: 4, heads: 2, layers: 2, positions: 9 });
  const graph = buildGraph(model, 6, 5);

  it("ties its head to the table and keeps more positions than a window has", () => {
    const shapes = shapesOf(graph);
    expect(shapes).toMatchObject({ "embedding.weight": [5, 4], "positions.weight": [9, 4] });
    expect(Object.keys(shapes).filter((name) => name.startsWith("output"))).toEqual([]);
    expect(describeGraph(graph).at(-1)).toMatchObject({ label: "output", picture: "scores", shape: [6, 5] });
  });

  it("draws the two products that join the residual more narrowly", () => {
    const deviations = new Map(
      graphParameters(graph).flatMap(({ name, initializer }) =>
        initializer.kind === "normal" ? [[name, initializer.deviation]] : [],
      ),
    );
    expect(deviations.get("attention.1.qkv.weight")).toBe(0.02);
    expect(deviations.get("attention.1.projection.weight")).toBeCloseTo(0.01, 12);
    expect(deviations.get("feedForward.0.contract.weight")).toBeCloseTo(0.01, 12);
  });

  it("refuses a window with more positions than the table has", () => {
    expect(() => buildGraph(model, 10, 5)).toThrow("expected at least (10,4) for addPositions, got (9,4)");
    expect(settleConfig(setByPath({ ...defaultConfig, model }, "tokens.contextLength", 10)).config.model).toMatchObject(
      {
        positions: 10,
      },
    );
  });

  it("takes a longer context than other architectures", () => {
    const longest = (architecture: "gpt2" | "attention") =>
      settleConfig(setByPath({ ...defaultConfig, model: firstModel(architecture) }, "tokens.contextLength", 9000))
        .config.tokens.contextLength;
    expect([longest("gpt2"), longest("attention")]).toEqual([1024, 512]);
  });
});

describe("the stages of a diagram", () => {
  it("follow the layers of the network", () => {
    const stages = describeGraph(buildGraph(tinyAttention, 8, 10));
    expect(stages.map((stage) => [stage.label, stage.layer, stage.shape])).toEqual([
      ["embedding", null, [8, 16]],
      ["positions", null, [8, 16]],
      ["attention", 0, [8, 16]],
      ["feedForward", 0, [8, 16]],
      ["attention", 1, [8, 16]],
      ["feedForward", 1, [8, 16]],
      ["norm", null, [8, 16]],
      ["output", null, [8, 10]],
    ]);
  });

  it("take in what has no parameters, with the shape that leaves it", () => {
    const graph = buildGraph(hotWheels, 32, 104);
    expect(describeGraph(graph).map((stage) => [stage.label, stage.picture, stage.shape])).toEqual([
      ["embedding", "vectors", [32, 32]],
      ["flatten", "joined", [1024]],
      ["hidden", "hidden", [128]],
      ["output", "scores", [104]],
    ]);
  });
});
