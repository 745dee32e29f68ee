import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  appendRow,
  columnOf,
  copyTable,
  createTable,
  cutFrom,
  lastStep,
  MOST_ROWS,
  measuredAt,
  nearestIndex,
  type StepTable,
} from "@/domain/run/step-table";

function tableOf(losses: readonly number[], firstStep = 1): StepTable<"loss"> {
  const table = createTable(["loss"]);
  for (const [index, loss] of losses.entries()) appendRow(table, { step: firstStep + index, loss });
  return table;
}

const valuesOf = (table: StepTable<"loss">) => [...columnOf(table, "loss")];
const stepsOf = (table: StepTable<"loss">) => [...columnOf(table, "step")];

describe("a table of steps", () => {
  it("has a row for every step as it grows", () => {
    const losses = Array.from({ length: 1000 }, (_, index) => Math.sin(index));
    const table = tableOf(losses);
    expect(valuesOf(table)).toEqual(losses);
    expect(stepsOf(table)[999]).toBe(1000);
    expect(table.newest).toEqual({ step: 1000, loss: losses[999] });
  });

  it("stays small on an endless run, and every step counts in the mean of its row", () => {
    const table = createTable(["loss"]);
    const count = 5 * MOST_ROWS + 3;
    for (let step = 1; step <= count; step++) appendRow(table, { step, loss: step % 7 });
    expect(table.rows).toBeLessThan(MOST_ROWS);
    expect(table.rows).toBeGreaterThan(MOST_ROWS / 2);
    expect(new Set(columnOf(table, "count"))).toEqual(new Set([table.stride]));
    const sum = valuesOf(table).reduce((total, loss) => total + loss * table.stride, 0);
    const pending = table.pending === null ? 0 : table.pending.row.loss * table.pending.count;
    const whole = Array.from({ length: count }, (_, index) => (index + 1) % 7).reduce((total, loss) => total + loss, 0);
    expect(sum + pending).toBeCloseTo(whole, 4);
    expect(lastStep(table)).toBe(count);
    expect(measuredAt(table, count)?.loss).toBe(count % 7);
    expect(measuredAt(table, table.stride)).toBeNull();
  });

  it("weighs means by what they were means over, where that is known", () => {
    const table = createTable(["loss", "counted", "rate"], ["loss"]);
    const rest = createTable(["loss", "counted", "rate"], ["loss"]);
    const count = MOST_ROWS + 4;
    const rowOf = (step: number) => ({
      step,
      loss: step % 2 === 1 ? 1 : 4,
      counted: step % 2 === 1 ? 2 : 1,
      rate: step,
    });
    for (let step = 1; step <= count; step++) appendRow(table, rowOf(step));
    for (let step = 1; step <= count; step++) appendRow(rest, { ...rowOf(step), counted: Number.NaN });
    expect(table.stride).toBe(2);
    expect(new Set(columnOf(table, "loss"))).toEqual(new Set([2]));
    expect(new Set(columnOf(table, "counted"))).toEqual(new Set([1.5]));
    expect(columnOf(table, "rate")[0]).toBe(1.5);
    // Older files do not tell.
    expect(new Set(columnOf(rest, "loss"))).toEqual(new Set([2.5]));
    expect(table.rows).toBe(count / 2);
  });

  it("replaces steps that are made anew", async () => {
    const runs = fc.array(fc.record({ from: fc.integer({ min: 1, max: 30 }), count: fc.integer({ min: 1, max: 20 }) }));
    await fc.assert(
      fc.property(runs, (parts) => {
        const table = createTable(["loss"]);
        let plain: (readonly [number, number])[] = [];
        for (const [part, { from, count }] of parts.entries()) {
          for (let step = from; step < from + count; step++) {
            plain = [...plain.filter(([known]) => known < step), [step, part] as const];
            appendRow(table, { step, loss: part });
          }
        }
        expect(stepsOf(table).map((step, index) => [step, valuesOf(table)[index]])).toEqual(plain);
      }),
    );
  });

  it("forgets a step and all later ones, and says whether anything went", () => {
    const table = tableOf([1, 2, 3]);
    expect(cutFrom(table, 4)).toBe(false);
    const { edition } = table;
    expect(cutFrom(table, 2)).toBe(true);
    expect(table.edition).toBe(edition + 1);
    expect([valuesOf(table), table.newest]).toEqual([[1], { step: 1, loss: 1 }]);
  });

  it("is copied once and for all", () => {
    const table = tableOf([1, 2]);
    const copy = copyTable(table);
    appendRow(table, { step: 2, loss: 9 });
    expect(valuesOf(copy)).toEqual([1, 2]);
    appendRow(copy, { step: 3, loss: 3 });
    expect(valuesOf(copy)).toEqual([1, 2, 3]);
    expect(valuesOf(table)).toEqual([1, 9]);
  });

  it("gives nothing by itself that a row sums up", () => {
    const table = createTable(["loss"]);
    appendRow(table, { step: 20, loss: 3 }, 20);
    appendRow(table, { step: 21, loss: 2 });
    expect(measuredAt(table, 20)).toBeNull();
    expect(measuredAt(table, 21)).toEqual({ step: 21, loss: 2 });
    expect(measuredAt(table, 22)).toBeNull();
  });

  it("refuses what is no step", () => {
    expect(() => appendRow(createTable(["loss"]), { step: Number.NaN, loss: 1 })).toThrow("appendRow");
  });

  it("finds the step nearest to a place, whatever lies between the steps", () => {
    const steps = Float64Array.of(0, 10, 20, 30);
    expect([-5, 0, 4, 5, 6, 21, 29, 99].map((x) => nearestIndex(steps, x))).toEqual([0, 0, 0, 0, 1, 2, 3, 3]);
    expect(nearestIndex(new Float64Array(), 3)).toBe(-1);
  });
});
