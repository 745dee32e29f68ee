import { describe, expect, it } from "vitest";
import { nearestDivisor, nearestMultiple } from "@/domain/architectures/head-sizes";
import { buildGraph, changeModel, type ModelChanges } from "@/domain/architectures/model-config";
import { defaultConfig } from "@/domain/config/defaults";
import { architectureStages } from "@/features/model/architecture-stages";

function stages(changes: ModelChanges) {
  return architectureStages(buildGraph(changeModel(defaultConfig.model, { ...changes }), 32, 104));
}

describe("architectureStages", () => {
  it("shows the toy car MLP as letters, joined, hidden and scores", () => {
    expect(stages({ architecture: "mlp", embeddingSize: 16, hiddenSize: 128, layers: 1, dropout: 0.2 })).toEqual([
      { kind: "vectors", rows: 32, columns: 16 },
      { kind: "joined", size: 512 },
      { kind: "hidden", size: 128, layers: 1 },
      { kind: "scores", size: 104 },
    ]);
  });

  it("counts layers of one kind together", () => {
    expect(stages({ architecture: "mlp", layers: 3 })[2]).toMatchObject({ kind: "hidden", layers: 3 });
    const gru = stages({ architecture: "gru", embedding: "oneHot", layers: 2, hiddenSize: 64, dropout: 0.1 });
    expect(gru).toEqual([
      { kind: "memory", size: 64, layers: 2 },
      { kind: "scores", size: 104 },
    ]);
  });

  it("tells causal attention in blocks from attention alone", () => {
    const block = stages({ architecture: "attention", form: "block", embeddingSize: 32, heads: 4, layers: 2 });
    expect(block[1]).toEqual({ kind: "attention", heads: 4, layers: 2, causal: true });
    const bare = stages({ architecture: "attention", form: "bare", embeddingSize: 8, heads: 1, hiddenSize: 32 });
    expect(bare[1]).toMatchObject({ heads: 1, causal: false });
    expect(bare.map((stage) => stage.kind)).toEqual(["vectors", "attention", "hidden", "scores"]);
  });
});

describe("sizes for heads", () => {
  it("brings an embedding size to the nearest multiple of the heads", () => {
    expect(nearestMultiple(30, 4, 512)).toBe(32);
    expect(nearestMultiple(1, 4, 512)).toBe(4);
    expect(nearestMultiple(512, 3, 512)).toBe(510);
  });

  it("takes a number of heads that divides the size as it is", () => {
    expect(nearestDivisor(32, 4, 2, 16)).toBe(4);
    expect(nearestDivisor(32, 2, 4, 16)).toBe(2);
  });

  it("moves the heads on to the next divisor in the direction of the slider", () => {
    expect(nearestDivisor(32, 3, 2, 16)).toBe(4);
    expect(nearestDivisor(32, 3, 4, 16)).toBe(2);
    expect(nearestDivisor(7, 9, 7, 16)).toBe(7);
    expect(nearestDivisor(6, 14, 1, 16)).toBe(6);
    expect(nearestDivisor(6, 5, 6, 16)).toBe(3);
  });
});
