import { describe, expect, it } from "vitest";
import { setByPath } from "@/domain/config/config-path";
import { defaultConfig } from "@/domain/config/defaults";
import { failure } from "@/domain/result";
import type { Bases } from "@/state/bases/bases";
import { createRecordCommands } from "@/state/record-commands";
import { createFakeApp, inState, runOf, stepped } from "./fake-client";

const text = { kind: "text", name: "a.txt", text: "abc" } as const;

/** An app with a finished run and a newer one that trains and is open. */
async function withTwoRuns(answers: Parameters<typeof createFakeApp>[0] = {}) {
  const app = createFakeApp(answers);
  await app.commands.loadData(text);
  await app.commands.train();
  app.tell(stepped(50, { seconds: 1 }), inState("finished", "epochsDone"));
  app.tell({ type: "held", checkpoints: [{ step: 50, kind: "last", where: "memory", seconds: 1 }], hasData: true });
  const older = app.shown().id;
  await app.commands.train();
  app.tell(inState("running"));
  app.calls.length = 0;
  const held = () => app.stores.runs.getState().runs;
  const toast = () => app.stores.notices.getState().toasts.at(-1);
  return { ...app, older, newer: app.shown().id, held, toast };
}

describe("opening a run of the table", () => {
  it("shows it and gives its weights a session again", async () => {
    const app = await withTwoRuns();
    await app.commands.openRun(app.older);
    expect(app.calls).toEqual(["openRun"]);
    expect(app.shown().id).toBe(app.older);
  });

  it("shows the record alone where the worker holds no weights, and brings the other one to rest", async () => {
    const app = await withTwoRuns();
    app.stores.runs.getState().tell([{ type: "held", run: app.older, checkpoints: [], hasData: true }]);
    await app.commands.openRun(app.older);
    expect(app.calls).toEqual(["closeRun"]);
    expect(app.shown().id).toBe(app.older);
  });

  it("goes back to the one before, and says why, where that fails", async () => {
    const app = await withTwoRuns({ openRun: async () => failure({ code: "noModel" }) });
    await app.commands.openRun(app.older);
    expect(app.shown().id).toBe(app.newer);
    expect(app.stores.notices.getState().error?.code).toBe("noModel");
  });

  it("waits its turn while a run is being prepared", async () => {
    const app = await withTwoRuns();
    app.tell(inState("preparing"));
    await app.commands.openRun(app.older);
    expect([app.calls, app.shown().id]).toEqual([[], app.newer]);
  });
});

describe("the labels of a run", () => {
  it("are what is written, but for an empty name, and no longer than files take", async () => {
    const app = await withTwoRuns();
    const { name } = app.shown();
    app.commands.later(createRecordCommands).labelRun(app.newer, { name: "  ", note: " more data ", pinned: true });
    expect(app.shown()).toMatchObject({ name, note: "more data", pinned: true, drawn: true });
    app.commands.later(createRecordCommands).labelRun(app.newer, { name: "b".repeat(300), drawn: false });
    expect(app.shown()).toMatchObject({ name: "b".repeat(60), note: "more data", drawn: false });
    app.commands.later(createRecordCommands).labelRun(app.newer, { name: `${"c".repeat(59)}🦜` });
    expect(app.shown().name).toBe("c".repeat(59));
  });

  it("stay when its settings are taken over", async () => {
    const app = await withTwoRuns();
    app.stores.settings.getState().set("training.learningRate", 0.5);
    app.commands.later(createRecordCommands).takeSettings(app.older);
    expect(app.stores.settings.getState().config).toEqual(app.held().get(app.older)?.config);
    expect(app.toast()?.kind).toBe("settingsTaken");
  });
});

