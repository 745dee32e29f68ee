import { describe, expect, it } from "vitest";
import { shouldStop, updateStopping } from "@/domain/training/early-stopping";
import { freshProgress } from "@/domain/training/progress";

function epochsUntilStop(losses: readonly number[], patience: number): number {
  let state = freshProgress.stopping;
  return losses.findIndex((loss) => {
    state = updateStopping(state, loss);
    return shouldStop(state, patience);
  });
}

describe("early stopping", () => {
  it("stops once the loss has not fallen for as many epochs as the patience says", () => {
    expect(epochsUntilStop([3, 2, 2, 2.5, 2, 1], 3)).toBe(4);
  });

  it("goes on while the loss falls now and then", () => {
    expect(epochsUntilStop([3, 2, 2.1, 1.9, 2, 1.8], 2)).toBe(-1);
  });

  it("counts an equal loss as no improvement", () => {
    expect(epochsUntilStop([2, 2], 1)).toBe(1);
  });
});
