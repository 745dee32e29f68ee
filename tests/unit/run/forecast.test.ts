import { describe, expect, it } from "vitest";
import { getByPath, setByPath } from "@/domain/config/config-path";
import { forecastSeconds } from "@/domain/run/forecast";
import { measureRun, plannedSteps } from "@/domain/training/run-length";
import { runOf } from "../state/fake-client";

const run = runOf({ pace: { trainingSeconds: 9, tokensPerSecond: 1, stepMilliseconds: 20 } });
const config = setByPath(run.config, "training.runLength", "steps");
const steps = (count: number) => setByPath(config, "training.steps", count);

describe("the forecast", () => {
  it("is steps times the time of a step where the model is that of the newest run", () => {
    const fast = runOf({ pace: { trainingSeconds: 1, tokensPerSecond: 1, stepMilliseconds: 10 } });
    expect(forecastSeconds([steps(100), steps(50)], run.data, [run])).toBeCloseTo(3, 9);
    expect(forecastSeconds([steps(100)], run.data, [run, fast, runOf()])).toBeCloseTo(1, 9);
  });

  it("goes by the work of a step for another model", () => {
    const wide = setByPath(steps(100), "model.hiddenSize", 2 * getByPath(config, "model.hiddenSize"));
    const size = (of: typeof config) =>
      measureRun(of, run.data.trainWindows ?? 0, run.data.tokenizer.vocabulary.length);
    const ratio = size(wide).stepFlops / size(config).stepFlops;
    expect(ratio).toBeGreaterThan(1.2);
    expect(forecastSeconds([wide], run.data, [run])).toBeCloseTo(2 * ratio, 9);
    expect(plannedSteps(wide.training, size(wide))).toBe(100);
  });

  it("is unknown before a run has a speed, or without data", () => {
    expect(forecastSeconds([config], run.data, [runOf()])).toBeNull();
    expect(forecastSeconds([config], { ...run.data, trainWindows: null }, [run])).toBeNull();
  });
});
