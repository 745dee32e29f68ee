import { describe, expect, it } from "vitest";
import { diffConfigs } from "@/domain/config/config-diff";
import { setByPath } from "@/domain/config/config-path";
import { defaultConfig } from "@/domain/config/defaults";

describe("the difference of two configurations", () => {
  it("is empty for equal ones, lists compared by content", () => {
    const listed = setByPath(defaultConfig, "tokens.specialTokens", ["<a>"]);
    expect(diffConfigs(defaultConfig, structuredClone(defaultConfig))).toEqual({ live: [], structural: [] });
    expect(diffConfigs(listed, structuredClone(listed))).toEqual({ live: [], structural: [] });
  });

  it("sees a list whose items changed", () => {
    const before = setByPath(defaultConfig, "tokens.specialTokens", ["<a>"]);
    const after = setByPath(defaultConfig, "tokens.specialTokens", ["<b>"]);
    expect(diffConfigs(before, after).structural).toEqual(["tokens.specialTokens"]);
  });

  it("tells what acts at once from what waits for the next run", () => {
    let changed = setByPath(defaultConfig, "training.learningRate", 0.5);
    changed = setByPath(changed, "training.batchSize", 8);
    changed = setByPath(changed, "tokens.specialTokens", ["<a>"]);
    changed = setByPath(changed, "seed", "other");
    expect(diffConfigs(defaultConfig, changed)).toEqual({
      live: ["training.learningRate"],
      structural: ["seed", "tokens.specialTokens", "training.batchSize"],
    });
  });
});
