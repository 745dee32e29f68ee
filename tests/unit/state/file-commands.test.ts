import { strToU8, zipSync } from "fflate";
import { describe, expect, it, vi } from "vitest";
import { failure, success } from "@/domain/result";
import { drawnLine } from "@/domain/run/curves";
import { latestOf } from "@/domain/run/run-figures";
import { addCheck, addSteps, emptySeries } from "@/domain/run/run-series";
import { freshProgress } from "@/domain/training/progress";
import { applyEvents } from "@/state/apply-events";
import type { Bases } from "@/state/bases/bases";
import type { DroppedFile, ImportedFile } from "@/worker/protocol";
import { eventually } from "../support/eventually";
import { createFakeApp, fileNamed, inState, runOf, source, stepped } from "./fake-client";

const text = { kind: "text", name: "a.txt", text: "abc" } as const;
const unknown = { firstRecord: "", trainWindows: null, validationWindows: null, bigramLoss: null } as const;

function importing(run: Parameters<typeof runOf>[0] = {}, more: Partial<ImportedFile> = {}) {
  return async (id: string) =>
    success({
      run: runOf({ progress: { ...freshProgress, step: 40 }, ...run, id }),
      sameData: true,
      bare: false,
      ...more,
    });
}

/** A page whose base models remember what they were given; `waiting` files of one wait already. */
function pageWithBases(waiting: readonly string[] = []) {
  const given: string[] = [];
  const bases = {
    store: { getState: () => ({ files: waiting }) },
    addFiles: async (files: readonly DroppedFile[]) => void given.push(...files.map(({ path }) => path)),
  } as unknown as Bases;
  const app = createFakeApp({}, { openBases: async () => bases });
  const drop = (files: Readonly<Record<string, string>>) =>
    app.commands.loadFiles(
      Object.entries(files).map(([path, content]) => ({
        path,
        file: new File([content], path.split("/").at(-1) ?? ""),
      })),
    );
  const read = () => {
    const { origin } = app.stores.data.getState();
    return origin?.kind === "files" ? [origin.name, origin.files.length] : null;
  };
  const notices = () => app.stores.notices.getState().notices.map(({ kind, values }) => ({ kind, values }));
  return { ...app, given, drop, read, notices };
}

