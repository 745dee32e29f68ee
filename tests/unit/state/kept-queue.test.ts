// The queue over a return: what trained is paused, what waited waits, and one press goes on with all of it.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { trialsOf } from "@/domain/config/trials";
import { failure, success } from "@/domain/result";
import { createKeptCommands } from "@/state/kept-commands";
import { createRunQueue } from "@/state/run-queue";
import type { KnownRun } from "@/worker/protocol";
import { inState, runOf, stepped } from "./fake-client";
import { disk, everything, reopened, settle, type Tab, text, trained } from "./kept-disk";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const RATES = [0.1, 0.01, 0.001];

function queueOf(tab: Tab) {
  return tab.commands.later(createRunQueue);
}

const state = (tab: Tab) => queueOf(tab).store.getState();

/** Queues a run for each rate. */
async function plan(tab: Tab): Promise<void> {
  const { config } = tab.stores.settings.getState();
  const trials = trialsOf(config, [{ path: "training.learningRate", values: RATES }]);
  queueOf(tab).plan(
    trials.map(({ config }, index) => ({
      label: `rate ${RATES[index]}`,
      work: { kind: "begin", config, from: { kind: "fresh" } },
    })),
  );
  await settle();
}

/** Opens the page, and plans runs. */
async function planned(tab: Tab): Promise<Tab> {
  await tab.commands.openKept(everything);
  await tab.commands.followKept(false);
  await tab.commands.loadData(text);
  await plan(tab);
  return tab;
}

/** Trains the open run by `steps` steps, weights copied after all of them. */
async function step(tab: Tab, steps: number): Promise<void> {
  tab.tell(inState("running"));
  for (let made = 1; made <= steps; made++) tab.tell(stepped(made, { seconds: made / 10 }));
  tab.copy(steps);
  await settle();
}

async function finish(tab: Tab): Promise<void> {
  await step(tab, 50);
  tab.tell(inState("finished", "epochsDone"));
  await settle();
}

const labels = (tab: Tab) => state(tab).waiting.map(({ label }) => label);
const rateOf = (tab: Tab) => tab.shown().config.training.learningRate;

describe("a run that begins with a kept checkpoint", () => {
  it("is given the file as it was kept, and knows whose weights of which step they are", async () => {
    const { tab, models } = disk();
    const first = await trained(tab());
    models.set("base", 500);
    const origin = { listed: null, name: "gpt2", licence: null, dtype: "F32", bytes: 500 } as const;
    first.stores.runs.getState().insert(runOf({ id: "base", origin }), 0);
    const began = { id: "base", name: "gpt2", step: 0, dataset: "" };
    first.stores.runs.getState().change(first.shown().id, (run) => ({ ...run, parent: began }));
    await first.commands.flushKept();
    const bytes = Uint8Array.from({ length: 999 }, (_, index) => (7 * index) % 256);
    first.tell(stepped(700, { seconds: 70 }));
    first.commands.keepSoundState({ run: "run1", kind: "last", bytes, step: 700, seconds: 70 });
    first.tell(inState("finished", "epochsDone"));
    await settle();
    const { id, name, data, config } = first.shown();
    const [, spaced] = await queueOf(first).checkpointsOf(id);
    expect(spaced).toMatchObject({ kind: "spaced", step: 700 });
    const given: { id: string; bytes: Uint8Array; base: string | null | undefined }[] = [];
    const begun: unknown[] = [];
    Object.assign(first.context.client, {
      importFile: async (copy: string, file: File, _config: unknown, known: KnownRun | null) => {
        given.push({ id: copy, bytes: new Uint8Array(await file.arrayBuffer()), base: known?.base });
        return success({ run: runOf({ id: copy }), sameData: true, bare: false });
      },
      goOnWithData: async (...asked: unknown[]) => {
        begun.push(asked);
        return success(null);
      },
    });
    const parent = { id, name, step: 700, dataset: data.name };
    const from = { kind: "checkpoint", parent, file: spaced?.file ?? "" } as const;
    queueOf(first).plan([{ label: "", work: { kind: "begin", config, from } }]);
    await settle();
    expect(given.map((one) => [one.bytes, one.base])).toEqual([[bytes, "base"]]);
    expect(begun).toEqual([[first.shown().id, given[0]?.id, config, "last"]]);
    expect(first.shown().parent).toEqual(parent);
  });
});

