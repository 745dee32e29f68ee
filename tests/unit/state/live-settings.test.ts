import { describe, expect, it } from "vitest";
import { changeModel } from "@/domain/architectures/model-config";
import { defaultConfig } from "@/domain/config/defaults";
import { presetIds, presets } from "@/domain/config/presets";
import { settingsMatch, takesLiveSettings } from "@/state/live-settings";

const run = { config: defaultConfig, planned: false };
const plannedRun = { ...run, planned: true };

describe("settingsMatch", () => {
  const { training } = defaultConfig;

  it("holds for equal settings whatever the order of their keys", () => {
    const reversed = Object.fromEntries(Object.entries(training).reverse()) as typeof training;
    expect(settingsMatch(run, { ...defaultConfig, training: reversed })).toBe(true);
  });

  it("ignores settings that act on the run under way", () => {
    expect(settingsMatch(run, { ...defaultConfig, training: { ...training, learningRate: 0.5 } })).toBe(true);
  });

  it("notices every other change", () => {
    expect(settingsMatch(run, { ...defaultConfig, seed: "other" })).toBe(false);
    expect(settingsMatch(run, { ...defaultConfig, training: { ...training, batchSize: 7 } })).toBe(false);
    const model = changeModel(defaultConfig.model, { hiddenSize: 77 });
    expect(settingsMatch(run, { ...defaultConfig, model })).toBe(false);
  });
});

describe("takesLiveSettings", () => {
  const { training } = defaultConfig;

  it("lets training settings and the seed change under a run", () => {
    expect(takesLiveSettings(run, { ...defaultConfig, training: { ...training, epochs: 9 } })).toBe(true);
    expect(takesLiveSettings(run, { ...defaultConfig, training: { ...training, batchSize: 9 } })).toBe(true);
    expect(takesLiveSettings(run, { ...defaultConfig, seed: "other" })).toBe(true);
  });

  it("lets nothing reach a planned run, and says that its settings are others", () => {
    const edited = { ...defaultConfig, training: { ...training, learningRate: 0.5 } };
    expect(takesLiveSettings(plannedRun, edited)).toBe(false);
    expect(settingsMatch(run, edited)).toBe(true);
    expect(settingsMatch(plannedRun, edited)).toBe(false);
    expect(settingsMatch(plannedRun, defaultConfig)).toBe(true);
  });

  it("keeps every other example from steering the run", () => {
    const others = presetIds.filter((id) => id !== "first-song");
    expect(others.map((id) => takesLiveSettings(run, presets[id].config))).toEqual(others.map(() => false));
  });
});