describe("file commands", () => {
  it.each(["generation_config.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json"])(
    "hand %s to the base models, whether or not one waits",
    async (name) => {
      for (const waiting of [[], ["config.json"]]) {
        const { drop, given, read } = pageWithBases(waiting);
        await drop({ [name]: "{}" });
        expect([given, read()]).toEqual([[name], null]);
      }
    },
  );

  it("take weights by the end of their name and bundles by what they hold; every other zip is data", async () => {
    const { commands, calls } = createFakeApp();
    const take = (name: string, content: string | Uint8Array<ArrayBuffer>) =>
      commands.loadFiles([{ path: name, file: new File([content], name) }]);
    const bundle = zipSync({ "model.safetensors": new Uint8Array(9), "config.json": strToU8("{}") });
    await take("RUN.safetensors", "x");
    await take("run.ZIP", bundle);
    expect(calls).toEqual(["importFile", "importFile"]);
    calls.length = 0;
    await take("my.zip.txt", "x");
    await take("data.zip", zipSync({ "shop.csv": strToU8("a,b") }));
    expect(calls.filter((call) => call !== "prepareData")).toEqual(["loadData", "loadData"]);
  });

  it("take a model and the data dropped with it, and name what is of neither", async () => {
    const { drop, given, read, notices } = pageWithBases();
    const config = '{"model_type": "gpt2"}';
    const model = { "gpt2/config.json": config, "gpt2/README.md": "# GPT-2", "gpt2/model.safetensors": "damaged" };
    await drop({ ...model, "pairs.csv": "question,answer" });
    expect([given, read()]).toEqual([Object.keys(model), ["pairs.csv", 1]]);
    expect(notices()).toEqual([]);
    given.length = 0;
    const others = {
      "gpt2/.gitattributes": "",
      "gpt2/onnx/decoder.onnx": "",
      "gpt2/LICENSE": "",
      "run.safetensors": "",
    };
    await drop({ ...model, ...others, "a/one.txt": "one", "a/two.txt": "two" });
    expect([given, read()]).toEqual([Object.keys(model), ["a", 2]]);
    const names = ".gitattributes, decoder.onnx, LICENSE + 1";
    expect(notices()).toEqual([{ kind: "filesLeftAside", values: { names } }]);
    await drop({ ...model, "gpt2/tf_model.h5": "" });
    expect(read()).toEqual(["a", 2]);
  });

  it("read several files as one data set, and a model among them apart, which it says", async () => {
    const { commands, stores, calls } = createFakeApp();
    const notices = () => stores.notices.getState().notices.map(({ kind, values }) => ({ kind, values }));
    const drop = (...paths: readonly string[]) =>
      commands.loadFiles(paths.map((path) => ({ path, file: new File(["x"], path.slice(path.lastIndexOf("/") + 1)) })));
    const read = () => {
      const { origin } = stores.data.getState();
      return origin?.kind === "files" ? [origin.name, origin.files.length] : null;
    };
    await drop("birds.csv", "poems.txt", "more.txt");
    expect(read()).toEqual(["birds.csv + 2", 3]);
    await drop("verses/one.txt", "verses/old/two.txt");
    expect(read()).toEqual(["verses", 2]);
    expect(notices()).toEqual([]);
    await drop("birds.csv", "run.safetensors", "poems.txt");
    expect(read()).toEqual(["birds.csv + 1", 2]);
    expect(notices()).toEqual([{ kind: "filesLeftOut", values: { name: "birds.csv + 1", count: 1 } }]);
    expect(calls).not.toContain("importFile");
    await drop("run.safetensors", "birds.csv");
    expect(calls).toContain("importFile");
    await drop("poems.txt");
    expect(read()).toEqual(["poems.txt", 1]);
    expect(notices()).toEqual([]);
    await drop();
    expect(read()).toEqual(["poems.txt", 1]);
  });

  it("keep what an imported run knows of its own data, whatever data are loaded", async () => {
    const { commands, stores, shown } = createFakeApp({ importFile: importing({ name: "calm-ibis-7" }) });
    await commands.importFile(new File(["x"], "run.zip"));
    expect(shown()).toMatchObject({ name: "calm-ibis-7", data: { name: "birds.csv", trainWindows: 9 } });
    expect(stores.notices.getState().toasts).toMatchObject([{ kind: "runImported", values: { step: 40 } }]);
    const before = shown().data;
    await commands.loadData(text);
    expect(shown().data).toBe(before);
  });

  it("learn from the data on the page what a file of an older version does not tell of it, where it is the same", async () => {
    const own = { ...runOf().data, ...unknown, hash: source.facts.hash };
    const app = createFakeApp({ importFile: importing({ data: own }) });
    await app.commands.loadData(text);
    await app.commands.importFile(new File(["x"], "run.zip"));
    await eventually(() => expect(app.shown().data).toMatchObject({ trainWindows: 9, bigramLoss: 1 }));
    const other = createFakeApp({ importFile: importing({ data: { ...own, hash: "other" } }, { sameData: false }) });
    await other.commands.loadData(text);
    await other.commands.importFile(new File(["x"], "run.zip"));
    expect(other.shown().data.trainWindows).toBeNull();
    expect(other.shown().name).toMatch(/-1$/);
    expect(other.stores.notices.getState().toasts).toMatchObject([
      { kind: "runImportedOtherData", values: { step: 40, name: "birds.csv" } },
    ]);
  });

  it("draw every step that an imported run knows, and show its last one", async () => {
    const series = emptySeries();
    const rest = { counted: 16, gradientNorm: Number.NaN, learningRate: 0.5 };
    addSteps(
      series,
      [39, 40].map((step) => ({ step, loss: step, accuracy: step / 100, ...rest })),
    );
    addCheck(series, { step: 39, loss: 7, accuracy: 0.7 });
    const { commands, shown } = createFakeApp({ importFile: importing({ series }) });
    await commands.importFile(new File(["x"], "run.zip"));
    expect(drawnLine(shown().series, "trainLoss", 0)).toEqual([39, 40].map((step) => ({ x: step, y: step })));
    expect(drawnLine(shown().series, "validationLoss", 0)).toEqual([{ x: 39, y: 7 }]);
    const figures = { trainLoss: 40, trainAccuracy: 0.4, learningRate: 0.5, gradientNorm: null };
    expect(latestOf(shown())).toMatchObject(figures);
  });

  it("write the record as it is once the steps of the frozen weights have arrived", async () => {
    const written: number[] = [];
    const freezeRun = vi.fn(async () => success(8));
    const { commands, tell, saved } = createFakeApp({
      freezeRun,
      exportFile: async (kind, run) => {
        written.push(run.progress.step);
        return success({ name: `run.${kind}`, mime: "", bytes: new Uint8Array(1) });
      },
    });
    await commands.loadData(text);
    await commands.train();
    tell(inState("running"), stepped(7));
    const exporting = commands.exportFile("bundle");
    await eventually(() => expect(freezeRun).toHaveBeenCalled());
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(written).toEqual([]);
    tell(stepped(8));
    await exporting;
    expect([written, saved]).toEqual([[8], ["run.bundle"]]);
  });

  it("end where they are stopped, save nothing then, and lose nothing", async () => {
    const asked: string[] = [];
    const waiting: (() => void)[] = [];
    const setAside = async () => {
      await eventually(() => expect(waiting).not.toEqual([]));
      waiting.pop()?.();
    };
    const { commands, stores, tell, saved, calls } = createFakeApp({
      freezeRun: () => new Promise((resolve) => waiting.push(() => resolve(success(8)))),
      stopExport: async () => success(null),
      exportFile: async (kind) => {
        asked.push(kind);
        return success({ name: `run.${kind}`, mime: "", bytes: new Uint8Array(1) });
      },
    });
    await commands.loadData(text);
    await commands.train();
    tell(inState("paused"), stepped(8));
    const before = stores.runs.getState();
    const stopped = commands.exportFile("bundle");
    await eventually(() => expect(stores.exports.getState().writing).toMatchObject({ kind: "bundle", share: null }));
    applyEvents(stores, [{ type: "exportProgress", share: 0.5 }]);
    expect(stores.exports.getState().writing?.share).toBe(0.5);
    commands.stopExport();
    await setAside();
    await stopped;
    expect([asked, saved]).toEqual([[], []]);
    // The stop came before the weights were set aside: they are let go of by another.
    expect(calls.slice(-3)).toEqual(["freezeRun", "stopExport", "stopExport"]);
    expect(stores.runs.getState()).toBe(before);
    expect(stores.exports.getState().writing).toBeNull();
    expect(stores.notices.getState().toasts.at(-1)).toMatchObject({ kind: "exportStopped" });

    const next = commands.exportFile("bundle");
    await setAside();
    await next;
    expect(saved).toEqual(["run.bundle"]);
  });

  it("save nothing of a file that came whole after it was stopped", async () => {
    const app = createFakeApp({
      exportFile: async () => {
        app.commands.stopExport();
        return success(fileNamed("run.bundle"));
      },
      exportModel: async () => {
        app.commands.stopExport();
        return success({ name: "model.zip", mime: "", bytes: new Blob() });
      },
    });
    await app.commands.loadData(text);
    await app.commands.train();
    await app.commands.exportFile("bundle");
    await (await app.commands.openNotebook()).saveModel(app.shown().id, { form: "F32", card: "" });
    expect(app.saved).toEqual([]);
    expect(app.stores.notices.getState().toasts.map(({ kind }) => kind)).toEqual(["exportStopped", "exportStopped"]);
  });

  it("let go of weights that were set aside for a run that is deleted meanwhile", async () => {
    const app = createFakeApp({
      freezeRun: async (id) => {
        app.stores.runs.getState().remove(id);
        return success(8);
      },
    });
    await app.commands.loadData(text);
    await app.commands.train();
    app.tell(inState("paused"), stepped(8));
    await app.commands.exportFile("bundle");
    expect(app.calls.slice(-2)).toEqual(["freezeRun", "stopExport"]);
    expect(app.stores.notices.getState().error?.code).toBe("noModel");
  });

  it("set no weights aside for what was measured", async () => {
    const { commands, tell, calls, saved } = createFakeApp();
    await commands.loadData(text);
    await commands.train();
    tell(inState("paused"), stepped(8));
    await commands.exportFile("metrics");
    expect(calls).not.toContain("freezeRun");
    expect(saved).toEqual(["run.metrics"]);
  });

  it("leave the settings as they are for a file of weights alone, which was opened by them", async () => {
    const given: unknown[] = [];
    const { commands, stores } = createFakeApp({
      importFile: async (id, _file, config) => {
        given.push(config);
        return importing({ config }, { bare: true })(id);
      },
    });
    const before = stores.settings.getState();
    await commands.importFile(new File(["x"], "weights.safetensors"));
    expect(given).toEqual([before.config]);
    expect(stores.settings.getState()).toBe(before);
    expect(stores.notices.getState().toasts).toMatchObject([{ kind: "weightsOpened" }]);
  });

  it("change nothing when a file cannot be imported or saved", async () => {
    const { commands, stores, saved } = createFakeApp({ freezeRun: async () => failure({ code: "noModel" }) });
    const before = stores.runs.getState();
    await commands.importFile(new File(["x"], "run.zip"));
    await commands.exportFile("weights");
    expect(stores.runs.getState()).toBe(before);
    expect(stores.notices.getState()).toMatchObject({ error: { code: "noModel" }, toasts: [] });
    expect(saved).toEqual([]);
  });
});
