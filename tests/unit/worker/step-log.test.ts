import { describe, expect, it } from "vitest";
import { StepLog } from "@/worker/step-log";

const metric = (step: number) => ({ step, loss: 1, accuracy: 0, gradientNorm: 0, learningRate: 0 });

describe("the step log", () => {
  it("keeps every step of a short run and stays small on a long one, evenly thinned", () => {
    const log = new StepLog();
    for (let step = 1; step <= 100_000; step++) {
      log.add([metric(step)]);
      if (step === 5000) {
        expect(log.rows()).toHaveLength(5000);
      }
    }
    const kept = log.rows().map(({ step }) => step);
    expect(kept.length).toBeLessThanOrEqual(20_000);
    expect(kept.length).toBeGreaterThan(5000);
    expect(new Set(kept.slice(1).map((step, index) => step - (kept[index] ?? 0))).size).toBe(1);
  });

  it("keeps one row a step when a run goes on from restored weights", () => {
    const log = new StepLog();
    log.add([1, 2, 3, 4].map(metric));
    log.add([3, 4, 5].map(metric));
    expect(log.rows().map(({ step }) => step)).toEqual([1, 2, 3, 4, 5]);
    log.add([5, 6].map(metric));
    expect(log.rows().map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