describe("the queue after a return", () => {
  it("is held with the run in the middle, and one press goes on with that and then with the rest", async () => {
    const { tab } = disk();
    const first = await planned(tab());
    await finish(first);
    await step(first, 30);
    await first.commands.flushKept();
    const second = await reopened(tab("b"));
    expect(second.shown()).toMatchObject({ state: "paused", progress: { step: 30 } });
    expect(state(second)).toMatchObject({ hold: "returned", ended: 1, current: { run: second.shown().id } });
    expect(state(second).waiting.map(({ label }) => label)).toEqual(["rate 0.001"]);
    second.calls.length = 0;
    await settle();
    expect(second.calls).toEqual([]);
    queueOf(second).goOn();
    await settle();
    expect(second.calls).toEqual(["resume"]);
    expect([state(second).hold === "returned", rateOf(second)]).toEqual([false, 0.01]);
    await finish(second);
    expect(second.calls).toEqual(["resume", "train"]);
    expect(rateOf(second)).toBe(0.001);
    await finish(second);
    expect(state(second)).toMatchObject({ current: null, waiting: [], ended: 3, failed: 0 });
    await second.commands.flushKept();
    const third = await reopened(tab("c"));
    expect(state(third)).toMatchObject({ current: null, waiting: [], hold: null });
  });

  it("goes on when its run is resumed by hand, the last run too", async () => {
    const { tab } = disk();
    const first = await planned(tab());
    await finish(first);
    await finish(first);
    await step(first, 20);
    await first.commands.flushKept();
    const second = await reopened(tab("b"));
    expect(state(second)).toMatchObject({ waiting: [], hold: "returned", ended: 2 });
    second.tell(inState("running"));
    await settle();
    expect(state(second).hold).toBeNull();
    await finish(second);
    expect(state(second)).toMatchObject({ current: null, ended: 3 });
  });

  it("goes on first with a run that a hand began and that the queue waited for", async () => {
    const { tab } = disk();
    const first = await trained(tab());
    await plan(first);
    await first.commands.flushKept();
    const second = await reopened(tab("b"));
    expect(state(second).waiting).toHaveLength(3);
    second.calls.length = 0;
    queueOf(second).goOn();
    await settle();
    expect(second.calls).toEqual(["resume"]);
    await finish(second);
    expect(second.calls).toEqual(["resume", "train"]);
    expect(rateOf(second)).toBe(0.1);
  });

  it("counts plans as begun whose runs were saved when the queue was not", async () => {
    const { tab } = disk();
    const first = await planned(tab());
    await first.commands.flushKept();
    const { storage } = first;
    const save = storage.save.bind(storage);
    // The page is closed between the saves of runs and queue.
    vi.spyOn(storage, "save").mockImplementation(async (id, change) =>
      id === "queue" ? failure({ code: "storageFailed", detail: "" }) : save(id, change),
    );
    await finish(first);
    await step(first, 10);
    await first.commands.flushKept();
    const second = await reopened(tab("b"));
    expect([...second.stores.runs.getState().runs.keys()]).toHaveLength(2);
    expect(state(second)).toMatchObject({ ended: 1, current: { run: first.shown().id } });
    expect(state(second).waiting.map(({ label }) => label)).toEqual(["rate 0.001"]);
  });

  it("begins a run anew of which nothing was kept", async () => {
    const { tab } = disk();
    const first = await planned(tab());
    await first.commands.flushKept();
    const second = await reopened(tab("b"));
    expect(state(second)).toMatchObject({ current: null, hold: "returned" });
    expect(state(second).waiting.map(({ label }) => label)).toEqual(["rate 0.1", "rate 0.01", "rate 0.001"]);
  });

  it("trains a plan once more whose run is there without weights, as a run of its own", async () => {
    const { tab } = disk();
    const first = await planned(tab());
    first.tell(inState("running"), stepped(10));
    await first.commands.flushKept();
    const second = await reopened(tab("b"));
    const [stranded] = second.stores.runs.getState().runs.keys();
    expect(state(second)).toMatchObject({ current: null, ended: 0, hold: "returned" });
    expect(state(second).waiting.map(({ label }) => label)).toEqual(["rate 0.1", "rate 0.01", "rate 0.001"]);
    queueOf(second).goOn();
    await settle();
    expect(rateOf(second)).toBe(0.1);
    expect(second.shown().id).not.toBe(stranded);
    expect(second.stores.runs.getState().runs.size).toBe(2);
  });

  it("holds where its data are not on the page, and goes past a run whose weights are gone", async () => {
    const { tab } = disk();
    const first = await planned(tab());
    await step(first, 30);
    await first.commands.flushKept();
    const other = tab("b");
    let error: "otherData" | "noModel" = "otherData";
    Object.assign(other.context.client, {
      resume: async () => failure(error === "otherData" ? { code: error, name: "cars.csv" } : { code: error }),
    });
    await reopened(other);
    queueOf(other).goOn();
    await settle();
    expect(state(other)).toMatchObject({ hold: "otherData", current: { run: other.shown().id } });
    error = "noModel";
    queueOf(other).goOn();
    await settle();
    expect(state(other)).toMatchObject({ failed: 1, hold: null });
    expect(rateOf(other)).toBe(0.01);
  });

  it("stays with the tab that has it", async () => {
    const { tab } = disk();
    const first = await planned(tab());
    await first.commands.flushKept();
    const second = await reopened(tab("b", false));
    expect(state(second)).toMatchObject({ waiting: [], current: null });
    await second.commands.loadData(text);
    await plan(second);
    await second.commands.flushKept();
    expect(second.saves).not.toContain("queue");
    expect(second.stores.kept.getState().isQueueElsewhere).toBe(true);
    expect(first.stores.kept.getState().isQueueElsewhere).toBe(false);
  });

  it("is left as it is by a tab that has not taken it in, even once its own tab is closed", async () => {
    const { tab } = disk();
    const first = await planned(tab());
    await first.commands.flushKept();
    const second = await reopened(tab("b", false));
    await second.commands.loadData(text);
    await plan(second);
    await second.storage.release("queue");
    await first.storage.release("queue");
    const { store } = queueOf(second);
    store.getState().remove(store.getState().waiting[0]?.id ?? "");
    await second.commands.flushKept();
    expect(second.stores.kept.getState().isQueueElsewhere).toBe(true);
    store.getState().clear();
    second.tell(inState("stopped", "stoppedByUser"));
    await second.commands.flushKept();
    expect(second.stores.kept.getState().isQueueElsewhere).toBe(false);
    expect(labels(await reopened(tab("c")))).toEqual(RATES.map((rate) => `rate ${rate}`));
  });

  it("of a second tab is kept once that of the first is done", async () => {
    const { tab } = disk();
    const first = await planned(tab());
    await first.commands.flushKept();
    const second = await reopened(tab("b", false));
    await second.commands.loadData(text);
    await plan(second);
    queueOf(first).store.getState().clear();
    first.tell(inState("stopped", "stoppedByUser"));
    await first.commands.flushKept();
    queueOf(second)
      .store.getState()
      .move(state(second).waiting[0]?.id ?? "", 1);
    await second.commands.flushKept();
    expect(second.saves).toContain("queue");
    expect(second.stores.kept.getState().isQueueElsewhere).toBe(false);
  });

  it("stands before what was planned until it came, and the run in its middle goes on first", async () => {
    const { tab } = disk();
    const first = await planned(tab());
    await step(first, 30);
    await first.commands.flushKept();
    const second = tab("b");
    await second.commands.loadData(text);
    await plan(second);
    expect(state(second)).toMatchObject({ hold: null, current: { plan: { label: "rate 0.1" } } });
    await reopened(second);
    expect(labels(second)).toEqual([first.shown().name, "rate 0.01", "rate 0.001", "rate 0.01", "rate 0.001"]);
    expect(state(second)).toMatchObject({ hold: null, current: { plan: { label: "rate 0.1" } } });
    await second.commands.flushKept();
    // The run under way has taken no step, so its plan waits again.
    expect(state(await reopened(tab("c"))).waiting).toHaveLength(6);
  });

  it("is a line of what is stored, and keeps the data that it needs", async () => {
    const { tab } = disk();
    const one = await planned(tab());
    await one.commands.flushKept();
    const kept = one.commands.later(createKeptCommands);
    await kept.list();
    const kinds = () => one.stores.kept.getState().entries?.map(({ kind }) => kind);
    expect(kinds()?.toSorted()).toEqual(["data", "page", "queue"]);
    const needs = await one.storage.list();
    expect(needs.ok && needs.value.find(({ id }) => id === "queue")?.row?.needs).toEqual(["data-00"]);
    queueOf(one).store.getState().clear();
    one.tell(inState("stopped", "stoppedByUser"));
    await one.commands.flushKept();
    await kept.list();
    expect(kinds()).not.toContain("queue");
  });
});
