import { describe, expect, it } from "vitest";
import { defaultConfig } from "@/domain/config/defaults";
import type { TrainingConfig } from "@/domain/config/run-config";
import { freshProgress } from "@/domain/training/progress";
import { learningRateAt, updatePlateau } from "@/domain/training/schedule";

const base: TrainingConfig = {
  ...defaultConfig.training,
  learningRate: 0.1,
  minimumLearningRate: 0,
  scheduleFactor: 0.5,
  schedulePatience: 2,
  scheduleEvery: 3,
  warmupSteps: 10,
};
const at = (step: number, epoch = 0) => ({ step, epoch, totalSteps: 110 });

describe("the learning rate", () => {
  it("stays where it is under the constant schedule", () => {
    expect(learningRateAt({ ...base, schedule: "constant" }, at(77, 5), freshProgress.plateau)).toBe(0.1);
  });

  it("falls by the factor every so many epochs under the step schedule", () => {
    const rates = [0, 2, 3, 5, 6].map((epoch) =>
      learningRateAt({ ...base, schedule: "step" }, at(0, epoch), freshProgress.plateau),
    );
    expect(rates).toEqual([0.1, 0.1, 0.05, 0.05, 0.025]);
  });

  it("warms up linearly and follows half a cosine to the floor", () => {
    const config = { ...base, schedule: "cosine", minimumLearningRate: 0.01 } as const;
    const rate = (step: number) => learningRateAt(config, at(step), freshProgress.plateau);
    expect(rate(0)).toBeCloseTo(0.01, 12);
    expect(rate(9)).toBeCloseTo(0.1, 12);
    expect(rate(10)).toBeCloseTo(0.1, 12);
    expect(rate(60)).toBeCloseTo(0.055, 12);
    expect(rate(110)).toBeCloseTo(0.01, 12);
    expect(rate(500)).toBeCloseTo(0.01, 12);
  });

  it("follows a cosine of a length of its own, and stays at the floor after it", () => {
    const config = { ...base, schedule: "cosine", minimumLearningRate: 0.01, cosineSteps: 60 } as const;
    const rate = (step: number) => learningRateAt(config, at(step), freshProgress.plateau);
    expect(rate(35)).toBeCloseTo(0.055, 12);
    expect(rate(60)).toBeCloseTo(0.01, 12);
    expect(rate(109)).toBeCloseTo(0.01, 12);
  });

  it("never falls below the minimum", () => {
    const config = { ...base, schedule: "step", minimumLearningRate: 0.04 } as const;
    expect(learningRateAt(config, at(0, 30), freshProgress.plateau)).toBe(0.04);
  });

  // torch 1.13, ReduceLROnPlateau(SGD(lr=0.1), factor=0.5, patience=2), stepped on these losses.
  it("is reduced on a plateau exactly when PyTorch reduces it", () => {
    const losses = [1, 0.9, 0.95, 0.93, 0.92, 0.91, 0.8, 0.79999, 0.81, 0.82, 0.83, 0.84, 0.85];
    const expected = [0.1, 0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.05, 0.05, 0.025, 0.025, 0.025, 0.0125];
    const config = { ...base, schedule: "plateau" } as const;
    let state = freshProgress.plateau;
    const rates = losses.map((loss) => {
      state = updatePlateau(state, config, loss);
      return learningRateAt(config, at(0), state);
    });
    expect(rates).toEqual(expected);
  });
});
