import { describe, expect, it } from "vitest";
import { defaultConfig } from "@/domain/config/defaults";
import { divergenceOf, suspectOf } from "@/domain/training/divergence";

describe("divergence", () => {
  it("is seen in a loss that is no number", () => {
    expect(divergenceOf(Number.NaN, 4, 100)).toBe("lossNotFinite");
    expect(divergenceOf(Number.POSITIVE_INFINITY, 4, 100)).toBe("lossNotFinite");
  });

  it("is seen in a loss far above a uniform guess", () => {
    expect(divergenceOf(3.1 * Math.log(100), 4, 100)).toBe("lossTooHigh");
  });

  it("forgives an unlucky start", () => {
    expect(divergenceOf(3.1 * Math.log(100), 9, 100)).toBeNull();
  });
});

describe("the setting to blame for a divergence", () => {
  const { training } = defaultConfig;

  it("is the learning rate of the lost step, as a rule", () => {
    expect(suspectOf(training, 0.3)).toEqual({ setting: "training.learningRate", value: 0.3, better: 0.03 });
  });

  it("is beta 2 where Adam's steps have no limit: it must exceed the square of beta 1", () => {
    const suspected = (changes: Partial<typeof training>) => suspectOf({ ...training, ...changes }, 1e-3).setting;
    expect(suspected({ beta2: 0 })).toBe("training.beta2");
    expect(suspected({ beta1: 0.9, beta2: 0.81 })).toBe("training.beta2");
    expect(suspected({ beta1: 0.9, beta2: 0.82 })).toBe("training.learningRate");
    expect(suspected({ beta1: 0, beta2: 0 })).toBe("training.learningRate");
    expect(suspected({ optimizer: "sgd", beta2: 0 })).toBe("training.learningRate");
  });
});
