import { describe, expect, it, vi } from "vitest";
import { presets } from "@/domain/config/presets";
import type { BundledDataset } from "@/domain/corpus/bundled-dataset";
import type { SourceSummary } from "@/domain/corpus/source";
import { failure, type Result, success } from "@/domain/result";
import type { PreparedSummary } from "@/domain/windows/prepared-summary";
import { applyEvents } from "@/state/apply-events";
import type { Bases } from "@/state/bases/bases";
import type { DataSource } from "@/worker/protocol";
import { eventually } from "../support/eventually";
import { createFakeApp, prepared, report, runOf, source } from "./fake-client";

const text = { kind: "text", name: "a.txt", text: "abc" } as const;

function bundled(id: string): BundledDataset {
  const words = { en: id, "pt-BR": id };
  return {
    id,
    file: `${id}.txt`,
    name: words,
    about: words,
    licence: "CC0",
    language: ["en"],
    goodFor: [],
    preset: "",
  };
}

describe("data commands", () => {
  it("tells that the list of bundled data did not arrive, and reads it when asked again", async () => {
    const readDatasets = vi.fn(async () => [bundled("a"), bundled("b")]).mockRejectedValueOnce(new Error("503 "));
    const { commands, stores, calls } = createFakeApp({}, { readDatasets });
    expect(await commands.loadBundled("no-such", "b")).toBe(false);
    const missing = { code: "notArrived", name: null, detail: "503 " };
    expect(stores.notices.getState().error).toEqual(missing);
    expect(stores.data.getState().error).toEqual(missing);
    expect(calls).toEqual([]);
    expect(await commands.loadAgain()).toBe(true);
    expect(stores.notices.getState().error).toBeNull();
    expect(stores.data.getState().origin).toMatchObject({ kind: "bundled", id: "b" });
  });

  it("prepares by the tokens of a run that began with a base that is gone, and tells of it where none has them", async () => {
    const given: unknown[] = [];
    const error = { code: "baseGone", base: "tiny" } as const;
    const { commands, stores } = createFakeApp(
      {
        prepareData: async (_seed, _corpus, _tokens, tokens) => {
          given.push(tokens);
          return success(prepared);
        },
      },
      { openBases: async () => ({ hold: async () => failure(error) }) as unknown as Bases },
    );
    stores.settings.getState().replace({ ...stores.settings.getState().config, base: "0123" }, null);
    expect([await commands.loadData(text), stores.notices.getState().error]).toEqual([false, error]);
    const config = { ...stores.settings.getState().config, base: "0123" };
    const run = runOf({ config });
    stores.runs.getState().insert(run, 0);
    expect([await commands.loadData(text), stores.notices.getState().error]).toEqual([true, null]);
    expect(given).toEqual([run.data.tokenizer]);
    // It is no base for another run.
    await commands.train();
    expect(stores.notices.getState().error).toEqual(error);
  });

  it("loads the bundled data again that did not arrive", async () => {
    const loadData = vi.fn(async () => success(source));
    const error = { code: "notArrived", name: "b.txt", detail: "" } as const;
    loadData.mockResolvedValueOnce(failure(error) as never);
    const { commands, stores } = createFakeApp({ loadData }, { readDatasets: async () => [bundled("b")] });
    expect(await commands.loadBundled("b")).toBe(false);
    expect(stores.notices.getState().error).toEqual(error);
    expect(await commands.loadAgain()).toBe(true);
    expect(loadData.mock.calls[1]).toEqual(loadData.mock.calls[0]);
    expect(stores.notices.getState().error).toBeNull();
  });

  it("begins a reading anew that is under way, and not the data before it", async () => {
    const asked: string[] = [];
    const { commands } = createFakeApp({
      loadData: (wanted) => {
        asked.push(wanted.name);
        return asked.length === 2 ? new Promise(() => undefined) : Promise.resolve(success(source));
      },
    });
    await commands.loadData(text);
    void commands.loadText("larger", "b.txt");
    expect(await commands.reload()).toBe(true);
    await commands.reload();
    expect(asked).toEqual(["a.txt", "b.txt", "b.txt", "b.txt"]);
  });

  it("leaves a file alone that was dropped while the list was on its way", async () => {
    let arrive = () => {};
    const readDatasets = () =>
      new Promise<readonly BundledDataset[]>((resolve) => {
        arrive = () => resolve([bundled("a")]);
      });
    const { commands, stores } = createFakeApp({}, { readDatasets });
    const first = commands.loadBundled("a");
    expect(await commands.loadData(text)).toBe(true);
    arrive();
    expect(await first).toBe(false);
    expect(stores.data.getState().origin).toEqual(text);
  });

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

  it("joins a preparation under way by the same settings", async () => {
    const { commands, calls } = createFakeApp();
    await commands.loadData(text);
    calls.length = 0;
    expect(await Promise.all([commands.prepare(), commands.prepare()])).toEqual([true, true]);
    expect(calls).toEqual(["prepareData"]);
  });

  it("gives an overtaken preparation the outcome of the newer one", async () => {
    const answers: (() => void)[] = [];
    const { commands, stores } = createFakeApp({
      prepareData: () => new Promise((resolve) => answers.push(() => resolve(success(prepared)))),
    });
    const loading = commands.loadData(text);
    await eventually(() => expect(answers).toHaveLength(1));
    stores.settings.getState().set("tokens.contextLength", 7);
    const newer = commands.prepare();
    answers[0]?.();
    expect(await Promise.race([loading, Promise.resolve("waiting")])).toBe("waiting");
    answers[1]?.();
    expect(await Promise.all([loading, newer])).toEqual([true, true]);
  });

  it("prepares anew for data loaded while older data was being prepared", async () => {
    let answer = () => {};
    const { commands, calls } = createFakeApp({
      prepareData: () =>
        new Promise((resolve) => {
          answer = () => resolve(success(prepared));
        }),
    });
    const first = commands.loadData(text);
    await eventually(() => expect(calls).toContain("prepareData"));
    calls.length = 0;
    const old = answer;
    const second = commands.loadData(text);
    await eventually(() => expect(calls).toContain("prepareData"));
    old();
    answer();
    expect(await Promise.all([first, second])).toEqual([true, true]);
  });

  it("drops the answer of a preparation that a newer one has overtaken", async () => {
    const answers: ((result: Result<PreparedSummary>) => void)[] = [];
    const { commands, stores } = createFakeApp({ prepareData: () => new Promise((resolve) => answers.push(resolve)) });
    stores.data.getState().finishLoad(text, source);
    const first = commands.prepare();
    stores.settings.getState().set("tokens.contextLength", 7);
    const second = commands.prepare();
    answers[1]?.(success({ ...prepared, tokenCount: 2222 }));
    answers[0]?.(success({ ...prepared, tokenCount: 1111 }));
    await Promise.all([first, second]);
    expect(stores.data.getState().prepared?.tokenCount).toBe(2222);
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

  it("keeps the counts of cleaning where the data cannot be prepared, until other data comes", async () => {
    const findings = [{ kind: "duplicate", count: 59, places: [] }] as const;
    const cleaned = { ...report, read: 60, findings };
    const { commands, stores } = createFakeApp({
      prepareData: async () => {
        applyEvents(stores, [{ type: "cleaned", report: cleaned }]);
        return failure({ code: "textTooShort", tokens: 3, total: 3, needed: 17, contextLength: 16, split: "train" });
      },
    });
    await commands.loadData(text);
    expect(stores.data.getState().report).toEqual(cleaned);
    expect(stores.data.getState().error?.code).toBe("textTooShort");
    stores.data.getState().finishLoad(text, source);
    expect(stores.data.getState().report).toBeNull();
  });

  it("says nothing about a cancelled load", async () => {
    const { commands, stores } = createFakeApp({
      loadData: async () => failure({ code: "loadCancelled", name: "a" }),
    });
    await commands.loadData(text);
    expect(stores.notices.getState().error).toBeNull();
    expect(stores.data.getState().loading).toBeNull();
  });

  it("leaves a template's mistake to its box and everybody else's error in the banner", async () => {
    const { commands, stores } = createFakeApp({
      prepareData: async () => failure({ code: "templateWithoutColumn", part: "record" }),
    });
    await commands.loadData(text);
    expect(stores.data.getState().error?.code).toBe("templateWithoutColumn");
    expect(stores.notices.getState().error).toBeNull();
    stores.notices.getState().showError({ code: "noModel" });
    await commands.prepare();
    expect(stores.notices.getState().error?.code).toBe("noModel");
  });

  it("takes down the request for data once data is loaded", async () => {
    const { commands, stores } = createFakeApp();
    stores.notices.getState().showError({ code: "otherData", name: "birds.csv" });
    await commands.loadData(text);
    expect(stores.notices.getState().error).toBeNull();
  });

  it("loads an example with its own settings and data, and an unknown name as the first of the list", async () => {
    const origins: DataSource[] = [];
    const { commands, stores } = createFakeApp({
      loadData: async (origin) => {
        origins.push(origin);
        return success(source);
      },
    });
    stores.data.getState().setDatasets([bundled("diecast-cars"), bundled(presets["poema-gru"].dataset)]);
    await commands.choosePreset("poema-gru");
    expect(stores.settings.getState()).toMatchObject({
      presetId: "poema-gru",
      datasetId: presets["poema-gru"].dataset,
    });
    await commands.loadBundled("no-such-data");
    expect(origins.map(({ kind, ...origin }) => [kind, "id" in origin && origin.id])).toEqual([
      ["bundled", presets["poema-gru"].dataset],
      ["bundled", "diecast-cars"],
    ]);
    await commands.loadData(text);
    expect(stores.settings.getState().datasetId).toBeNull();
  });

  it("goes back to the automatic template when the new table lacks its columns", async () => {
    const { commands, stores } = createFakeApp();
    stores.settings.getState().set("corpus.template", "<a>{Missing}");
    await commands.loadData(text);
    expect(stores.settings.getState().config.corpus.template).toBe("");
    expect(stores.notices.getState().toasts.map((toast) => toast.kind)).toEqual(["templateReset"]);
  });

  it("goes back to the automatic template from one without columns, and says so where there are columns", async () => {
    for (const [kind, toasts] of [
      ["table", 1],
      ["text", 0],
    ] as const) {
      const { commands, stores } = createFakeApp({ loadData: async () => success({ ...source, kind }) });
      stores.settings.getState().set("corpus.template", "<a>");
      await commands.loadData(text);
      expect(stores.settings.getState().config.corpus.template).toBe("");
      expect(stores.notices.getState().toasts).toHaveLength(toasts);
    }
  });

  it("keeps a template whose columns are all there", async () => {
    const { commands, stores } = createFakeApp();
    stores.settings.getState().set("corpus.template", "<a>{Name}");
    await commands.loadData(text);
    expect(stores.settings.getState().config.corpus.template).toBe("<a>{Name}");
  });

  it("brings a template back with the data that it suits, and leaves no trace of it in links and history", async () => {
    let columns = ["Name", "Year"];
    const { commands, stores } = createFakeApp({ loadData: async () => success({ ...source, columns }) });
    const template = () => stores.settings.getState().config.corpus.template;
    stores.settings.getState().set("corpus.template", "<n>{Name}");
    await commands.loadData(text);
    columns = ["Title"];
    await commands.loadData(text);
    expect(template()).toBe("");
    expect(stores.settings.getState().fitted).toEqual(["corpus.template"]);
    expect(stores.settings.getState().wished.corpus.template).toBe("<n>{Name}");
    stores.settings.getState().set("tokens.contextLength", 9);
    stores.settings.getState().undo();
    expect(template()).toBe("");
    stores.settings.getState().set("tokens.contextLength", 10);
    columns = ["Name"];
    await commands.loadData(text);
    expect(template()).toBe("<n>{Name}");
    expect(stores.settings.getState().fitted).toEqual([]);
  });

  it("leaves a template alone that is typed for the data at hand, mistakes and all", async () => {
    const { commands, stores } = createFakeApp();
    stores.settings.getState().set("corpus.template", "<a>{Missing}");
    await commands.loadData(text);
    for (const typed of ["<n>{Na", "<n>{Wrong}"]) {
      stores.settings.getState().set("corpus.template", typed);
      expect(stores.settings.getState().config.corpus.template).toBe(typed);
    }
  });

  it("leaves the split alone for a text and for what comes after it", async () => {
    const { commands, stores } = createFakeApp({
      loadData: async () => success({ ...source, kind: "text", columns: ["text"] }),
    });
    await commands.loadData(text);
    expect(stores.settings.getState().config.tokens.split).toBe("record");
    expect(stores.notices.getState().toasts).toEqual([]);
  });
});
