import { describe, expect, it } from "vitest";
import { emptyHistory } from "@/domain/checkpoint/run-history";
import { defaultConfig } from "@/domain/config/defaults";
import { success } from "@/domain/result";
import { freshProgress } from "@/domain/training/progress";
import type { TrainingClient } from "@/worker/training-client";
import { createFakeApp, prepared, report, source } from "./fake-client";

/** A model of a file that learned from other data, beside a text of 20 characters that is loaded. */
async function importedBesideOther(unknownCharacters: number, answers: Partial<TrainingClient> = {}) {
  const app = createFakeApp({
    importFile: async () =>
      success({
        config: { ...defaultConfig, model: { ...defaultConfig.model, hiddenSize: 77 } },
        tokenizer: { ...prepared.tokenizer, vocabulary: ["a"] },
        template: "",
        dataset: { id: null, name: "birds.csv", hash: "b1" },
        progress: { ...freshProgress, step: 40, epoch: 2 },
        history: emptyHistory,
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
    const sent: number[] = [];
    const { commands, stores, calls } = await importedBesideOther(0, {
      goOnWithData: async (config) => {
        sent.push(config.model.hiddenSize);
        return success({
          parameterCount: 1,
          totalSteps: 9,
          device: { id: "plan-wasm", adapter: null, threads: 1, reason: "noWebGpu" },
          memoryBytes: 1,
        });
      },
    });
    const parent = stores.run.getState().name;
    await commands.resume();
    expect(calls).toEqual(["measureFit", "goOnWithData"]);
    expect(sent).toEqual([77]);
    const run = stores.run.getState();
    expect(run.name).not.toBe(parent);
    expect(run).toMatchObject({ parent: { name: parent, step: 40, dataset: "birds.csv" }, dataset: { hash: "00" } });
    expect(run.latest.step).toBeNull();
    expect(run.background?.tokenizer.vocabulary).toEqual(["a"]);
    expect(stores.notices.getState().toasts.at(-1)).toMatchObject({ kind: "runBranched", values: { step: 40 } });
  });

  it("tells first which characters have no token, and goes on once that is agreed to", async () => {
    const { commands, stores, calls } = await importedBesideOther(3);
    await commands.goOnWithData();
    expect(calls).toEqual(["measureFit"]);
    expect(stores.run.getState().asked).toEqual({
      hash: source.facts.hash,
      fit: { unknown: 3, characters: 20, missing: ["n"], asPadding: false },
    });
    await commands.goOnWithData();
    expect(calls).toContain("goOnWithData");
    expect(stores.run.getState().asked).toBeNull();
  });

  it("refuses data of which the model can write too little, and leaves the run as it is", async () => {
    const { commands, stores, calls } = await importedBesideOther(5);
    const before = stores.run.getState();
    await commands.goOnWithData();
    expect(calls).toEqual(["measureFit"]);
    expect(stores.notices.getState().error).toEqual({
      code: "otherCharacters",
      name: "cars.csv",
      unknown: 5,
      characters: 20,
    });
    expect(stores.run.getState()).toBe(before);
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
