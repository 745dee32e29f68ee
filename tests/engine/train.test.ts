import { describe, expect, it } from "vitest";
import { defaultConfig } from "@/domain/config/defaults";
import type { TrainingConfig } from "@/domain/config/run-config";
import { freshProgress } from "@/domain/training/progress";
import { measureRun } from "@/domain/training/run-length";
import { optimizerOf } from "@/domain/training/step-settings";
import type { TokenWindows } from "@/domain/windows/token-windows";
import { rememberGood } from "@/engine/snapshots";
import { type TrainEnd, type TrainEvent, train, trainOneStep } from "@/engine/train";
import { createTrainingRun, type TrainingRun } from "@/engine/training-run";
import { type FakeScript, FakeSession } from "./fake-session";

/** 100 training and 30 validation windows: ten steps an epoch at batch 10. */
const windows: TokenWindows = {
  tokens: new Uint16Array(200),
  vocabularySize: 50,
  contextLength: 4,
  lossMask: null,
  train: { first: 0, stride: 1, count: 100, shuffle: null, sequences: null },
  validation: { first: 120, stride: 1, count: 30, shuffle: null, sequences: null },
};

const settings: TrainingConfig = {
  ...defaultConfig.training,
  batchSize: 10,
  runLength: "epochs",
  epochs: 3,
  learningRate: 0.1,
  minimumLearningRate: 0,
  schedule: "constant",
  earlyStopping: "off",
  evaluateEvery: 0,
};

function open(script: Partial<FakeScript>, changes: Partial<TrainingConfig> = {}) {
  const session = new FakeSession({ loss: () => 2, validation: () => 3, weight: (step) => step, ...script });
  const training = { ...settings, ...changes };
  const size = measureRun({ ...defaultConfig, training }, windows.train.count, windows.vocabularySize);
  return { session, run: createTrainingRun({ session, windows, size }, training, freshProgress) };
}

/** A clock that says each look at it took 20 ms, so that slices hold a few steps. */
function clock(): () => number {
  let time = 0;
  return () => {
    time += 20;
    return time;
  };
}

async function pull(run: TrainingRun, until: (event: TrainEvent) => boolean = () => false) {
  const events: TrainEvent[] = [];
  const work = train(run, clock());
  for (;;) {
    const next = await work.next();
    if (next.done) {
      return { events, end: next.value as TrainEnd | null };
    }
    events.push(next.value);
    if (until(next.value)) {
      return { events, end: null };
    }
  }
}

const closeTo = (value: number) => expect.closeTo(value, 9);

const epochsOf = (events: readonly TrainEvent[]) => events.flatMap((event) => (event.type === "epoch" ? [event] : []));

