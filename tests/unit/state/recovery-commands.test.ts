// What comes back after a worker died: device, data, and the run as far as a copy of it goes.
import { describe, expect, it } from "vitest";
import { failure, success } from "@/domain/result";
import { keptEpoch, unsavedSeconds } from "@/domain/run/run-figures";
import { freshProgress } from "@/domain/training/progress";
import { eventually } from "../support/eventually";
import { createFakeApp, facts, inState, runOf, stepped } from "./fake-client";

const text = { kind: "text", name: "a.txt", text: "ola" } as const;
const died = { code: "workerDied", detail: "boom" } as const;
const copy = { run: "run-1", kind: "last", bytes: new Uint8Array(4), step: 30, seconds: 7 } as const;

/** An app with a run that has made 42 steps, and an importer that gives the copy back. */
async function appWithRun(answers: Parameters<typeof createFakeApp>[0] = {}) {
  const imported: File[] = [];
  const app = createFakeApp({
    importFile: async (id, file) => {
      imported.push(file);
      const run = runOf({ id, progress: { ...freshProgress, step: 30, epoch: 2 } });
      return success({ run, sameData: true, bare: false });
    },
    ...answers,
  });
  await app.commands.openDevice("reference", "cpu");
  await app.commands.loadData(text);
  await app.commands.train();
  app.tell(inState("running"), stepped(42, { seconds: 9 }));
  app.calls.length = 0;
  return { ...app, imported };
}

