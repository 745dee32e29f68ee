import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stepSizeFor } from "@/domain/windows/batch-order";
import { windowTargets } from "@/domain/windows/loss-mask";
import type { SessionRequest } from "@/engine/engine";
import { chooseForms, formFor, formsForAnyBatch } from "@/engine/plan/batch-forms";
import { StepDealer } from "@/engine/plan/step-dealer";
import { runSteps } from "../support/open-session";
import { accumulating, maskedRequest, recordRequest, tinyOptimizers, tinyRequest } from "../support/tiny-models";
import { openPlan } from "./support/open-plan";
import { openWasmDevice } from "./support/open-wasm";

const { adamw } = tinyOptimizers;
const records = recordRequest(adamw);
const order = (request: SessionRequest, batchSize: number, accumulation: number): SessionRequest => ({
  ...request,
  order: { ...request.order, ...stepSizeFor(request.windows.train, { batchSize, accumulation }) },
});

describe("the forms of batches", () => {
  it("are one for windows out of a running text of which all counts", () => {
    expect(chooseForms(tinyRequest("attention", adamw))).toEqual([{ positions: 6, room: null }]);
    // The head of an MLP has a row a window.
    expect(chooseForms(maskedRequest("mlp", adamw))).toEqual([{ positions: 6, room: null }]);
  });

  it("leave rows out where many do not count, beside one form that has them all", () => {
    const request = maskedRequest("attention", adamw);
    const lossMask = Uint32Array.from(request.windows.lossMask ?? [], (word) => word & 0x36db6db6);
    const [narrow, whole, ...others] = chooseForms({ ...request, windows: { ...request.windows, lossMask } });
    expect(narrow.positions).toBe(6);
    expect(narrow.room).toBeLessThan(0.8 * 16 * 6);
    expect(whole).toEqual({ positions: 6, room: null });
    expect(others).toEqual([]);
  });

  it("grow with the lengths of records, eight at most, and have room for every batch", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 3 }), (batchSize, accumulation) => {
        const request = order(records, batchSize, accumulation);
        const forms = chooseForms(request);
        expect(forms.length).toBeLessThanOrEqual(8);
        expect(forms.at(-1)).toMatchObject({ positions: 24, room: null });
        const dealer = new StepDealer(request, forms);
        const size = request.order.batchSize * request.order.accumulation;
        const { starts = [], lengths = [] } = request.windows.train.sequences ?? {};
        const lengthAt = new Map([...starts].map((start, index) => [start, lengths[index]]));
        const used = new Set<number>();
        for (let step = 0; step < 120; step++) {
          const dealt = new Uint32Array(size);
          const form = dealer.deal(step, dealt);
          used.add(form);
          expect(Math.max(...[...dealt].map((start) => lengthAt.get(start) ?? 99))).toBeLessThanOrEqual(
            forms[form].positions,
          );
        }
        if (size <= 8) expect(used.size).toBeGreaterThan(1);
      }),
      { numRuns: 20 },
    );
  });

  it("are the first that has room for length and targets", () => {
    const forms = [
      { positions: 8, room: 16 },
      { positions: 16, room: 24 },
      { positions: 16, room: null },
    ];
    expect([formFor(forms, 8, 16), formFor(forms, 9, 16), formFor(forms, 3, 17), formFor(forms, 3, 25)]).toEqual([
      0, 1, 1, 2,
    ]);
    const targetsOf = windowTargets(records.windows, records.windows.validation, "every");
    const most = Math.max(...Array.from({ length: 40 }, (_, index) => targetsOf(index)));
    for (const { room } of formsForAnyBatch(chooseForms(records), 4, 16)) {
      expect(room ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(most);
    }
  });
});

describe("several batches a step", () => {
  it("are one large batch but for rounding", async () => {
    const settings = { optimizer: adamw, gradientClip: 1 };
    const large = order(records, 12, 1);
    const [one, several] = await Promise.all(
      [large, accumulating(large, 3)].map(async (request) => {
        const { session } = await openPlan(request, () => openWasmDevice(1));
        const metrics = await runSteps(session, settings, 30, 0.003);
        session.dispose();
        return metrics;
      }),
    );
    for (const [index, { loss, accuracy, counted, gradientNorm }] of several.entries()) {
      expect(counted).toBe(one[index].counted);
      expect(accuracy).toBeCloseTo(one[index].accuracy, 5);
      expect(Math.abs(loss - one[index].loss)).toBeLessThan(1e-4);
      expect(Math.abs(gradientNorm - one[index].gradientNorm)).toBeLessThan(1e-3);
    }
  });
});
