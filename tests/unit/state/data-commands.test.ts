import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { SourceSummary } from "@/domain/corpus/source";
import { failure, type Result, success } from "@/domain/result";
import { followSettings } from "@/state/auto-prepare";
import { createFakeApp, prepared, source } from "./fake-client";

const text = { kind: "text", name: "a.txt", text: "abc" } as const;

describe("data commands", () => {
  it("prepares data as soon as it is loaded", async () => {
    const { commands, stores, calls } = createFakeApp();
    expect(await commands.loadData(text)).toBe(true);
    expect(calls).toEqual(["loadData", "prepareData"]);
    expect(stores.data.getState()).toMatchObject({ source, prepared, loading: null, preparing: false });
  });

  it("drops the answer of a load that a newer one has overtaken", async () => {
    const answers: ((result: Result<SourceSummary>) => void)[] = [];
    const { commands, stores } = createFakeApp({ loadData: () => new Promise((resolve) => answers.push(resolve)) });
    const first = commands.loadData(text);
    const second = commands.loadData(text);
    answers[1]?.(success({ ...source, rowCount: 2222 }));
    answers[0]?.(success({ ...source, rowCount: 1111 }));
    expect(await first).toBe(false);
    expect(await second).toBe(true);
    expect(stores.data.getState().source?.rowCount).toBe(2222);
  });

  it("shows a failed load in the banner and keeps the data it had", async () => {
    let bad = false;
    const { commands, stores } = createFakeApp({
      loadData: async () => (bad ? failure({ code: "fileEmpty", name: "b.txt" }) : success(source)),
    });
    await commands.loadData(text);
    bad = true;
    await commands.loadData(text);
    expect(stores.notices.getState().error?.code).toBe("fileEmpty");
    expect(stores.data.getState().source).toEqual(source);
    bad = false;
    await commands.loadData(text);
    expect(stores.notices.getState().error).toBeNull();
  });

  it("says nothing about a cancelled load", async () => {
    const { commands, stores } = createFakeApp({
      loadData: async () => failure({ code: "loadCancelled", name: "a" }),
    });
    await commands.loadData(text);
    expect(stores.notices.getState().error).toBeNull();
    expect(stores.data.getState().loading).toBeNull();
  });

  it("goes back to the automatic template when the new table lacks its columns", async () => {
    const { commands, stores } = createFakeApp();
    stores.settings.getState().set("corpus.template", "<a>{Missing}");
    await commands.loadData(text);
    expect(stores.settings.getState().config.corpus.template).toBe("");
    expect(stores.notices.getState().toasts.map((toast) => toast.kind)).toEqual(["templateReset"]);
  });

  it("keeps a template whose columns are all there", async () => {
    const { commands, stores } = createFakeApp();
    stores.settings.getState().set("corpus.template", "<a>{Name}");
    await commands.loadData(text);
    expect(stores.settings.getState().config.corpus.template).toBe("<a>{Name}");
  });

  it("splits an unseparated text by position", async () => {
    const { commands, stores } = createFakeApp({
      loadData: async () => success({ ...source, kind: "text", columns: [] }),
    });
    await commands.loadData(text);
    expect(stores.settings.getState().config.tokens.split).toBe("position");
  });
});

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

  it("reads the first of several files and says that the others were left out, until other data comes", async () => {
    const { commands, stores, calls } = createFakeApp();
    const notices = () => stores.notices.getState().notices.map(({ kind, values }) => ({ kind, values }));
    const read = () => {
      const { origin } = stores.data.getState();
      return origin?.kind === "file" ? origin.file.name : null;
    };
    const files = ["birds.csv", "poems.txt", "more.txt"].map((name) => new File(["x"], name));
    await commands.loadFiles(files);
    expect(calls.filter((call) => call === "loadData")).toHaveLength(1);
    expect(read()).toBe("birds.csv");
    expect(notices()).toEqual([{ kind: "filesLeftOut", values: { name: "birds.csv", count: 2 } }]);
    await commands.loadFiles(files.slice(1));
    expect(notices()).toEqual([{ kind: "filesLeftOut", values: { name: "poems.txt", count: 1 } }]);
    await commands.loadFiles(files.slice(0, 1));
    expect(notices()).toEqual([]);
    await commands.loadFiles([]);
    expect(read()).toBe("birds.csv");
  });
});
