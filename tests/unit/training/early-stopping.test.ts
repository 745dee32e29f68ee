import { describe, expect, it } from "vitest";
import { shouldStop } from "@/domain/training/early-stopping";
import { rowsOf } from "./epoch-rows";

function epochsUntilStop(losses: readonly number[], patience: number): number {
  const rows = rowsOf(losses);
  return rows.findIndex((_, index) =>
    shouldStop({ epochs: rows.slice(0, index + 1), patienceFrom: 0 }, { earlyStopping: "validation", patience }),
  );
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

  it("has its whole patience again after a run went on in spite of it", () => {
    const stops = (losses: readonly number[]) =>
      shouldStop({ epochs: rowsOf(losses), patienceFrom: 3 }, { earlyStopping: "validation", patience: 2 });
    expect([stops([1, 2, 3]), stops([1, 2, 3, 4]), stops([1, 2, 3, 4, 5])]).toEqual([false, false, true]);
  });

  it("never stops while it is off, or before the first epoch", () => {
    expect(shouldStop({ epochs: rowsOf([1, 2, 3, 4]), patienceFrom: 0 }, { earlyStopping: "off", patience: 1 })).toBe(
      false,
    );
    expect(shouldStop({ epochs: [], patienceFrom: 0 }, { earlyStopping: "train", patience: 1 })).toBe(false);
  });
});