describe("the training loop", () => {
  it("runs every step of every epoch once and ends", async () => {
    const { session, run } = open({});
    const { end, events } = await pull(run);
    expect(end).toEqual({ reason: "epochsDone", error: null });
    expect(session.rates).toHaveLength(30);
    const steps = events.flatMap((event) => (event.type === "steps" ? event.metrics.map(({ step }) => step) : []));
    expect(steps).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  });

  it("weighs the steps of an epoch by the targets that counted in them", async () => {
    const counted = (step: number) => (step % 10 === 1 ? 0 : step % 2 === 0 ? 16 : 4);
    const { run } = open({ loss: (step) => (step % 10 === 1 ? 0 : step % 2 === 0 ? 1 : 3), counted });
    const { events } = await pull(run);
    const rows = epochsOf(events).map(({ row }) => row.trainLoss);
    expect(rows).toEqual(new Array(3).fill(closeTo((5 * 16 * 1 + 4 * 4 * 3) / (5 * 16 + 4 * 4))));
    // A step in which nothing counted is no loss of 0 either.
    expect(run.firstLoss).toBe(1);
  });

  it("has no row for an epoch in which no target counted, and goes on", async () => {
    const { run } = open({ loss: (step) => (step <= 10 ? 0 : 2), counted: (step) => (step <= 10 ? 0 : 16) });
    const { events, end } = await pull(run);
    expect(epochsOf(events).map(({ row }) => row.epoch)).toEqual([2, 3]);
    expect([run.firstLoss, run.recentLoss]).toEqual([2, 2]);
    expect(end?.reason).toBe("epochsDone");
  });

  it("writes a row for every epoch, also where a batch could hold more windows than there are", async () => {
    const { session, run } = open({}, { batchSize: 250, epochs: 3 });
    const { events, end } = await pull(run);
    expect(end?.reason).toBe("epochsDone");
    expect(epochsOf(events).map(({ row }) => [row.epoch, row.step, row.trainLoss])).toEqual([
      [1, 1, 2],
      [2, 2, 2],
      [3, 3, 2],
    ]);
    expect(session.rates).toHaveLength(3);
  });

  it("closes each epoch with the mean training loss and a full validation", async () => {
    const { session, run } = open({ loss: (step) => step / 10, validation: (step) => 100 - step });
    const { events } = await pull(run);
    expect(epochsOf(events).map(({ row }) => [row.epoch, row.step, row.trainLoss, row.validationLoss])).toEqual([
      [1, 10, closeTo(0.55), 90],
      [2, 20, closeTo(1.55), 80],
      [3, 30, closeTo(2.55), 70],
    ]);
    expect(session.evaluated.filter((from) => from === 0)).toHaveLength(3);
  });

  it("feeds the plateau schedule with the validation loss", async () => {
    const { session, run } = open({}, { schedule: "plateau", scheduleFactor: 0.5, schedulePatience: 0, epochs: 4 });
    await pull(run);
    expect([0, 10, 20, 30].map((step) => session.rates[step])).toEqual([0.1, 0.1, 0.05, 0.025]);
  });

  it("stops early when the watched loss has not fallen for as long as the patience", async () => {
    const { run } = open({}, { earlyStopping: "validation", patience: 2, epochs: 50 });
    const { end, events } = await pull(run);
    expect(end?.reason).toBe("earlyStopping");
    expect(epochsOf(events)).toHaveLength(3);
  });

  it("keeps the weights of the epoch with the lowest watched loss", async () => {
    const { run, session } = open(
      { validation: (step) => Math.abs(step - 20) },
      { earlyStopping: "validation", patience: 9 },
    );
    const { events } = await pull(run);
    expect(epochsOf(events).map(({ best }) => best)).toEqual([true, true, false]);
    expect(run.best?.step).toBe(20);
    expect((await session.readState("all", "best")).step).toBe(20);
  });

  it("goes by the loss that is watched now when another one was watched before", async () => {
    const { run } = open({ validation: (step) => 100 - step }, { earlyStopping: "train" });
    await pull(run, (event) => event.type === "epoch");
    run.settings = { ...run.settings, earlyStopping: "validation", patience: 1 };
    const { events, end } = await pull(run);
    expect(epochsOf(events).map(({ best }) => best)).toEqual([true, true]);
    expect(end?.reason).toBe("epochsDone");
  });

  it("keeps the earlier of two epochs that are equally good", async () => {
    const { run } = open({});
    const { events } = await pull(run);
    expect(epochsOf(events).map(({ best }) => best)).toEqual([true, false, false]);
    expect(run.best?.step).toBe(10);
  });

  it("never goes back to weights that are no numbers", async () => {
    const { session, run } = open({ weight: (step) => (step < 2 ? 1 : Number.NaN) });
    await rememberGood(run, () => 0);
    session.step({ optimizer: optimizerOf(run.settings), gradientClip: null }, [0.1, 0.1]);
    await rememberGood(run, () => 5000);
    expect((await session.readState("all", "good")).step).toBe(0);
  });

  it("measures all of validation once where it ends amid an epoch", async () => {
    const { run } = open({}, { runLength: "steps", steps: 15, evaluateEvery: 5 });
    const { events, end } = await pull(run);
    expect(end?.reason).toBe("epochsDone");
    expect(run.progress.step).toBe(15);
    expect(epochsOf(events).map(({ row }) => row.epoch)).toEqual([1]);
    const evaluations = events.flatMap((event) => (event.type === "evaluation" ? [event.step] : []));
    expect(evaluations).toEqual([5, 15]);
  });

  it("looks at validation between epochs as often as told", async () => {
    const { run } = open({}, { evaluateEvery: 4 });
    const { events } = await pull(run);
    const steps = events.flatMap((event) => (event.type === "evaluation" ? [event.step] : []));
    expect(steps).toEqual([4, 8, 12, 16, 24, 28]);
  });

  it("stops on a loss that is no number and puts the last sound weights back", async () => {
    const { session, run } = open({ loss: (step) => (step === 17 ? Number.NaN : 2) });
    const { end } = await pull(run);
    expect(end?.reason).toBe("diverged");
    expect(end?.error).toMatchObject({ code: "diverged", step: 17, reason: "lossNotFinite", restoredStep: 0 });
    expect((await session.readState()).step).toBe(0);
    expect(run.progress).toEqual(freshProgress);
  });

  it("reports no step after the one that diverged", async () => {
    const { run } = open({ loss: (step) => (step >= 17 ? Number.NaN : 2) });
    const { events } = await pull(run);
    const steps = events.flatMap((event) => (event.type === "steps" ? event.metrics.map(({ step }) => step) : []));
    expect(steps.at(-1)).toBe(17);
  });

  it("forgives a single bad batch, but not a loss that stays high", async () => {
    const spike = open({ loss: (step) => (step === 8 ? 30 : 1) });
    expect((await pull(spike.run)).end?.reason).toBe("epochsDone");
    const lost = open({ loss: (step) => (step >= 8 ? 30 : 1) });
    expect((await pull(lost.run)).end).toMatchObject({ reason: "diverged", error: { reason: "lossTooHigh" } });
  });

  it("goes on where it was left, closing a finished epoch first", async () => {
    const { session, run } = open({ loss: (step) => step / 10 });
    await pull(run, (event) => event.type === "steps" && run.progress.step === 10);
    const { events } = await pull(run);
    expect(epochsOf(events).map(({ row }) => row.trainLoss)).toEqual([closeTo(0.55), closeTo(1.55), closeTo(2.55)]);
    expect(session.rates).toHaveLength(30);
  });

  it("trains a single step, closing the epoch with its last one", async () => {
    const { run } = open({});
    const seen: string[] = [];
    for (let count = 0; count < 10; count++) {
      for await (const event of trainOneStep(run, clock())) {
        seen.push(event.type);
      }
    }
    expect(run.progress.step).toBe(10);
    expect(seen.filter((type) => type === "steps")).toHaveLength(10);
    expect(seen.at(-1)).toBe("epoch");
  });
});
