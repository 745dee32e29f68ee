// What the page does by itself when settings change: reads, prepares, passes on.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { setByPath } from "@/domain/config/config-path";
import { defaultConfig } from "@/domain/config/defaults";
import { failure, success } from "@/domain/result";
import { followSettings } from "@/state/auto-prepare";
import { createFakeApp, inState, source } from "./fake-client";

const text = { kind: "text", name: "a.txt", text: "abc" } as const;

describe("following the settings", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("prepares once after a burst of changes has rested", async () => {
    const { commands, stores, context, calls } = createFakeApp();
    await commands.loadData(text);
    const stop = followSettings(context, commands);
    calls.length = 0;
    for (const length of [8, 9, 10]) stores.settings.getState().set("tokens.contextLength", length);
    await vi.advanceTimersByTimeAsync(1000);
    expect(calls).toEqual(["prepareData"]);
    stop();
  });

  it("prepares once where a run asks for the data before the settings have rested", async () => {
    const { commands, stores, context, calls } = createFakeApp();
    await commands.loadData(text);
    const stop = followSettings(context, commands);
    calls.length = 0;
    stores.settings.getState().set("tokens.contextLength", 8);
    await commands.prepare();
    await vi.advanceTimersByTimeAsync(1000);
    expect(calls).toEqual(["prepareData"]);
    stop();
  });

  it("passes live settings on to a run under way, and nothing once it no longer follows", async () => {
    const { commands, stores, context, calls, tell } = createFakeApp();
    await commands.loadData(text);
    await commands.train();
    tell(inState("running"));
    const stop = followSettings(context, commands);
    calls.length = 0;
    stores.settings.getState().set("training.learningRate", 0.25);
    await vi.advanceTimersByTimeAsync(1000);
    expect(calls).toEqual(["updateTraining"]);
    stop();
    stores.settings.getState().set("training.learningRate", 0.125);
    await vi.advanceTimersByTimeAsync(1000);
    expect(calls).toEqual(["updateTraining"]);
  });

  it("reads the file again when its encoding is overruled", async () => {
    const { commands, stores, context, calls } = createFakeApp();
    await commands.loadData(text);
    const stop = followSettings(context, commands);
    calls.length = 0;
    stores.settings.getState().set("corpus.encoding", "windows-1252");
    await vi.advanceTimersByTimeAsync(1000);
    expect(calls).toEqual(["loadData", "prepareData"]);
    stop();
  });

  it("reads the next file by itself, the same one as chosen, and as an example or an import wished", async () => {
    const asked: string[] = [];
    const { commands, stores, context } = createFakeApp({
      loadData: async (_, { delimiter, encoding }) => {
        asked.push(`${delimiter} ${encoding}`);
        return success(source);
      },
    });
    const { settings, notices } = stores;
    const toasts = () => notices.getState().toasts.map(({ kind }) => kind);
    const stop = followSettings(context, commands);
    settings.getState().replace(setByPath(defaultConfig, "corpus.encoding", "utf-8"), null);
    await commands.loadData(text);
    settings.getState().set("corpus.delimiter", ";");
    await vi.advanceTimersByTimeAsync(1000);
    await commands.reload();
    expect(asked).toEqual(["auto utf-8", "; utf-8", "; utf-8"]);
    expect(toasts()).toEqual([]);
    await commands.loadText("other", "b.csv");
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked.slice(3)).toEqual(["auto utf-8"]);
    expect(settings.getState().config.corpus).toMatchObject({ delimiter: "auto", encoding: "utf-8" });
    expect(toasts()).toEqual(["readingReset"]);
    stop();
  });

  it("keeps how a file is read where the next one is refused", async () => {
    const loadData = vi.fn(async () => success(source));
    const { commands, stores, context } = createFakeApp({ loadData });
    const stop = followSettings(context, commands);
    await commands.loadData(text);
    stores.settings.getState().set("corpus.delimiter", ";");
    await vi.advanceTimersByTimeAsync(1000);
    loadData.mockResolvedValueOnce(failure({ code: "fileEmpty", name: "b.csv" }) as never);
    await commands.loadText("", "b.csv");
    expect(stores.settings.getState().config.corpus.delimiter).toBe(";");
    stores.settings.getState().set("corpus.delimiter", "auto");
    await vi.advanceTimersByTimeAsync(1000);
    expect(loadData).toHaveBeenCalledTimes(4);
    stop();
  });

  it("leaves the data alone when the model changes", async () => {
    const { commands, stores, context, calls } = createFakeApp();
    await commands.loadData(text);
    const stop = followSettings(context, commands);
    calls.length = 0;
    stores.settings.getState().set("model.hiddenSize", 99);
    await vi.advanceTimersByTimeAsync(1000);
    expect(calls).not.toContain("prepareData");
    expect(calls).not.toContain("loadData");
    stop();
  });
});
