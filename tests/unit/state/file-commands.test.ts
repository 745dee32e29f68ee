import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { emptyHistory } from "@/domain/checkpoint/run-history";
import { defaultConfig } from "@/domain/config/defaults";
import { success } from "@/domain/result";
import { freshProgress } from "@/domain/training/progress";
import type { ImportedRun } from "@/worker/protocol";
import { createFakeApp, prepared } from "./fake-client";

const imported: ImportedRun = {
  config: defaultConfig,
  tokenizer: prepared.tokenizer,
  template: "<name>{Name}",
  dataset: { id: null, name: "birds.csv", hash: "0" },
  progress: { ...freshProgress, step: 40 },
  history: emptyHistory,
  sameData: true,
  bare: false,
};

describe("file commands", () => {
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

  it("show an imported run beside the data on the page where it learned from the same", async () => {
    const { commands, stores } = createFakeApp({ importFile: async () => success(imported) });
    await commands.importFile(new File(["x"], "run.zip"));
    expect(stores.run.getState().background).toBeNull();
    expect(stores.notices.getState().toasts).toMatchObject([{ kind: "runImported", values: { step: 40 } }]);
  });

  it("draw every step that an imported run knows, and show its last one", async () => {
    const history = {
      steps: [39, 40].map((step) => ({ step, loss: step, accuracy: step / 100, learningRate: 0.5 })),
      checks: [{ step: 39, loss: 7, accuracy: 0.7 }],
    };
    const { commands, stores } = createFakeApp({ importFile: async () => success({ ...imported, history }) });
    await commands.importFile(new File(["x"], "run.zip"));
    const { lines } = stores.metrics.getState();
    expect(lines.trainLoss).toEqual([39, 40].map((step) => ({ x: step, y: step })));
    expect(lines.validationLoss).toEqual([{ x: 39, y: 7 }]);
    expect(stores.run.getState().latest).toMatchObject({ trainLoss: 40, trainAccuracy: 0.4, learningRate: 0.5 });
  });

  it("keep the vocabulary of a run that learned from other data, and name that data", async () => {
    const { commands, stores } = createFakeApp({ importFile: async () => success({ ...imported, sameData: false }) });
    await commands.importFile(new File(["x"], "run.zip"));
    expect(stores.run.getState().background).toMatchObject({
      tokenizer: imported.tokenizer,
      template: imported.template,
      trainWindows: null,
      validationWindows: null,
    });
    expect(stores.notices.getState().toasts).toMatchObject([
      { kind: "runImportedOtherData", values: { step: 40, name: "birds.csv" } },
    ]);
  });

  it("leave the settings as they are for a file of weights alone, which was opened by them", async () => {
    const given: unknown[] = [];
    const { commands, stores } = createFakeApp({
      importFile: async (_file, config) => {
        given.push(config);
        return success({ ...imported, config, bare: true });
      },
    });
    const before = stores.settings.getState();
    await commands.importFile(new File(["x"], "weights.safetensors"));
    expect(given).toEqual([before.config]);
    expect(stores.settings.getState()).toBe(before);
    expect(stores.notices.getState().toasts).toMatchObject([{ kind: "weightsOpened" }]);
  });

  it("change nothing when a file cannot be imported or saved", async () => {
    const { commands, stores, saved } = createFakeApp({
      exportFile: async () => ({ ok: false, error: { code: "noModel" } }),
    });
    const before = stores.run.getState();
    await commands.importFile(new File(["x"], "run.zip"));
    await commands.exportFile("weights");
    expect(stores.run.getState()).toBe(before);
    expect(stores.notices.getState()).toMatchObject({ error: { code: "noModel" }, toasts: [] });
    expect(saved).toEqual([]);
  });
});
