import { describe, expect, it, onTestFinished, vi } from "vitest";
import { seriesOfEpochs } from "@/domain/checkpoint/metrics-csv";
import { failure, type Result, success } from "@/domain/result";
import { drawnLine } from "@/domain/run/curves";
import { keptEpoch, latestOf } from "@/domain/run/run-figures";
import { freshProgress } from "@/domain/training/progress";
import { openRun } from "@/state/runs-store";
import { eventually } from "../support/eventually";
import { createFakeApp, facts, inState, prepared, runOf, stepped } from "./fake-client";

const text = { kind: "text", name: "a.txt", text: "abc" } as const;

describe("run commands", () => {
  it("refuses to train without data and says so", async () => {
    const { commands, stores, calls } = createFakeApp();
    await commands.train();
    expect(calls).not.toContain("train");
    expect(stores.notices.getState().error?.code).toBe("noData");
  });

  it("prepares stale data before a run", async () => {
    const { commands, stores, calls } = createFakeApp();
    await commands.loadData(text);
    stores.settings.getState().set("tokens.contextLength", 7);
    calls.length = 0;
    await commands.train();
    expect(calls).toEqual(["prepareData", "predictMemory", "train"]);
  });

  it("names each run and keeps the settings that it started with", async () => {
    const { commands, stores, shown } = createFakeApp();
    await commands.loadData(text);
    await commands.train();
    const { name, config, facts: told } = shown();
    expect(name).toMatch(/^[a-z]+-[a-z]+-1$/);
    expect(config).toEqual(stores.settings.getState().config);
    expect(told).toEqual(facts);
    await commands.train();
    expect(shown().name).toMatch(/-2$/);
    await commands.train();
    expect(shown().name).toMatch(/-3$/);
  });

  it("ends a run that cannot start as failed, with the reason in the banner", async () => {
    const { commands, stores, shown } = createFakeApp({
      train: async () => failure({ code: "deviceUnavailable", wanted: "webgpu" }),
    });
    await commands.loadData(text);
    await commands.train();
    expect(shown().state).toBe("failed");
    expect(stores.notices.getState().error?.code).toBe("deviceUnavailable");
  });

  it("leaves the run as it is when the worker is busy", async () => {
    const { commands, stores, shown, tell } = createFakeApp({
      resume: async () => failure({ code: "busy", state: "preparing" }),
    });
    await commands.loadData(text);
    await commands.train();
    tell(inState("paused"));
    await commands.resume();
    expect(shown().state).toBe("paused");
    expect(stores.notices.getState().error?.code).toBe("busy");
  });

  it("draws no curve of an earlier run, and none after a reset", async () => {
    const { commands, stores, tell } = createFakeApp();
    const drawn = () => drawnLine(openRun(stores.runs.getState()).series, "trainLoss", 0).length;
    await commands.loadData(text);
    await commands.train();
    for (const command of [commands.train, commands.reset]) {
      tell(stepped(7));
      expect(drawn()).toBe(1);
      await command();
      expect(drawn()).toBe(0);
    }
  });

  it("does with the big button what its word says", async () => {
    const { commands, calls, tell } = createFakeApp();
    await commands.loadData(text);
    await commands.train();
    for (const [state, call] of [
      ["running", "pause"],
      ["paused", "resume"],
      ["finished", "train"],
    ] as const) {
      tell(inState(state));
      calls.length = 0;
      await commands.toggleRun();
      expect(calls.filter((asked) => asked !== "predictMemory")).toEqual([call]);
    }
    tell(inState("preparing"));
    calls.length = 0;
    await commands.toggleRun();
    expect(calls).toEqual([]);
  });

  it("passes live settings to the run under way and keeps structural ones for the next", async () => {
    const { commands, stores, calls, shown, tell } = createFakeApp();
    await commands.loadData(text);
    await commands.train();
    tell(inState("running"));
    stores.settings.getState().set("training.learningRate", 0.25);
    stores.settings.getState().set("training.batchSize", 3);
    commands.updateLiveSettings();
    const running = shown().config.training;
    expect(calls).toContain("updateTraining");
    expect(running.learningRate).toBe(0.25);
    expect(running.batchSize).not.toBe(3);
    tell(inState("finished", "epochsDone"));
    calls.length = 0;
    commands.updateLiveSettings();
    expect(calls).toEqual([]);
  });

  it("keeps an example chosen meanwhile from steering the run under way", async () => {
    const sent: number[] = [];
    const { commands, stores, shown, tell } = createFakeApp({
      updateTraining: async (_run, training) => {
        sent.push(training.epochs);
        return success(null);
      },
      resume: async (_run, training) => {
        sent.push(training.epochs);
        return success(null);
      },
    });
    await commands.loadData(text);
    await commands.train();
    const { epochs } = stores.settings.getState().config.training;
    tell(inState("running"));
    stores.settings.getState().applyPreset("poema-gru");
    commands.updateLiveSettings();
    await commands.resume();
    expect(sent).toEqual([epochs, epochs]);
    expect(shown().config.training.epochs).toBe(epochs);
  });

  it("never begins a new run over a trained model by a single step", async () => {
    const { commands, calls, shown, tell } = createFakeApp();
    await commands.loadData(text);
    await commands.train();
    tell(stepped(50));
    for (const state of ["finished", "failed"] as const) {
      tell(inState(state));
      calls.length = 0;
      await commands.stepOnce();
      expect(calls).toEqual([]);
      expect(shown().progress.step).toBe(50);
    }
  });

  it("lets a single step wait while a run goes on", async () => {
    const { commands, calls, tell } = createFakeApp();
    await commands.loadData(text);
    await commands.train();
    for (const state of ["running", "preparing"] as const) {
      tell(inState(state));
      calls.length = 0;
      await commands.stepOnce();
      expect(calls).toEqual([]);
    }
  });

  it("goes on with the run by a single step after a pause and after a stop", async () => {
    const { commands, calls, shown, tell } = createFakeApp();
    await commands.loadData(text);
    await commands.train();
    const { name } = shown();
    for (const state of ["paused", "stopped"] as const) {
      tell(inState(state));
      calls.length = 0;
      await commands.stepOnce();
      expect(calls).toEqual(["stepOnce"]);
      expect(shown().name).toBe(name);
    }
  });

  it("keeps the run on screen beside the data that it learned from", async () => {
    const { commands, stores, shown } = createFakeApp();
    await commands.loadData(text);
    await commands.train();
    const tokenizer = { ...prepared.tokenizer, vocabulary: ["x", "y", "z"] };
    stores.data.getState().finishPrepare({ ...prepared, tokenizer }, "other");
    await commands.resume();
    expect(shown().data.tokenizer.vocabulary).toEqual(["a", "n"]);
    await commands.reset();
    expect(openRun(stores.runs.getState()).data).toBeNull();
  });

  it("shows a run as stopped at once when the worker cannot answer, and passes over what it says of it until it does", async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    let answer: () => void = () => undefined;
    const { commands, shown, tell } = createFakeApp({
      stop: () =>
        new Promise((resolve) => {
          answer = () => resolve(success(null));
        }),
    });
    await commands.loadData(text);
    await commands.train();
    tell(inState("running"));
    void commands.stop();
    await vi.advanceTimersByTimeAsync(199);
    expect(shown().state).toBe("running");
    await vi.advanceTimersByTimeAsync(2);
    expect(shown()).toMatchObject({ state: "stopped", reason: "stoppedByUser" });
    tell(inState("running"));
    expect(shown().state).toBe("stopped");
    tell(inState("stopped", "stoppedByUser"));
    answer();
    await vi.advanceTimersByTimeAsync(0);
    tell(inState("running"));
    expect(shown().state).toBe("running");
  });

  it("hears of a run again that was stopped while it was opened, once the worker has answered", async () => {
    const { commands, shown, tell } = createFakeApp();
    await commands.loadData(text);
    await commands.train();
    tell(inState("preparing"));
    await commands.stop();
    expect(shown()).toMatchObject({ state: "stopped", reason: "stoppedByUser" });
    tell(inState("running"));
    expect(shown().state).toBe("running");
  });

  it("passes over what became of a run that has left the screen", async () => {
    let answer: (result: Result<null>) => void = () => undefined;
    const { commands, stores, shown } = createFakeApp({
      train: () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    });
    await commands.loadData({ kind: "text", name: "a.txt", text: "ola" });
    const training = commands.train();
    await eventually(() => expect(openRun(stores.runs.getState()).state).toBe("preparing"));
    const former = shown().id;
    stores.runs.getState().begin({ ...runOf({ name: "next" }), state: "preparing" });
    answer(failure({ code: "workerDied", detail: "late" }));
    await training;
    expect(shown()).toMatchObject({ name: "next", state: "preparing", error: null });
    expect(stores.runs.getState().runs.get(former)?.state).toBe("failed");
    expect(stores.notices.getState().error).toBeNull();
  });

  it("leaves an imported run ready to go on when other data is loaded", async () => {
    const { commands, stores, shown, tell } = createFakeApp({
      resume: async () => failure({ code: "otherData", name: "poems.txt" }),
    });
    stores.runs.getState().begin(runOf());
    tell(inState("paused"));
    await commands.resume();
    expect(shown().state).toBe("paused");
    expect(stores.notices.getState().error).toEqual({ code: "otherData", name: "poems.txt" });
  });

  it("goes back to the best weights without a trace of later epochs, and still says where the run ended", async () => {
    const row = (epoch: number) => ({
      epoch,
      step: epoch * 10,
      trainLoss: epoch,
      trainAccuracy: 0,
      validationLoss: null,
      validationAccuracy: null,
      learningRate: 0.1,
    });
    const { commands, stores, shown, tell } = createFakeApp({ restoreBest: async () => success(10) });
    await commands.loadData(text);
    await commands.train();
    const { epochs: _, ...standing } = { ...freshProgress, step: 20, epoch: 2 };
    tell(stepped(20, { epoch: 2 }));
    tell({ type: "epoch", row: row(1), standing }, { type: "epoch", row: row(2), standing });
    tell({ type: "held", checkpoints: [{ step: 10, kind: "best", where: "memory", seconds: 1 }], hasData: true });
    tell(inState("finished", "earlyStopping"));
    await commands.restoreBest();
    tell({ type: "putBack", progress: { ...freshProgress, step: 10, epoch: 1, epochs: [row(1)] } });
    expect(shown().endStep).toBe(20);
    expect(keptEpoch(shown())).toBe(1);
    expect(latestOf(shown())).toMatchObject({ step: 10, epoch: 1 });
    expect(stores.notices.getState().toasts).toMatchObject([{ kind: "bestRestored", values: { step: 10 } }]);
    expect(shown().progress.epochs.map(({ epoch }) => epoch)).toEqual([1]);
    tell({ type: "epoch", row: row(2), standing }, { type: "epoch", row: row(2), standing });
    expect(shown().progress.epochs.map(({ epoch }) => epoch)).toEqual([1, 2]);
  });

  it("notes which settings were changed while it went on, from what to what, and at which step", async () => {
    const { commands, stores, shown, tell } = createFakeApp();
    await commands.loadData(text);
    await commands.train();
    const before = shown().config.training.learningRate;
    stores.settings.getState().set("training.learningRate", 0.25);
    tell(inState("running"));
    commands.updateLiveSettings();
    expect(shown().changes).toEqual([]);
    tell(stepped(7));
    stores.settings.getState().set("training.learningRate", 0.125);
    commands.updateLiveSettings();
    commands.updateLiveSettings();
    expect(before).not.toBe(0.25);
    expect(shown().changes).toEqual([{ step: 7, path: "training.learningRate", from: 0.25, to: 0.125 }]);
  });

  it("sends files by their kind and saves what comes out", async () => {
    const { commands, calls, saved } = createFakeApp();
    await commands.loadFiles([{ path: "run.safetensors", file: new File(["x"], "run.safetensors") }]);
    expect(calls).toEqual(["importFile"]);
    calls.length = 0;
    await commands.loadFiles([{ path: "data.csv", file: new File(["x"], "data.csv") }]);
    expect(calls).toEqual(["loadData", "prepareData"]);
    await commands.train();
    await commands.exportFile("metrics");
    expect(saved).toEqual(["run.metrics"]);
  });

  it("restores an imported run as a paused one with its curve", async () => {
    const progress = {
      step: 40,
      epoch: 1,
      plateau: { best: null, badEpochs: 0, scale: 1 },
      sums: { loss: 0, accuracy: 0, weight: 0, steps: 0 },
      goal: 0,
      patienceFrom: 0,
      epochs: [
        {
          epoch: 1,
          step: 40,
          trainLoss: 2,
          trainAccuracy: 0.5,
          validationLoss: 2.5,
          validationAccuracy: 0.4,
          learningRate: 0.01,
        },
      ],
    };
    const app = createFakeApp();
    const config = { ...app.stores.settings.getState().config, seed: "imported" };
    const own = { step: 40, where: "file", seconds: 0 } as const;
    const { commands, stores, shown } = createFakeApp({
      importFile: async (id) =>
        success({
          run: runOf({
            id,
            config,
            progress,
            series: seriesOfEpochs(progress.epochs),
            checkpoints: [
              { ...own, kind: "last" },
              { ...own, kind: "best" },
            ],
          }),
          sameData: true,
          bare: false,
        }),
    });
    await commands.importFile(new File(["x"], "run.zip"));
    expect(stores.settings.getState().config.seed).toBe("imported");
    expect(shown().state).toBe("paused");
    expect(keptEpoch(shown())).toBe(1);
    const figures = { step: 40, trainLoss: null, trainAccuracy: null, validationLoss: 2.5, learningRate: 0.01 };
    expect(latestOf(shown())).toMatchObject(figures);
    expect(drawnLine(shown().series, "validationLoss", 0)).toEqual([{ x: 40, y: 2.5 }]);
  });
});
