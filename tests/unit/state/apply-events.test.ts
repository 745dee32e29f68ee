import { describe, expect, it } from "vitest";
import { drawnLine } from "@/domain/run/curves";
import { keptEpoch, latestOf } from "@/domain/run/run-figures";
import { applyEvents } from "@/state/apply-events";
import { createFakeApp, inState, sampleReport, stepped } from "./fake-client";

/** An app with a run on screen. */
async function training() {
  const app = createFakeApp();
  await app.commands.loadText("ana", "cars.csv");
  await app.commands.train();
  const line = (name: Parameters<typeof drawnLine>[1]) => drawnLine(app.shown().series, name, 0);
  return { ...app, line, latest: () => latestOf(app.shown()) };
}

const row = {
  epoch: 1,
  step: 2,
  trainLoss: 3,
  trainAccuracy: 0.2,
  validationLoss: 3.5,
  validationAccuracy: 0.15,
  learningRate: 0.1,
};

describe("applying the worker's events", () => {
  it("shows the newest step and draws all of them", async () => {
    const { tell, latest, line, shown } = await training();
    tell(stepped(1, { loss: 4 }), { ...stepped(2, { loss: 3, epoch: 1, seconds: 0.5 }) });
    expect(latest()).toMatchObject({ step: 2, epoch: 1, trainLoss: 3, gradientNorm: 1, elapsedSeconds: 0.5 });
    expect(latest().tokensPerSecond).toBe(1000);
    expect(shown().facts?.totalSteps).toBe(50);
    expect(line("trainLoss")).toEqual([
      { x: 1, y: 4 },
      { x: 2, y: 3 },
    ]);
  });

  it("counts the kernels that are compiled until all are, and hands on what was measured", async () => {
    const { stores } = await training();
    applyEvents(stores, [
      { type: "compiling", done: 2, total: 9 },
      { type: "measured", measured: "a text" },
    ]);
    expect(stores.runs.getState().compiling).toEqual({ done: 2, total: 9 });
    expect(stores.preferences.getState().measured).toBe("a text");
    applyEvents(stores, [{ type: "compiling", done: 9, total: 9 }]);
    expect(stores.runs.getState().compiling).toBeNull();
  });

  it("makes one change of many short epochs", async () => {
    const { tell, stores, shown } = await training();
    let changes = 0;
    stores.runs.subscribe(() => changes++);
    const { epochs: _, ...standing } = shown().progress;
    const news = [1, 2, 3].flatMap((epoch) => {
      const ended = { ...row, epoch, step: 2 * epoch };
      return [stepped(2 * epoch, { epoch }), { type: "epoch" as const, row: ended, standing: { ...standing, epoch } }];
    });
    tell(...news);
    expect([changes, shown().progress.epochs.length]).toEqual([1, 3]);
  });

  it("puts an epoch into the table, marks the best and shows its validation", async () => {
    const { tell, latest, line, shown } = await training();
    const news = stepped(2, { epoch: 1 });
    if (news.type !== "steps") throw new Error("expected steps");
    const { standing } = news;
    const mark = { step: 2, kind: "best", where: "memory", seconds: 0 } as const;
    tell(news, { type: "epoch", row, standing }, { type: "held", checkpoints: [mark], hasData: true });
    expect(shown().progress.epochs).toEqual([row]);
    expect(keptEpoch(shown())).toBe(1);
    expect(latest().validationLoss).toBe(3.5);
    expect(line("validationLoss")).toEqual([{ x: 2, y: 3.5 }]);
    const blind = { ...row, epoch: 2, step: 4, validationLoss: null, validationAccuracy: null };
    tell({ type: "epoch", row: blind, standing: { ...standing, step: 4, epoch: 2 } });
    expect(shown().progress.epochs).toEqual([row, blind]);
    expect(latest().validationLoss).toBe(3.5);
    expect(keptEpoch(shown())).toBe(1);
  });

  it("draws a look at validation between epochs", async () => {
    const { tell, latest, line } = await training();
    tell({ type: "check", check: { step: 5, loss: 2.5, accuracy: 0.3 } });
    expect(latest()).toMatchObject({ validationLoss: 2.5, validationAccuracy: 0.3 });
    expect(line("validationAccuracy")).toEqual([{ x: 5, y: 0.3 }]);
  });

  it("tells each run its own news, whatever is on screen and in whatever order runs speak", async () => {
    const { commands, stores, shown, tell } = await training();
    tell(stepped(1), inState("running"));
    const first = shown().id;
    await commands.train();
    const second = shown().id;
    expect(second).not.toBe(first);
    const event = (run: string, step: number) =>
      ({ ...stepped(step), run }) as Parameters<typeof applyEvents>[1][number];
    applyEvents(stores, [
      event(second, 1),
      event(first, 2),
      event("gone", 9),
      { ...inState("failed", "failed", { code: "outOfMemory", detail: "" }), run: first } as never,
      event(second, 2),
    ]);
    const { runs } = stores.runs.getState();
    expect([...runs].map(([id, { progress, state }]) => [id, progress.step, state])).toEqual([
      [first, 2, "failed"],
      [second, 2, "preparing"],
    ]);
    expect(shown().id).toBe(second);
    expect(stores.notices.getState().error).toBeNull();
  });

  it("tells who listens that the device is gone, once the run is known to have failed", async () => {
    const { stores, shown } = await training();
    const error = { code: "deviceLost", detail: "unplugged" } as const;
    const run = shown().id;
    const heard: unknown[] = [];
    applyEvents(
      stores,
      [
        { type: "deviceLost", detail: "unplugged" },
        { type: "runState", run, state: "failed", reason: "failed", error },
      ],
      (loss) => heard.push([loss, shown().state]),
    );
    expect(heard).toEqual([[error, "failed"]]);
  });

  it("moves the run's state and shows its error", async () => {
    const { stores, tell, shown } = await training();
    const error = { code: "deviceLost", detail: "gone" } as const;
    tell(inState("failed", "failed", error));
    expect(shown()).toMatchObject({ state: "failed", reason: "failed", error });
    expect(stores.notices.getState().error).toEqual(error);
  });

  it("shows the newest sample only", () => {
    const { stores } = createFakeApp();
    const run = "a";
    const { id: old } = stores.samples.getState().begin({ run, runName: "Run 1" }, "1");
    const { id } = stores.samples.getState().begin({ run, runName: "Run 1" }, "2");
    applyEvents(stores, [
      { type: "sampleText", run, id: old, texts: ["old"], step: 7 },
      { type: "sampleText", run, id, texts: ["ne"], step: 7 },
      { type: "sampleText", run, id, texts: ["new"], step: 7 },
      { type: "sampleText", run, id: old, texts: ["older"], step: 7 },
      { type: "sampleDone", run, id: old, report: sampleReport },
    ]);
    expect(stores.samples.getState()).toMatchObject({ texts: ["new"], running: true, report: null });
    applyEvents(stores, [{ type: "sampleDone", run, id, report: sampleReport }]);
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