describe("after a death", () => {
  it("device and data come back, and the run rests where its newest copy was made", async () => {
    const { commands, stores, calls, imported, shown } = await appWithRun();
    const { name } = shown();
    commands.keepSoundState({ ...copy, bytes: new Uint8Array(2), step: 20 });
    commands.keepSoundState(copy);
    await commands.workerDied(died);
    expect(calls).toEqual(["restart", "openDevice", "loadData", "prepareData", "importFile"]);
    expect(imported.map(({ size }) => size)).toEqual([4]);
    expect(shown()).toMatchObject({ state: "paused", error: null, name, progress: { step: 30 } });
    expect(stores.notices.getState().notices).toMatchObject([
      { kind: "workerRestarted", values: { name, step: 30, count: 12 } },
    ]);
    expect(stores.notices.getState().error).toBeNull();
  });

  it("best weights that died with the worker are offered no more, and the run counts as unsaved", async () => {
    const { commands, shown, tell } = await appWithRun();
    const row = { epoch: 1, step: 10, trainLoss: 1, trainAccuracy: 0, validationLoss: 1, validationAccuracy: 0 };
    const { epochs: _, ...standing } = { ...freshProgress, step: 42, epoch: 1 };
    tell({ type: "epoch", row: { ...row, learningRate: 0.1 }, standing });
    tell({ type: "held", checkpoints: [{ step: 10, kind: "best", where: "memory", seconds: 1 }], hasData: true });
    await commands.exportFile("weights");
    expect([keptEpoch(shown()), unsavedSeconds(shown())]).toEqual([1, 0]);
    commands.keepSoundState(copy);
    await commands.workerDied(died);
    expect([keptEpoch(shown()), unsavedSeconds(shown())]).toEqual([null, 9]);
  });

  it("best weights of which there is a copy come back with the newest", async () => {
    const handed: unknown[] = [];
    const { commands } = await appWithRun({
      importFile: async (id, _file, _config, known) => {
        handed.push([known?.status.state, known?.step, known?.best?.size]);
        return success({ run: runOf({ id }), sameData: true, bare: false });
      },
    });
    commands.keepSoundState({ ...copy, kind: "best", bytes: new Uint8Array(9), step: 20 });
    commands.keepSoundState(copy);
    await commands.workerDied(died);
    expect(handed).toEqual([["paused", 42, 9]]);
  });

  it("of a run that had ended, or of its device, it stands as it had, without a cut", async () => {
    const end = { run: runOf({ progress: { ...freshProgress, step: 42 } }), sameData: true, bare: false };
    const { commands, shown, tell } = await appWithRun({
      importFile: async (id) => success({ ...end, run: { ...end.run, id } }),
    });
    tell(inState("finished", "epochsDone"));
    commands.keepSoundState({ ...copy, step: 42 });
    await commands.workerDied({ code: "deviceLost", detail: "" });
    expect(shown()).toMatchObject({ state: "finished", reason: "epochsDone", error: null, endStep: 42, cuts: [] });
  });

  it("copies that are too large for the page are left to what is kept", async () => {
    const { commands, calls } = await appWithRun();
    commands.keepSoundState({ ...copy, bytes: new Uint8Array(2 ** 25 + 1) });
    await commands.workerDied(died);
    expect(calls).not.toContain("importFile");
  });

  it("other runs on the page lose what only the dead worker had of them", async () => {
    const { commands, stores, shown, tell } = await appWithRun();
    tell({ type: "held", checkpoints: [{ step: 42, kind: "last", where: "memory", seconds: 9 }], hasData: true });
    const { id } = shown();
    await commands.train();
    await commands.workerDied(died);
    expect(stores.runs.getState().runs.get(id)?.checkpoints).toEqual([]);
  });

  it("calls that died with the worker leave no word of it once another lives", async () => {
    let die: () => void = () => undefined;
    const { commands, stores, calls } = await appWithRun({
      freezeRun: () =>
        new Promise((resolve) => {
          die = () => resolve(failure(died));
        }),
      restart: () => die(),
    });
    const exporting = commands.exportFile("weights");
    await eventually(() => expect(calls).toContain("freezeRun"));
    await commands.workerDied(died);
    await exporting;
    expect(stores.notices.getState().error).toBeNull();
  });

  it("a run without a copy stays with its figures, and its loss is told", async () => {
    const { commands, stores, calls, shown } = await appWithRun();
    await commands.workerDied(died);
    expect(calls).not.toContain("importFile");
    expect(shown()).toMatchObject({ state: "failed", error: died, progress: { step: 42 } });
    expect(stores.notices.getState().notices).toMatchObject([{ kind: "workerRestartedWithoutRun" }]);
  });

  it("no copy of another run is taken", async () => {
    const { commands, calls, tell } = await appWithRun();
    await commands.train();
    tell(stepped(3));
    // A copy of the former run, late on its way.
    commands.keepSoundState(copy);
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
        return success(facts.device);
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

describe("after the loss of a device", () => {
  const lost = { code: "deviceLost", detail: "gone" } as const;

  it("the run that trained goes on by itself where its copy was made", async () => {
    const { commands, calls, shown, stores } = await appWithRun();
    commands.keepSoundState(copy);
    await commands.workerDied(lost);
    expect(calls).toEqual(["restart", "openDevice", "loadData", "prepareData", "importFile", "resume"]);
    expect(shown()).toMatchObject({ error: null, progress: { step: 30 } });
    expect(stores.notices.getState().notices).toMatchObject([{ kind: "workerRestarted" }]);
  });

  it("a run that rested goes on resting", async () => {
    const { commands, calls, tell } = await appWithRun();
    tell(inState("paused"));
    commands.keepSoundState(copy);
    await commands.workerDied(lost);
    expect(calls).toContain("importFile");
    expect(calls).not.toContain("resume");
  });

  it("the third within a minute leaves the processor to go on, and says so", async () => {
    const asked: unknown[] = [];
    const { commands, calls, tell, stores } = await appWithRun({
      openDevice: async (choice) => {
        asked.push(choice);
        return success(facts.device);
      },
    });
    asked.length = 0;
    for (let turn = 0; turn < 3; turn++) {
      commands.keepSoundState(copy);
      await commands.workerDied(lost);
      tell(inState("running"));
    }
    expect(asked).toEqual(["reference", "reference", "wasm"]);
    expect(calls.filter((call) => call === "resume").length).toBe(3);
    expect(stores.notices.getState().notices.map(({ kind }) => kind)).toContain("cardGivenUp");
    expect(stores.notices.getState().error).toBeNull();
  });
});
