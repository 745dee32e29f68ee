// Keeping with a store in memory: what is saved when, what comes back, and what is said of it.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { defaultConfig } from "@/domain/config/defaults";
import { createKeptCommands } from "@/state/kept-commands";
import { createRecordCommands } from "@/state/record-commands";
import { eventually } from "../support/eventually";
import { createFakeApp, inState, stepped } from "./fake-client";
import { disk, everything, reopened, settle, text, trained } from "./kept-disk";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("after a return", () => {
  it("settings, data and the open run are back, paused at its newest weights and without the steps behind them", async () => {
    const { tab, hinted } = disk();
    const first = await trained(tab());
    first.stores.settings.getState().set("training.learningRate", 0.05);
    first.commands.later(createRecordCommands).labelRun(first.shown().id, { note: "mine" });
    await first.commands.flushKept();
    expect(first.state()).toBe("saved");
    expect(hinted).toContain(true);
    const second = await reopened(tab());
    expect(second.stores.settings.getState().config.training.learningRate).toBe(0.05);
    expect(second.loaded).toEqual([text]);
    const { id, name } = first.shown();
    expect(second.shown()).toMatchObject({ id, name, note: "mine", state: "paused", cuts: [{ step: 30, lost: 12 }] });
    expect(second.shown().progress.step).toBe(30);
    expect(second.shown().pace?.trainingSeconds).toBe(3);
    expect(second.steps()).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    expect(second.notices()).toEqual(["runReturned"]);
    expect(second.stores.runs.getState().begun).toBe(1);
  });

  it("a run saved at rest is as it was, without a cut", async () => {
    const { tab } = disk();
    const first = await trained(tab(), 30, 30);
    first.tell(inState("finished", "epochsDone"));
    await settle();
    const second = await reopened(tab());
    expect(second.shown()).toMatchObject({ state: "finished", reason: "epochsDone", cuts: [] });
    expect(second.notices()).toEqual([]);
    // The worker opens it as it had ended.
    expect(second.handed).toEqual([{ state: "finished", at: 30, best: null }]);
  });

  it("what was touched before the store answered stays, and runs come to the list alone", async () => {
    const { tab } = disk();
    await (await trained(tab())).commands.flushKept();
    const touched = tab("other");
    const opening = touched.commands.openKept(everything);
    touched.stores.settings.getState().set("training.batchSize", 8);
    expect(await opening).toBe(false);
    expect(touched.loaded).toEqual([]);
    expect(touched.stores.runs.getState()).toMatchObject({ open: null, begun: 1 });
    expect([...touched.stores.runs.getState().runs.keys()]).toEqual(["run1"]);
    const link = await reopened(tab("other"), (address: string) => address !== "?a");
    expect(link.stores.runs.getState().open).toBeNull();
    expect(link.shown).toThrow();
  });

  it("a run of the list has its figures at once; its curve and weights come when it is opened", async () => {
    const { tab } = disk();
    await (await trained(tab())).commands.flushKept();
    const { commands, stores, calls, steps } = await reopened(tab("other"), () => false);
    const row = () => stores.runs.getState().runs.get("run1");
    expect(row()).toMatchObject({ progress: { step: 42 } });
    expect(row()?.checkpoints.map(({ kind, where }) => `${kind} in ${where}`)).toEqual([
      "first in browser",
      "last in browser",
    ]);
    expect(row()?.series.training.rows).toBe(0);
    await commands.openRun("run1");
    expect(calls).toContain("importFile");
    expect(steps()).toHaveLength(30);
  });

  it("the curve of a run of the list comes once it is to be drawn, and not before", async () => {
    const { tab } = disk();
    const first = await trained(tab());
    first.commands.later(createRecordCommands).labelRun("run1", { drawn: false });
    await first.commands.flushKept();
    const { commands, stores } = await reopened(tab("other"), () => false);
    const rows = () => stores.runs.getState().runs.get("run1")?.series.training.rows;
    await settle();
    expect(rows()).toBe(0);
    commands.later(createRecordCommands).labelRun("run1", { drawn: true });
    await settle();
    expect(rows()).toBe(42);
  });

  it("a curve that cannot be read is asked for once, and again when its run is opened", async () => {
    const { tab } = disk();
    const first = await trained(tab());
    await first.commands.flushKept();
    const second = await reopened(tab("other", false), () => false);
    await first.storage.remove("run-run1");
    const asked = () => second.loads.filter((id) => id === "run-run1").length;
    const { labelRun } = second.commands.later(createRecordCommands);
    for (const drawn of [true, false, true, false, true]) {
      labelRun("run1", { drawn });
      await vi.advanceTimersByTimeAsync(0);
    }
    expect(asked()).toBe(1);
    await second.commands.openRun("run1");
    expect(asked()).toBeGreaterThan(1);
  });

  it("a label that is changed in the list leaves curve and weights as they were kept", async () => {
    const { tab } = disk();
    await (await trained(tab())).commands.flushKept();
    const list = await reopened(tab("other"), () => false);
    list.commands.later(createRecordCommands).labelRun("run1", { note: "later" });
    await settle();
    const third = await reopened(tab());
    expect(third.shown()).toMatchObject({ note: "later", progress: { step: 30 } });
    expect(third.steps()).toHaveLength(30);
  });
});

