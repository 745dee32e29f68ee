import { describe, expect, it } from "vitest";
import { shouldStop } from "@/domain/training/early-stopping";
import { rowsOf } from "./epoch-rows";

function epochsUntilStop(losses: readonly number[], patience: number): number {
  const rows = rowsOf(losses);
  return rows.findIndex((_, index) => shouldStop(rows.slice(0, index + 1), { earlyStopping: "validation", patience }));
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

  it("never stops while it is off, or before the first epoch", () => {
    expect(shouldStop(rowsOf([1, 2, 3, 4]), { earlyStopping: "off", patience: 1 })).toBe(false);
    expect(shouldStop([], { earlyStopping: "train", patience: 1 })).toBe(false);
  });
});
