import { describe, expect, it } from "vitest";
import { applyEvents } from "@/state/apply-events";
import { createFakeApp, sampleReport } from "./fake-client";

const columns = {
  step: [1, 2],
  loss: [4, 3],
  accuracy: [0.1, 0.2],
  gradientNorm: [1, 0.5],
  learningRate: [0.1, 0.1],
};
const steps = {
  type: "steps",
  columns,
  epoch: 1,
  totalSteps: 9,
  trainingSeconds: 0.5,
  tokensPerSecond: 1000,
  stepMilliseconds: 20,
} as const;

describe("applying the worker's events", () => {
  it("shows the newest step and draws all of them", () => {
    const { stores } = createFakeApp();
    applyEvents(stores, [steps]);
    expect(stores.run.getState().latest).toMatchObject({
      step: 2,
      trainLoss: 3,
      gradientNorm: 0.5,
      tokensPerSecond: 1000,
    });
    expect(stores.run.getState()).toMatchObject({ totalSteps: 9, latest: { epoch: 1, elapsedSeconds: 0.5 } });
    expect(stores.metrics.getState().lines.trainLoss).toEqual([
      { x: 1, y: 4 },
      { x: 2, y: 3 },
    ]);
  });

  it("keeps the last figures when a report holds no step", () => {
    const { stores } = createFakeApp();
    const none = { step: [], loss: [], accuracy: [], gradientNorm: [], learningRate: [] };
    applyEvents(stores, [steps, { ...steps, columns: none }]);
    expect(stores.run.getState().latest.step).toBe(2);
  });

  it("puts an epoch into the table, marks the best and shows its validation", () => {
    const { stores } = createFakeApp();
    const row = {
      epoch: 1,
      step: 2,
      trainLoss: 3,
      trainAccuracy: 0.2,
      validationLoss: 3.5,
      validationAccuracy: 0.15,
      learningRate: 0.1,
    };
    applyEvents(stores, [{ type: "epoch", row, best: true }]);
    expect(stores.run.getState()).toMatchObject({ epochs: [row], keptEpoch: 1, latest: { validationLoss: 3.5 } });
    expect(stores.metrics.getState().lines.validationLoss).toEqual([{ x: 2, y: 3.5 }]);
    const blind = { ...row, epoch: 2, step: 4, validationLoss: null, validationAccuracy: null };
    applyEvents(stores, [{ type: "epoch", row: blind, best: false }]);
    expect(stores.run.getState()).toMatchObject({ epochs: [row, blind], latest: { validationLoss: 3.5 } });
  });

  it("draws a look at validation between epochs", () => {
    const { stores } = createFakeApp();
    applyEvents(stores, [{ type: "evaluation", step: 5, loss: 2.5, accuracy: 0.3 }]);
    expect(stores.run.getState().latest).toMatchObject({ validationLoss: 2.5, validationAccuracy: 0.3 });
    expect(stores.metrics.getState().lines.validationAccuracy).toEqual([{ x: 5, y: 0.3 }]);
  });

  it("says when the device is gone", () => {
    const { stores } = createFakeApp();
    applyEvents(stores, [{ type: "deviceLost", detail: "unplugged" }]);
    expect(stores.notices.getState().error).toEqual({ code: "deviceLost", detail: "unplugged" });
  });

  it("moves the run's state and shows its error", () => {
    const { stores } = createFakeApp();
    const error = { code: "deviceLost", detail: "gone" } as const;
    applyEvents(stores, [{ type: "runState", state: "failed", reason: "failed", error }]);
    expect(stores.run.getState()).toMatchObject({ state: "failed", endReason: "failed", error });
    expect(stores.notices.getState().error).toEqual(error);
  });

  it("shows the newest sample only", () => {
    const { stores } = createFakeApp();
    const { id: old } = stores.samples.getState().begin({ run: 1, runName: "Run 1" }, "1");
    const { id } = stores.samples.getState().begin({ run: 1, runName: "Run 1" }, "2");
    applyEvents(stores, [
      { type: "sampleText", id: old, text: "old", step: 7 },
      { type: "sampleText", id, text: "ne", step: 7 },
      { type: "sampleText", id, text: "new", step: 7 },
      { type: "sampleText", id: old, text: "older", step: 7 },
      { type: "sampleDone", id: old, report: sampleReport },
    ]);
    expect(stores.samples.getState()).toMatchObject({ text: "new", running: true, report: null });
    applyEvents(stores, [{ type: "sampleDone", id, report: sampleReport }]);
    expect(stores.samples.getState()).toMatchObject({ running: false, report: sampleReport });
  });

  it("ignores progress that arrives after the load has ended", () => {
    const { stores } = createFakeApp();
    applyEvents(stores, [{ type: "loadProgress", stage: "read", bytes: 1, totalBytes: 2 }]);
    expect(stores.data.getState().loading).toBeNull();
    stores.data.getState().beginLoad("a.txt", "");
    applyEvents(stores, [{ type: "loadProgress", stage: "read", bytes: 1, totalBytes: 2 }]);
    expect(stores.data.getState().loading).toEqual({ name: "a.txt", stage: "read", bytes: 1, totalBytes: 2 });
  });
});
