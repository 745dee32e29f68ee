import { describe, expect, it } from "vitest";
import { defaultConfig } from "@/domain/config/defaults";
import { freshProgress } from "@/domain/training/progress";
import { branchStart } from "@/worker/active-run";

describe("the start of a branch", () => {
  it("has the weights of the other run, and neither its steps nor what its optimizer remembered", async () => {
    const tensor = { shape: [1], data: new Float32Array([3]) };
    const tensors = new Map([
      ["hidden.weight", tensor],
      ["optimizer.mean.hidden.weight", tensor],
      ["optimizer.square.hidden.weight", tensor],
    ]);
    const start = await branchStart({ tensors, tuning: defaultConfig.tuning }, defaultConfig, 5);
    expect([...start.state.tensors]).toEqual([["hidden.weight", tensor]]);
    expect(start).toMatchObject({ state: { step: 0 }, progress: freshProgress });
  });
});
