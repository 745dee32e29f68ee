import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { failure, type Result, success } from "@/domain/result";
import type { MemoryForecast } from "@/domain/training/memory-forecast";
import { followSettings } from "@/state/auto-prepare";
import { openRun } from "@/state/runs-store";
import type { TrainingClient } from "@/worker/training-client";
import { createFakeApp, facts, inState, runOf } from "./fake-client";

const text = { kind: "text", name: "a.txt", text: "abc" } as const;

function forecastOf(bytes: number): MemoryForecast {
  return { bytes, limit: 2 ** 31, fitting: null };
}

/** An app whose settings are followed, with data, device and a first answer. */
async function readyApp(answers: Partial<TrainingClient> = {}) {
  const app = createFakeApp(answers);
  const stop = followSettings(app.context, app.commands);
  await app.commands.openDevice("auto", null);
  void app.commands.loadData(text);
  await vi.advanceTimersByTimeAsync(1000);
  return { ...app, stop, asked: () => app.calls.filter((call) => call === "predictMemory").length };
}

describe("predicting a run's memory", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("asks once data and device are there", async () => {
    const { stores, asked, stop } = await readyApp();
    expect(asked()).toBe(1);
    expect(stores.data.getState().memoryForecast?.bytes).toBe(4096);
    stop();
  });

  it("asks about what a run without a base trains, which is all", async () => {
    const trained: string[] = [];
    const predictMemory: TrainingClient["predictMemory"] = async ({ tuning }) => {
      trained.push(tuning.trains);
      return success(forecastOf(1));
    };
    const { stores, stop } = await readyApp({ predictMemory });
    stores.settings.getState().set("tuning.trains", "lora");
    await vi.advanceTimersByTimeAsync(1000);
    expect(trained).toEqual(["all", "all"]);
    stop();
  });

  it("asks nothing without a device", async () => {
    const { context, commands, stores, calls } = createFakeApp();
    const stop = followSettings(context, commands);
    await commands.loadData(text);
    await vi.advanceTimersByTimeAsync(1000);
    expect(calls).not.toContain("predictMemory");
    expect(stores.data.getState().memoryForecast).toBeNull();
    stop();
  });

  it.each([
    ["model.hiddenSize", 99],
    ["training.batchSize", 7],
    ["training.optimizer", "sgd"],
    ["tokens.contextLength", 9],
    ["tuning.freezeEmbeddings", true],
  ] as const)(
    "asks once more after a burst of changes of %s, and shows no old figure meanwhile",
    async (path, value) => {
      const { stores, asked, stop } = await readyApp();
      stores.settings.getState().set(path, value);
      expect(stores.data.getState().memoryForecast).toBeNull();
      stores.settings.getState().set("model.embeddingSize", 24);
      await vi.advanceTimersByTimeAsync(1000);
      expect(asked()).toBe(2);
      expect(stores.data.getState().memoryForecast?.bytes).toBe(4096);
      stop();
    },
  );

  it("leaves the figure alone when a setting without memory changes", async () => {
    const { stores, asked, stop } = await readyApp();
    stores.settings.getState().set("training.learningRate", 0.5);
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked()).toBe(1);
    expect(stores.data.getState().memoryForecast?.bytes).toBe(4096);
    stop();
  });

  it("asks nothing while data is still being prepared", async () => {
    const { asked, stop } = await readyApp({ prepareData: () => new Promise(() => undefined) });
    expect(asked()).toBe(0);
    stop();
  });

  it("asks anew when other data is there", async () => {
    const { commands, asked, stop } = await readyApp();
    await commands.loadData(text);
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked()).toBe(2);
    stop();
  });

  it.each([{ id: "reference-webgpu" }, { adapter: "another" }, { threads: facts.device.threads + 1 }] as const)(
    "asks anew on a device with %o",
    async (difference) => {
      const { stores, asked, stop } = await readyApp();
      stores.runs.getState().setDevice({ ...facts.device, ...difference });
      expect(stores.data.getState().memoryForecast).toBeNull();
      await vi.advanceTimersByTimeAsync(1000);
      expect(asked()).toBe(2);
      stop();
    },
  );

  it("keeps the figure on the page while a run starts on the same device", async () => {
    const { commands, stores, asked, stop, tell } = await readyApp();
    await commands.train();
    tell({ type: "opened", facts: { ...facts, device: { ...facts.device } } });
    expect(stores.data.getState().memoryForecast?.bytes).toBe(4096);
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked()).toBe(1);
    stop();
  });

  it("drops an answer that a change has overtaken", async () => {
    const answers: ((result: Result<MemoryForecast>) => void)[] = [];
    const { stores, stop } = await readyApp({ predictMemory: () => new Promise((resolve) => answers.push(resolve)) });
    stores.settings.getState().set("model.hiddenSize", 99);
    answers[0]?.(success(forecastOf(1111)));
    await vi.advanceTimersByTimeAsync(1000);
    expect(stores.data.getState().memoryForecast).toBeNull();
    answers[1]?.(success(forecastOf(2222)));
    await vi.advanceTimersByTimeAsync(0);
    expect(stores.data.getState().memoryForecast?.bytes).toBe(2222);
    stop();
  });

  it("shows no figure, and no error, where the worker has none", async () => {
    const { stores, stop } = await readyApp({ predictMemory: async () => failure({ code: "noData" }) });
    expect(stores.data.getState().memoryForecast).toBeNull();
    expect(stores.notices.getState().error).toBeNull();
    stop();
  });

  it("keeps what the open run holds until the run is forgotten", async () => {
    const { commands, stores, stop } = await readyApp();
    expect(openRun(stores.runs.getState()).facts?.memoryBytes).toBeUndefined();
    await commands.train();
    expect(openRun(stores.runs.getState()).facts?.memoryBytes).toBe(facts.memoryBytes);
    await commands.reset();
    expect(openRun(stores.runs.getState()).facts?.memoryBytes).toBeUndefined();
    stop();
  });
});

describe("a run that would not fit", () => {
  const fitting = { batchSize: 8, contextLength: 16, adapters: true, halves: true };
  const forecast: MemoryForecast = { bytes: 4e11, limit: 2 ** 31, fitting };

  it("is refused before the run on screen gives way, and is told what would fit", async () => {
    const { stores, commands, calls, shown, tell } = createFakeApp({ predictMemory: async () => success(forecast) });
    await commands.openDevice("auto", null);
    await commands.loadData(text);
    stores.runs.getState().begin(runOf({ name: "Run 1" }));
    tell(inState("finished", "epochsDone"));
    await commands.train();
    expect(calls).not.toContain("train");
    expect(shown()).toMatchObject({ name: "Run 1", state: "finished" });
    expect(stores.notices.getState().error).toEqual({ code: "doesNotFit", ...forecast });
    commands.useFitting(fitting);
    const { training, tokens, tuning } = stores.settings.getState().config;
    expect([training.batchSize, tokens.contextLength]).toEqual([8, 16]);
    expect(tuning).toMatchObject({ trains: "lora", frozenStorage: "float16" });
    expect(stores.notices.getState().error).toBeNull();
  });
});
