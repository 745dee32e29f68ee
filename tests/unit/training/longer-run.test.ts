import { describe, expect, it } from "vitest";
import { defaultConfig } from "@/domain/config/defaults";
import { lastingLonger } from "@/domain/training/longer-run";
import { freshProgress } from "@/domain/training/progress";
import { plannedSteps } from "@/domain/training/run-length";

const { training } = defaultConfig;
/** 100 windows by 8: an epoch takes 12.5 steps. */
const size = { windows: 100, stepWindows: 8, stepFlops: 1 };
const atEnd = { ...freshProgress, step: 25, epoch: 2 };

describe("a run that is to last longer", () => {
  it("counts from where it stands, in epochs or in steps", () => {
    const epochs = lastingLonger(training, atEnd, { unit: "epochs", count: 2 }, 12.5);
    expect(epochs).toEqual({ ...training, runLength: "epochs", epochs: 4 });
    expect(plannedSteps(epochs ?? training, size)).toBe(50);
    const steps = lastingLonger(training, atEnd, { unit: "steps", count: 7 }, 12.5);
    expect(steps).toEqual({ ...training, runLength: "steps", steps: 32 });
  });

  it("takes as many steps as the epochs take where it stands amid one", () => {
    const amid = { ...freshProgress, step: 30, epoch: 2, sums: { loss: 1, accuracy: 1, weight: 5, steps: 5 } };
    expect(lastingLonger(training, amid, { unit: "epochs", count: 1 }, 12.5)).toMatchObject({ steps: 43 });
  });

  it("is refused beyond the longest run", () => {
    expect(lastingLonger(training, atEnd, { unit: "epochs", count: 10_000 }, 12.5)).toBeNull();
    expect(lastingLonger(training, atEnd, { unit: "steps", count: 1_000_000 }, 12.5)).toBeNull();
  });
});