describe("deleting a run", () => {
  it("takes its row away until it is undone, in its old place", async () => {
    const app = await withTwoRuns();
    const record = app.held().get(app.older);
    await app.commands.later(createRecordCommands).deleteRun(app.older);
    expect([...app.held().keys()]).toEqual([app.newer]);
    await app.stores.notices.getState().undo(app.toast()?.id ?? 0);
    expect(app.toast()).toBeUndefined();
    expect([...app.held().keys()]).toEqual([app.older, app.newer]);
    expect(app.held().get(app.older)).toEqual(record);
    expect(app.calls, "its weights stay").toEqual([]);
  });

  it("frees its weights once the offer is gone", async () => {
    const app = await withTwoRuns();
    await app.commands.later(createRecordCommands).deleteRun(app.older);
    expect(app.calls).toEqual([]);
    app.stores.notices.getState().dismiss(app.toast()?.id ?? 0);
    expect(app.calls).toEqual(["forgetRun"]);
  });

  it("closes the open run, and opens it again when that is undone", async () => {
    const app = await withTwoRuns();
    await app.commands.openRun(app.older);
    app.calls.length = 0;
    await app.commands.later(createRecordCommands).deleteRun(app.older);
    expect([app.calls, app.stores.runs.getState().open]).toEqual([["closeRun"], null]);
    await app.stores.notices.getState().undo(app.toast()?.id ?? 0);
    expect(app.calls).toEqual(["closeRun", "openRun"]);
    expect(app.shown().id).toBe(app.older);
  });

  it("is refused while it trains", async () => {
    const app = await withTwoRuns();
    await app.commands.later(createRecordCommands).deleteRun(app.newer);
    expect(app.held().size).toBe(2);
  });

  it("of a model says for which runs its files are kept, and is refused while another tab uses them", async () => {
    let fate = "usedElsewhere";
    const { commands, stores } = createFakeApp(
      {},
      { openBases: async () => ({ fateOf: async () => fate }) as unknown as Bases },
    );
    const { insert } = stores.runs.getState();
    const origin = { listed: null, name: "GPT-2", licence: null, dtype: "F16", bytes: 3 } as const;
    insert(runOf({ id: "base", name: "GPT-2", origin }), 0);
    const config = setByPath(defaultConfig, "tuning.trains", "lora");
    insert(
      runOf({ id: "one", name: "calm-heron-1", config, parent: { id: "base", name: "GPT-2", step: 0, dataset: "" } }),
      1,
    );
    const { deleteRun } = commands.later(createRecordCommands);
    const { getState } = stores.notices;
    await deleteRun("base");
    expect([getState().error, getState().toasts]).toEqual([{ code: "modelInUse", name: "GPT-2" }, []]);
    expect(stores.runs.getState().runs.has("base")).toBe(true);
    fate = "kept";
    await deleteRun("base");
    expect(getState().toasts).toMatchObject([{ kind: "runDeletedKept", values: { runs: "calm-heron-1" } }]);
    expect(getState().error).toBeNull();
  });

  it("says which runs cannot be opened without it, by their names", async () => {
    const { commands, stores } = createFakeApp();
    const { insert } = stores.runs.getState();
    const origin = { listed: null, name: "GPT-2", licence: null, dtype: "F16", bytes: 3 } as const;
    insert(runOf({ id: "base", name: "GPT-2", origin }), 0);
    const config = setByPath(defaultConfig, "tuning.trains", "lora");
    const parent = { id: "base", name: "GPT-2", step: 0, dataset: "" };
    insert(runOf({ id: "one", name: "calm-heron-1", config, parent }), 1);
    insert(runOf({ id: "two", name: "warm-ibis-2", config, parent: { ...parent, id: "one" } }), 2);
    const { deleteRun } = commands.later(createRecordCommands);
    const toasts = () => stores.notices.getState().toasts.map(({ kind, values }) => [kind, values.runs]);
    await deleteRun("one");
    await deleteRun("base");
    expect(toasts()).toEqual([
      ["runDeleted", ""],
      ["runDeletedNeeded", "warm-ibis-2"],
    ]);
  });
});
