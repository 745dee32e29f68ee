import { describe, expect, it } from "vitest";
import { applyChanges, parseAddress } from "@/domain/config/address";
import { defaultConfig } from "@/domain/config/defaults";
import { parseConfig } from "@/domain/config/parse-config";
import { presets } from "@/domain/config/presets";
import type { TrainingConfig } from "@/domain/config/run-config";
import { epochsBegun, isTooShort, measureRun, plannedSteps, stepsOfGoingOn } from "@/domain/training/run-length";

const settings = (changes: Partial<TrainingConfig>): TrainingConfig => ({ ...defaultConfig.training, ...changes });
const size = (windows: number, stepWindows: number, stepFlops = 3e7) => ({ windows, stepWindows, stepFlops });

describe("the length of a run", () => {
  it("is the number of steps or epochs asked for", () => {
    expect(plannedSteps(settings({ runLength: "steps", steps: 777 }), size(1000, 100))).toBe(777);
    expect(plannedSteps(settings({ runLength: "epochs", epochs: 3 }), size(1000, 100))).toBe(30);
    expect(plannedSteps(settings({ runLength: "epochs", epochs: 4 }), size(20, 7))).toBe(12);
  });

  it("is automatically five epochs of much data, and enough steps to learn little data", () => {
    const auto = settings({ runLength: "auto", epochs: 1, steps: 1 });
    expect(plannedSteps(auto, size(300_000, 128))).toBe(Math.ceil((300_000 * 5) / 128));
    expect(plannedSteps(auto, size(234, 128))).toBe(2000);
    expect(plannedSteps(auto, size(1, 1))).toBe(2000);
  });

  it("does not let little data hold a large model for long", () => {
    const auto = settings({ runLength: "auto" });
    expect(plannedSteps(auto, size(100, 100, 2e8))).toBe(1000);
    expect(plannedSteps(auto, size(100, 100, 1e12))).toBe(200);
  });

  it("ends with a whole epoch where it is automatic", () => {
    const auto = settings({ runLength: "auto" });
    for (const [windows, batchSize] of [
      [234, 128],
      [999, 7],
      [50_000, 64],
    ] as const) {
      const steps = plannedSteps(auto, size(windows, batchSize));
      const epochs = epochsBegun(size(windows, batchSize), steps);
      expect(steps).toBe(Math.ceil((windows * epochs) / batchSize));
    }
  });

  it("counts the epochs that it completes or begins", () => {
    for (const epochs of [1, 2, 3, 17, 600]) {
      const steps = plannedSteps(settings({ runLength: "epochs", epochs }), size(20, 7));
      expect(epochsBegun(size(20, 7), steps)).toBe(epochs);
    }
    expect(epochsBegun(size(100, 10), 1)).toBe(1);
    expect(epochsBegun(size(100, 10), 11)).toBe(2);
  });

  it("measures the model on the data, whose windows bound the batch", () => {
    const tiny = measureRun(defaultConfig, 40, 30);
    expect(tiny).toMatchObject({ windows: 40, stepWindows: 40 });
    expect(tiny.stepFlops).toBeLessThan(measureRun(defaultConfig, 4000, 30).stepFlops);
  });

  it("is too short where the model could learn nothing in it", () => {
    expect(isTooShort(defaultConfig, size(234, 128), 10)).toBe(true);
    expect(isTooShort(defaultConfig, size(234, 128), 200)).toBe(false);
    expect(isTooShort({ ...defaultConfig, base: "machado" }, size(234, 128), 10)).toBe(false);
  });

  it("grows by what is left, or by as much again once all is done", () => {
    expect(stepsOfGoingOn(30, 100, 100)).toBe(70);
    expect(stepsOfGoingOn(100, 100, 100)).toBe(100);
    expect(stepsOfGoingOn(130, 100, 100)).toBe(100);
  });
});

describe("the way to ask for a length", () => {
  const address = (query: string) =>
    applyChanges(defaultConfig, parseAddress(new URLSearchParams(query)).changes).config.training;

  it("is in epochs or in steps where an address names a number of them", () => {
    expect(address("").runLength).toBe("auto");
    expect(address("training.epochs=7")).toMatchObject({ runLength: "epochs", epochs: 7 });
    expect(address("training.steps=300")).toMatchObject({ runLength: "steps", steps: 300 });
    expect(address("training.runLength=auto&training.epochs=7")).toMatchObject({ runLength: "auto", epochs: 7 });
  });

  it("is in epochs in files that know no other", () => {
    const parsed = parseConfig({ training: { epochs: 9 } });
    expect(parsed).toMatchObject({ ok: true, value: { config: { training: { runLength: "epochs", epochs: 9 } } } });
  });

  it("is in epochs in the notebooks, and automatic in the settings that the page opens with", () => {
    expect(presets["hotwheels-mlp"].config.training).toMatchObject({ runLength: "epochs", epochs: 5 });
    expect(presets["poema-gru"].config.training).toMatchObject({ runLength: "epochs", epochs: 500 });
    expect(presets["ola-mundo-attention"].config.training).toMatchObject({ runLength: "epochs", epochs: 600 });
    expect(presets["first-song"].config.training.runLength).toBe("auto");
  });
});
