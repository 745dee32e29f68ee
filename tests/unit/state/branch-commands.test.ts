import { describe, expect, it } from "vitest";
import { changeModel } from "@/domain/architectures/model-config";
import { getByPath } from "@/domain/config/config-path";
import { defaultConfig } from "@/domain/config/defaults";
import { success } from "@/domain/result";
import { freshProgress } from "@/domain/training/progress";
import type { TrainingClient } from "@/worker/training-client";
import { createFakeApp, prepared, report, runOf, source } from "./fake-client";

/** A model of a file that learned from other data, beside a text of 20 characters that is loaded. */
async function importedBesideOther(unknownCharacters: number, answers: Partial<TrainingClient> = {}) {
  const app = createFakeApp({
    importFile: async (id) =>
      success({
        run: runOf({
          id,
          config: { ...defaultConfig, model: changeModel(defaultConfig.model, { hiddenSize: 77 }) },
          progress: { ...freshProgress, step: 40, epoch: 2 },
        }),
        sameData: false,
        bare: false,
      }),
    measureFit: async () =>
      success({ ...prepared, unknownCharacters, tokenizer: { ...prepared.tokenizer, vocabulary: ["a"] } }),
    ...answers,
  });
  await app.commands.loadText("ana", "cars.csv");
  app.stores.data.getState().setReport(report);
  await app.commands.importFile(new File(["x"], "model.safetensors"));
  app.calls.length = 0;
  return app;
}

describe("going on with other data", () => {
  it("makes a new run of the weights, and says whose they were", async () => {
    const sent: (readonly [string, number])[] = [];
    const { commands, stores, calls, shown } = await importedBesideOther(0, {
      goOnWithData: async (_run, parent, config) => {
        sent.push([parent, getByPath(config, "model.hiddenSize")]);
        return success(null);
      },
    });
    const parent = shown();
    await commands.goOnWithData();
    expect(calls).toEqual(["measureFit", "goOnWithData"]);
    expect(sent).toEqual([[parent.id, 77]]);
    const run = shown();
    expect(run.name).not.toBe(parent.name);
    expect(run.parent).toEqual({ id: parent.id, name: parent.name, step: 40, dataset: "birds.csv" });
    expect(run.data).toMatchObject({ hash: "00", name: "cars.csv", tokenizer: { vocabulary: ["a"] } });
    expect(run.progress.step).toBe(0);
    expect(stores.notices.getState().toasts.at(-1)).toMatchObject({ kind: "runBranched", values: { step: 40 } });
  });

  it("tells first which characters have no token, and goes on once that is agreed to", async () => {
    const { commands, stores, calls, shown } = await importedBesideOther(3);
    await commands.goOnWithData();
    expect(calls).toEqual(["measureFit"]);
    expect(stores.runs.getState().asked).toEqual({
      run: shown().id,
      hash: source.facts.hash,
      fit: { unknown: 3, characters: 20, missing: ["n"], asPadding: false },
    });
    await commands.goOnWithData();
    expect(calls).toContain("goOnWithData");
    expect(stores.runs.getState().asked).toBeNull();
  });

  it("refuses data of which the model can write too little, and leaves the run as it is", async () => {
    const { commands, stores, calls, shown } = await importedBesideOther(5);
    const before = shown();
    await commands.goOnWithData();
    expect(calls).toEqual(["measureFit"]);
    expect(stores.notices.getState().error).toEqual({
      code: "otherCharacters",
      name: "cars.csv",
      unknown: 5,
      characters: 20,
    });
    expect(shown()).toBe(before);
  });

  it("leaves a run alone whose own data is loaded", async () => {
    const { commands, calls } = createFakeApp();
    await commands.loadText("ana", "cars.csv");
    await commands.train();
    calls.length = 0;
    await commands.goOnWithData();
    expect(calls).toEqual([]);
  });
});