describe("saving", () => {
  it("while a run trains comes with each copy of its weights, and at once when it rests", async () => {
    const one = await trained(disk().tab(), 30, 30);
    await settle();
    const savesOfRun = () => one.saves.filter((id) => id === "run-run1").length;
    const before = savesOfRun();
    for (let second = 1; second <= 20; second++) {
      one.tell(stepped(30 + second, { seconds: 3 + second }));
      if (second % 5 === 0) one.copy(30 + second);
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(savesOfRun() - before).toBe(4);
    one.tell(inState("paused"));
    expect(one.state()).toBe("saving");
    await settle();
    expect(one.state()).toBe("saved");
    expect(savesOfRun() - before).toBe(5);
    expect(one.shown().checkpoints).toContainEqual({ step: 50, kind: "last", where: "browser", seconds: 5 });
  });

  it("is not said to be done while what came to rest during it waits", async () => {
    const one = await trained(disk().tab(), 30, 30);
    await settle();
    let end = () => {};
    one.beforeSave = () =>
      new Promise((resolve) => {
        end = resolve;
      });
    one.tell(stepped(31, { seconds: 3.1 }));
    const flushed = one.commands.flushKept();
    await vi.advanceTimersByTimeAsync(1);
    one.beforeSave = async () => undefined;
    one.tell(inState("paused"));
    const said: string[] = [];
    one.stores.kept.subscribe(({ value }) => said.push(value));
    end();
    await flushed;
    expect(said.at(-1)).toBe("saving");
    await settle();
    expect(one.state()).toBe("saved");
  });

  it("never puts weights beside a record that does not know their steps yet", async () => {
    const { tab } = disk();
    const first = await trained(tab(), 30, 30);
    await first.commands.flushKept();
    first.copy(40);
    first.tell(stepped(35));
    await first.commands.flushKept();
    expect((await reopened(tab())).shown().progress.step).toBe(30);
    first.tell(stepped(41));
    await first.commands.flushKept();
    expect((await reopened(tab("b"))).shown().progress.step).toBe(40);
  });

  it("of the same data happens once", async () => {
    const one = await trained(disk().tab());
    await settle();
    one.stores.settings.getState().set("training.batchSize", 8);
    await settle();
    expect(one.saves.filter((id) => id === "data-00")).toHaveLength(1);
    expect(one.saves.filter((id) => id === "page").length).toBeGreaterThan(1);
  });

  it("says nothing of a page that opened by itself", async () => {
    const one = disk().tab();
    await one.commands.openKept(everything);
    await one.commands.loadBundled("none");
    await one.commands.followKept(false);
    await settle();
    expect(one.saves).toEqual([]);
    expect(one.stores.kept.getState().hasBegun).toBe(false);
  });

  it("that finds no room is told once, and again nothing once there is", async () => {
    const one = disk().tab();
    one.fails = { code: "storageFull", detail: "" };
    await trained(one);
    await settle();
    expect([one.state(), one.notices()]).toEqual(["full", ["storageFull"]]);
    one.stores.notices.getState().withdraw("storageFull");
    one.tell(stepped(43));
    await one.commands.flushKept();
    expect([one.state(), one.notices()]).toEqual(["full", []]);
    one.fails = null;
    one.tell(stepped(44));
    await one.commands.flushKept();
    expect(one.state()).toBe("saved");
  });

  it("that is refused is told once, and training goes on in memory", async () => {
    const { tab, refuse } = disk();
    refuse({ code: "storageBlocked", detail: "" });
    const one = await trained(tab());
    await settle();
    expect([one.state(), one.notices(), one.saves]).toEqual(["memory", ["storageRefused"], []]);
    expect(one.shown().progress.step).toBe(42);
  });

  it("code that does not arrive is told as a refusal", async () => {
    const { commands, stores } = createFakeApp();
    expect(await commands.openKept(everything)).toBe(false);
    expect(stores.kept.getState().value).toBe("memory");
    expect(stores.notices.getState().notices).toMatchObject([{ kind: "storageRefused" }]);
  });
});

describe("a run that is deleted while it is saved for the first time", () => {
  it.each(["while others are saved before it", "while it is written"])("goes from the store too: %s", async (when) => {
    const { tab } = disk();
    const one = await trained(tab());
    one.tell(inState("paused"));
    await one.commands.train();
    one.tell(inState("running"), stepped(1), inState("paused"));
    let goOn = () => {};
    const goesOn = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const held = when === "while it is written" ? "run-run2" : "run-run1";
    one.beforeSave = async (id) => {
      if (id === held) await goesOn;
    };
    const saving = one.commands.flushKept();
    await eventually(() => expect(one.saves).toContain(held));
    await one.commands.later(createRecordCommands).deleteRun("run2");
    goOn();
    await saving;
    await vi.advanceTimersByTimeAsync(40_000);
    const listed = await one.storage.list();
    expect(listed.ok && listed.value.map(({ id }) => id).filter((id) => id.startsWith("run"))).toEqual(["run-run1"]);
  });
});

describe("two tabs", () => {
  it("one writes a run, the other reads it, says so and never writes over it", async () => {
    const { tab } = disk();
    const first = await trained(tab());
    await first.commands.flushKept();
    const second = await reopened(tab("other", false));
    expect(second.shown().id).toBe("run1");
    expect(second.notices()).toContain("keptElsewhere");
    second.commands.later(createRecordCommands).labelRun("run1", { note: "not mine" });
    await settle();
    expect(second.saves).not.toContain("run-run1");
    first.tell(stepped(43));
    await first.commands.flushKept();
    expect(first.state()).toBe("saved");
  });

  it("a run that another tab writes is not deleted from the list of what is stored, which says so", async () => {
    const { tab } = disk();
    const first = await trained(tab());
    await first.commands.flushKept();
    const second = await reopened(tab("other", false), () => false);
    const kept = second.commands.later(createKeptCommands);
    await kept.remove("run-run1");
    expect([...second.stores.runs.getState().runs.keys()]).toEqual(["run1"]);
    expect(second.notices()).toEqual(["keptElsewhere"]);
    await first.storage.release("run-run1");
    await kept.remove("run-run1");
    expect(second.stores.runs.getState().runs.size).toBe(0);
  });

  it("a run that another tab has written since it was listed is not written over", async () => {
    const { tab } = disk();
    const first = await trained(tab());
    await first.commands.flushKept();
    const second = await reopened(tab("other", false), () => false);
    first.tell(stepped(43));
    await first.commands.flushKept();
    await first.storage.release("run-run1");
    second.commands.later(createRecordCommands).labelRun("run1", { note: "late" });
    await settle();
    expect(second.saves).not.toContain("run-run1");
    expect(second.stores.kept.getState().elsewhere).toEqual(new Set(["run1"]));
  });
});

describe("what is stored", () => {
  it("is listed with sizes, and goes one by one or as a whole", async () => {
    const { tab, hinted } = disk();
    const one = await trained(tab());
    await settle();
    await one.commands.later(createKeptCommands).list();
    const entries = () => one.stores.kept.getState().entries?.map(({ kind, name }) => [kind, name]);
    expect(entries()).toEqual(
      expect.arrayContaining([
        ["page", null],
        ["data", "a.txt"],
        ["run", one.shown().name],
      ]),
    );
    expect(one.stores.kept.getState().entries?.find(({ kind }) => kind === "data")?.bytes).toBe(4);
    await one.commands.later(createKeptCommands).remove("run-run1");
    expect(entries()).not.toContainEqual(["run", one.shown().name]);
    await one.commands.later(createKeptCommands).clear();
    expect(entries()).toEqual([]);
    expect(hinted.at(-1)).toBe(false);
  });

  it("holds the files of a model while a run needs them, and says how many do", async () => {
    const { tab, models } = disk();
    models.set("base", 500).set("stray", 9);
    const first = await trained(tab());
    expect([...models.keys()]).toEqual([]);
    models.set("base", 500).set("shipped", 7);
    const origin = { listed: null, name: "gpt2", licence: null, dtype: "F32", bytes: 500 } as const;
    const { insert } = first.stores.runs.getState();
    const tuned = { id: "base", name: "gpt2", step: 0, dataset: "" };
    insert({ ...first.shown(), id: "base", origin }, 1);
    const config = { ...defaultConfig, tuning: { ...defaultConfig.tuning, trains: "lora" } } as const;
    insert({ ...first.shown(), config, id: "tuned", parent: tuned }, 2);
    insert({ ...first.shown(), config, id: "tuned2", parent: { ...tuned, id: "tuned" } }, 3);
    insert({ ...first.shown(), id: "ofAllWeights", parent: tuned }, 4);
    insert({ ...first.shown(), id: "other", origin: { ...origin, listed: "shipped" } }, 4);
    await first.commands.flushKept();
    const kept = first.commands.later(createKeptCommands);
    const listed = async () => {
      await kept.list();
      return first.stores.kept
        .getState()
        .entries?.flatMap(({ kind, id, name, bytes, uses }) => (kind === "model" ? [[id, name, bytes, uses]] : []));
    };
    expect(await listed()).toEqual([
      ["model-base", "gpt2", 500, 3],
      ["model-shipped", "gpt2", 7, 1],
    ]);
    await kept.remove("model-base");
    expect([...models.keys()]).toEqual(["base", "shipped"]);
    await kept.remove("run-base");
    expect(await listed()).toEqual([
      ["model-base", null, 500, 2],
      ["model-shipped", "gpt2", 7, 1],
    ]);
    await kept.remove("run-tuned2");
    expect(models.has("base")).toBe(true);
    await kept.remove("run-tuned");
    expect([...models.keys()]).toEqual(["shipped"]);
    first.stores.runs.getState().remove("other");
    await vi.advanceTimersByTimeAsync(29_000);
    expect(models.has("shipped")).toBe(true);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(models.has("shipped")).toBe(false);
  });

  it("loses a deleted run once its undo is over, and one that came back not", async () => {
    const { tab } = disk();
    const one = await trained(tab());
    one.tell(inState("paused"));
    await settle();
    await one.commands.train();
    one.tell(inState("running"), stepped(1), inState("paused"));
    await settle();
    const ids = async () => {
      const listed = await one.storage.list();
      return listed.ok ? listed.value.map(({ id }) => id).filter((id) => id.startsWith("run")) : [];
    };
    expect(await ids()).toEqual(["run-run1", "run-run2"]);
    await one.commands.later(createRecordCommands).deleteRun("run1");
    await vi.advanceTimersByTimeAsync(20_000);
    await one.stores.notices.getState().toasts.at(-1)?.undo?.();
    await vi.advanceTimersByTimeAsync(40_000);
    expect(await ids()).toEqual(["run-run1", "run-run2"]);
    await one.commands.later(createRecordCommands).deleteRun("run1");
    await settle();
    expect([...(await reopened(tab("b"), () => false)).stores.runs.getState().runs.keys()]).toEqual(["run2"]);
    await vi.advanceTimersByTimeAsync(40_000);
    expect(await ids()).toEqual(["run-run2"]);
  });
});

it("a run of which the page holds no copy comes back from the store after its worker died", async () => {
  const { tab } = disk();
  await (await trained(tab())).commands.flushKept();
  const second = await reopened(tab("b"));
  second.calls.length = 0;
  await second.commands.workerDied({ code: "workerDied", detail: "" });
  expect(second.calls).toContain("importFile");
  expect(second.shown()).toMatchObject({ state: "paused", progress: { step: 30 } });
});
