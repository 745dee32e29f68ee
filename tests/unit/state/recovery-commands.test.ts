// What comes back after a worker died: device, data, and the run as far as a copy of it goes.
import { describe, expect, it } from "vitest";
import { emptyHistory } from "@/domain/checkpoint/run-history";
import { defaultConfig } from "@/domain/config/defaults";
import { failure, success } from "@/domain/result";
import { freshProgress } from "@/domain/training/progress";
import { createFakeApp, started } from "./fake-client";

const text = { kind: "text", name: "a.txt", text: "ola" } as const;
const died = { code: "workerDied", detail: "boom" } as const;
const copy = { bytes: new Uint8Array(4), step: 30 };

/** An app with a run that has made 42 steps, and an importer that gives the copy back. */
async function appWithRun(answers: Parameters<typeof createFakeApp>[0] = {}) {
  const imported: File[] = [];
  const app = createFakeApp({
    importFile: async (file) => {
      imported.push(file);
      const tokenizer = { kind: "character", vocabulary: ["a"], specialCount: 0, padId: null } as const;
      const progress = { ...freshProgress, step: 30, epoch: 2 };
      const dataset = { id: null, name: "a.txt", hash: "" };
      const history = emptyHistory;
      return success({
        config: defaultConfig,
        tokenizer,
        template: "",
        dataset,
        progress,
        history,
        sameData: true,
        bare: false,
      });
    },
    ...answers,
  });
  await app.commands.openDevice("reference", "cpu");
  await app.commands.loadData(text);
  await app.commands.train();
  app.stores.run.getState().setState("running", null, null);
  const columns = { step: [42], loss: [1], accuracy: [0], gradientNorm: [1], learningRate: [0.1] };
  app.stores.metrics.getState().addSteps(columns);
  app.stores.run.getState().updateLatest({ step: 42 });
  app.calls.length = 0;
  return { ...app, imported };
}

describe("after a death", () => {
  it("device and data come back, and the run rests where its newest copy was made", async () => {
    const { commands, stores, calls, imported } = await appWithRun();
    const { name } = stores.run.getState();
    commands.keepSoundState({ bytes: new Uint8Array(2), step: 20 });
    commands.keepSoundState(copy);
    await commands.workerDied(died);
    expect(calls).toEqual(["restart", "openDevice", "loadData", "prepareData", "importFile"]);
    expect(imported.map(({ size }) => size)).toEqual([4]);
    expect(stores.run.getState()).toMatchObject({ state: "paused", error: null, name, latest: { step: 30 } });
    expect(stores.notices.getState().notices).toMatchObject([
      { kind: "workerRestarted", values: { name, step: 30, count: 12 } },
    ]);
    expect(stores.notices.getState().error).toBeNull();
  });

  it("best weights that died with the worker are offered no more, and the run counts as unsaved", async () => {
    const { commands, stores } = await appWithRun();
    const row = { epoch: 1, step: 10, trainLoss: 1, trainAccuracy: 0, validationLoss: 1, validationAccuracy: 0 };
    stores.run.getState().addEpoch({ ...row, learningRate: 0.1 }, true);
    stores.run.getState().updateLatest({ elapsedSeconds: 9 });
    stores.run.getState().markSaved();
    commands.keepSoundState(copy);
    await commands.workerDied(died);
    expect(stores.run.getState()).toMatchObject({ keptEpoch: null, savedSeconds: 0 });
  });

  it("calls that died with the worker leave no word of it once another lives", async () => {
    let die: () => void = () => undefined;
    const { commands, stores } = await appWithRun({
      exportFile: () =>
        new Promise((resolve) => {
          die = () => resolve(failure(died));
        }),
      restart: () => die(),
    });
    const exporting = commands.exportFile("weights");
    await commands.workerDied(died);
    await exporting;
    expect(stores.notices.getState().error).toBeNull();
  });

  it("a run without a copy stays with its figures, and its loss is told", async () => {
    const { commands, stores, calls } = await appWithRun();
    await commands.workerDied(died);
    expect(calls).not.toContain("importFile");
    expect(stores.run.getState()).toMatchObject({ state: "failed", error: died, latest: { step: 42 } });
    expect(stores.notices.getState().notices).toMatchObject([{ kind: "workerRestartedWithoutRun" }]);
  });

  it("no copy of another run is taken", async () => {
    const { commands, calls } = await appWithRun();
    commands.keepSoundState(copy);
    await commands.train();
    await commands.workerDied(died);
    expect(calls).not.toContain("importFile");
  });

  it("a fourth within a minute is left to the user", async () => {
    const { commands, stores, calls } = await appWithRun();
    for (let turn = 0; turn < 4; turn++) await commands.workerDied(died);
    expect(calls.filter((call) => call === "restart").length).toBe(3);
    expect(stores.notices.getState().error).toEqual(died);
  });

  it("data that were asked for before anything was read are read", async () => {
    let tries = 0;
    const { commands, calls } = createFakeApp({
      loadData: async () => failure(++tries === 1 ? died : { code: "noData" }),
    });
    await commands.loadData(text);
    await commands.workerDied(died);
    expect(calls.filter((call) => call === "loadData").length).toBe(2);
  });
});

describe("a restart by hand", () => {
  it("keeps the device that was wanted, or takes another", async () => {
    const asked: unknown[] = [];
    const { commands } = await appWithRun({
      openDevice: async (choice, tfjs) => {
        asked.push([choice, tfjs]);
        return success(started.device);
      },
    });
    await commands.restartWorker(null);
    await commands.restartWorker("wasm");
    expect(asked).toEqual([
      ["reference", "cpu"],
      ["reference", "cpu"],
      ["wasm", null],
    ]);
  });

  it("brings no run into a worker that found no device, and says so", async () => {
    const { commands, stores, calls } = await appWithRun({
      openDevice: async () => failure({ code: "deviceUnavailable", wanted: "webgpu" }),
    });
    commands.keepSoundState(copy);
    await commands.restartWorker("webgpu");
    expect(calls).not.toContain("importFile");
    expect(stores.notices.getState().error?.code).toBe("deviceUnavailable");
  });
});
