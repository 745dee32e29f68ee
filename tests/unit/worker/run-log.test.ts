import { describe, expect, it } from "vitest";
import { emptyHistory } from "@/domain/checkpoint/run-history";
import { RunLog } from "@/worker/run-log";

const measured = (step: number) => ({ step, loss: 1, accuracy: 0, learningRate: 0 });
const stepsOf = (rows: readonly { readonly step: number }[]) => rows.map(({ step }) => step);

describe("the log of a run", () => {
  it("keeps every step of a short run and stays small on a long one, evenly thinned", () => {
    const log = new RunLog(emptyHistory);
    for (let step = 1; step <= 100_000; step++) {
      log.addSteps([measured(step)]);
      log.addCheck(measured(step));
      if (step === 5000) {
        expect(log.history().steps).toHaveLength(5000);
      }
    }
    for (const rows of [log.history().steps, log.history().checks]) {
      const kept = stepsOf(rows);
      expect(kept.length).toBeLessThanOrEqual(20_000);
      expect(kept.length).toBeGreaterThan(5000);
      expect(new Set(kept.slice(1).map((step, index) => step - (kept[index] ?? 0))).size).toBe(1);
    }
  });

  it("keeps one row a step when a run goes on from restored weights", () => {
    const log = new RunLog(emptyHistory);
    log.addSteps([1, 2, 3, 4].map(measured));
    log.addSteps([3, 4, 5].map(measured));
    expect(stepsOf(log.history().steps)).toEqual([1, 2, 3, 4, 5]);
    log.addSteps([5, 6].map(measured));
    expect(stepsOf(log.history().steps)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("goes on from what was logged before", () => {
    const before = { steps: [1, 2, 3].map(measured), checks: [measured(2)] };
    const log = new RunLog(before);
    expect(log.history()).toEqual(before);
    log.addSteps([measured(4)]);
    expect(stepsOf(log.history().steps)).toEqual([1, 2, 3, 4]);
  });

  it("forgets the looks at the validation whose weights were thrown away", () => {
    const log = new RunLog(emptyHistory);
    log.addSteps([1, 2, 3, 4].map(measured));
    log.addCheck(measured(2));
    log.addCheck(measured(4));
    log.addSteps([3].map(measured));
    expect(stepsOf(log.history().checks)).toEqual([2]);
  });
});
