import { describe, expect, it, onTestFinished, vi } from "vitest";
import { emptyHistory } from "@/domain/checkpoint/run-history";
import { failure, type Result, success } from "@/domain/result";
import { freshProgress } from "@/domain/training/progress";
import type { RunStarted } from "@/worker/protocol";
import { createFakeApp, prepared, started } from "./fake-client";

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
    const { commands, stores } = createFakeApp();
    await commands.loadData(text);
    await commands.train();
    const { name, config, totalSteps } = stores.run.getState();
    expect(name).toMatch(/^[a-z]+-[a-z]+-1$/);
    expect(config).toEqual(stores.settings.getState().config);
    expect(totalSteps).toBe(started.totalSteps);
    await commands.train();
    expect(stores.run.getState().name).toMatch(/-2$/);
    await commands.train();
    expect(stores.run.getState().name).toMatch(/-3$/);
  });

  it("ends a run that cannot start as failed, with the reason in the banner", async () => {
    const { commands, stores } = createFakeApp({
      train: async () => failure({ code: "deviceUnavailable", wanted: "webgpu" }),
    });
    await commands.loadData(text);
    await commands.train();
    expect(stores.run.getState().state).toBe("failed");
    expect(stores.notices.getState().error?.code).toBe("deviceUnavailable");
  });

  it("leaves the run as it is when the worker is busy", async () => {
    const { commands, stores } = createFakeApp({ resume: async () => failure({ code: "busy", state: "preparing" }) });
    await commands.loadData(text);
    await commands.train();
    stores.run.getState().setState("paused", null, null);
    await commands.resume();
    expect(stores.run.getState().state).toBe("paused");
    expect(stores.notices.getState().error?.code).toBe("busy");
  });

  it("draws no curve of an earlier run, and none after a reset", async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { commands, stores } = createFakeApp();
    const drawn = () => {
      vi.advanceTimersByTime(1000);
      return stores.metrics.getState().lines.trainLoss.length;
    };
    await commands.loadData(text);
    for (const command of [commands.train, commands.reset]) {
      stores.metrics
        .getState()
        .addSteps({ step: [7], loss: [1], accuracy: [0], gradientNorm: [1], learningRate: [0.1] });
      expect(drawn()).toBe(1);
      await command();
      expect(drawn()).toBe(0);
    }
  });

  it("does with the big button what its word says", async () => {
    const { commands, stores, calls } = createFakeApp();
    await commands.loadData(text);
    for (const [state, call] of [
      ["running", "pause"],
      ["paused", "resume"],
      ["finished", "train"],
    ] as const) {
      stores.run.getState().setState(state, null, null);
      calls.length = 0;
      await commands.toggleRun();
      expect(calls.filter((asked) => asked !== "predictMemory")).toEqual([call]);
    }
    stores.run.getState().setState("preparing", null, null);
    calls.length = 0;
    await commands.toggleRun();
    expect(calls).toEqual([]);
  });

  it("passes live settings to the run under way and keeps structural ones for the next", async () => {
    const { commands, stores, calls } = createFakeApp();
    await commands.loadData(text);
    await commands.train();
    stores.run.getState().setState("running", null, null);
    stores.settings.getState().set("training.learningRate", 0.25);
    stores.settings.getState().set("training.batchSize", 3);
    commands.updateLiveSettings();
    const running = stores.run.getState().config?.training;
    expect(calls).toContain("updateTraining");
    expect(running?.learningRate).toBe(0.25);
    expect(running?.batchSize).not.toBe(3);
    stores.run.getState().setState("finished", "epochsDone", null);
    calls.length = 0;
    commands.updateLiveSettings();
    expect(calls).toEqual([]);
  });

  it("keeps an example chosen meanwhile from steering the run under way", async () => {
    const sent: number[] = [];
    const { commands, stores } = createFakeApp({
      updateTraining: async (training) => {
        sent.push(training.epochs);
        return success(null);
      },
      resume: async (training) => {
        sent.push(training.epochs);
        return success(started);
      },
    });
    await commands.loadData(text);
    await commands.train();
    const { epochs } = stores.settings.getState().config.training;
    stores.run.getState().setState("running", null, null);
    stores.settings.getState().applyPreset("poema-gru");
    commands.updateLiveSettings();
    await commands.resume();
    expect(sent).toEqual([epochs, epochs]);
    expect(stores.run.getState().config?.training.epochs).toBe(epochs);
  });

  it("never begins a new run over a trained model by a single step", async () => {
    const { commands, stores, calls } = createFakeApp();
    await commands.loadData(text);
    await commands.train();
    stores.run.getState().updateLatest({ step: 50 });
    for (const state of ["finished", "failed"] as const) {
      stores.run.getState().setState(state, null, null);
      calls.length = 0;
      await commands.stepOnce();
      expect(calls).toEqual([]);
      expect(stores.run.getState().latest.step).toBe(50);
    }
  });

  it("lets a single step wait while a run goes on", async () => {
    const { commands, stores, calls } = createFakeApp();
    await commands.loadData(text);
    await commands.train();
    for (const state of ["running", "preparing"] as const) {
      stores.run.getState().setState(state, null, null);
      calls.length = 0;
      await commands.stepOnce();
      expect(calls).toEqual([]);
    }
  });

  it("goes on with the run by a single step after a pause and after a stop", async () => {
    const { commands, stores, calls } = createFakeApp();
    await commands.loadData(text);
    await commands.train();
    const { name } = stores.run.getState();
    for (const state of ["paused", "stopped"] as const) {
      stores.run.getState().setState(state, null, null);
      calls.length = 0;
      await commands.stepOnce();
      expect(calls).toEqual(["stepOnce"]);
      expect(stores.run.getState().name).toBe(name);
    }
  });

  it("keeps the run on screen beside the data that it learned from", async () => {
    const { commands, stores } = createFakeApp();
    await commands.loadData(text);
    await commands.train();
    const tokenizer = { ...prepared.tokenizer, vocabulary: ["x", "y", "z"] };
    stores.data.getState().finishPrepare({ ...prepared, tokenizer }, "other");
    await commands.resume();
    expect(stores.run.getState().background?.tokenizer.vocabulary).toEqual(["a", "n"]);
    await commands.reset();
    expect(stores.run.getState().background).toBeNull();
  });

  it("shows a run as stopped at once when the worker cannot answer, and passes over what it says of it until it does", async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    let answer: () => void = () => undefined;
    const { commands, stores } = createFakeApp({
      stop: () =>
        new Promise((resolve) => {
          answer = () => resolve(success(null));
        }),
    });
    const run = () => stores.run.getState();
    run().setState("running", null, null);
    void commands.stop();
    await vi.advanceTimersByTimeAsync(199);
    expect(run().state).toBe("running");
    await vi.advanceTimersByTimeAsync(2);
    expect(run()).toMatchObject({ state: "stopped", endReason: "stoppedByUser" });
    run().setState("running", null, null);
    expect(run().state).toBe("stopped");
    run().setState("stopped", "stoppedByUser", null);
    answer();
    await vi.advanceTimersByTimeAsync(0);
    run().setState("running", null, null);
    expect(run().state).toBe("running");
  });

  it("hears of a run again that was stopped while it was opened, once the worker has answered", async () => {
    const { commands, stores } = createFakeApp();
    stores.run.getState().setState("preparing", null, null);
    await commands.stop();
    expect(stores.run.getState()).toMatchObject({ state: "stopped", endReason: "stoppedByUser" });
    stores.run.getState().setState("running", null, null);
    expect(stores.run.getState().state).toBe("running");
  });

  it("passes over what became of a run that has left the screen", async () => {
    let answer: (result: Result<RunStarted>) => void = () => undefined;
    const { commands, stores } = createFakeApp({
      train: () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    });
    await commands.loadData({ kind: "text", name: "a.txt", text: "ola" });
    const training = commands.train();
    await vi.waitFor(() => expect(stores.run.getState().state).toBe("preparing"));
    const next = stores.run.getState();
    next.begin("next", stores.settings.getState().config);
    answer(failure({ code: "workerDied", detail: "late" }));
    await training;
    expect(stores.run.getState()).toMatchObject({ name: "next", state: "preparing", error: null });
    expect(stores.notices.getState().error).toBeNull();
  });

  it("leaves an imported run ready to go on when other data is loaded", async () => {
    const { commands, stores } = createFakeApp({
      resume: async () => failure({ code: "otherData", name: "poems.txt" }),
    });
    stores.run.getState().setState("paused", null, null);
    await commands.resume();
    expect(stores.run.getState().state).toBe("paused");
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
    const { commands, stores } = createFakeApp({
      restoreBest: async () => success({ ...freshProgress, step: 10, epoch: 1, epochs: [row(1)] }),
    });
    const { run } = stores;
    run.getState().addEpoch(row(1), true);
    run.getState().addEpoch(row(2), false);
    run.getState().updateLatest({ step: 20, epoch: 2 });
    run.getState().setState("finished", "earlyStopping", null);
    await commands.restoreBest();
    expect(run.getState()).toMatchObject({ endStep: 20, keptEpoch: 1, latest: { step: 10, epoch: 1 } });
    expect(stores.notices.getState().toasts).toMatchObject([{ kind: "bestRestored", values: { step: 10 } }]);
    expect(run.getState().epochs.map(({ epoch }) => epoch)).toEqual([1]);
    run.getState().addEpoch(row(2), false);
    run.getState().addEpoch(row(2), false);
    expect(run.getState().epochs.map(({ epoch }) => epoch)).toEqual([1, 2]);
  });

  it("sends files by their kind and saves what comes out", async () => {
    const { commands, calls, saved } = createFakeApp();
    await commands.loadFiles([{ path: "run.safetensors", file: new File(["x"], "run.safetensors") }]);
    expect(calls).toEqual(["importFile"]);
    calls.length = 0;
    await commands.loadFiles([{ path: "data.csv", file: new File(["x"], "data.csv") }]);
    expect(calls).toEqual(["loadData", "prepareData"]);
    await commands.exportFile("metrics");
    expect(saved).toEqual(["run.metrics"]);
  });

  it("restores an imported run as a paused one with its curve", async () => {
    const progress = {
      step: 40,
      epoch: 1,
      plateau: { best: null, badEpochs: 0, scale: 1 },
      sums: { loss: 0, accuracy: 0, steps: 0 },
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
    const { commands, stores } = createFakeApp({
      importFile: async () =>
        success({
          config,
          tokenizer: { kind: "character", vocabulary: ["a"], specialCount: 0, padId: null },
          template: "",
          dataset: { id: null, name: "a", hash: "0" },
          progress,
          history: emptyHistory,
          sameData: true,
          bare: false,
        }),
    });
    await commands.importFile(new File(["x"], "run.zip"));
    expect(stores.settings.getState().config.seed).toBe("imported");
    expect(stores.run.getState()).toMatchObject({
      state: "paused",
      keptEpoch: 1,
      latest: { step: 40, trainLoss: null, trainAccuracy: null, validationLoss: 2.5, learningRate: 0.01 },
    });
    expect(stores.metrics.getState().lines.validationLoss).toEqual([{ x: 40, y: 2.5 }]);
  });
});
