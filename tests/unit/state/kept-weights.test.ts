// Which weights of a run are kept: the newest, the best and some on the way; and how they are opened.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readWeights, writeCheckpoint } from "@/domain/checkpoint/checkpoint-file";
import { readSafetensors } from "@/domain/checkpoint/safetensors-read";
import { defaultConfig } from "@/domain/config/defaults";
import { failure, type Result, success } from "@/domain/result";
import type { Run, RunId } from "@/domain/run/run";
import { freshProgress } from "@/domain/training/progress";
import { createComparisonCommands } from "@/state/comparison-commands";
import type { Keeping } from "@/state/keeping/keeping";
import { createKeptCommands } from "@/state/kept-commands";
import { runChange } from "@/storage/kept-run";
import { withTables } from "@/storage/kept-tokens";
import { createFakeApp, inState, runOf, sampleReport, stepped } from "./fake-client";
import { disk, reopened, settle, text, trained } from "./kept-disk";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("the tables of many tokens are written once, come back with each run, and go with the last of them", async () => {
  const { tab } = disk();
  const vocabulary = Array.from({ length: 5000 }, (_, id) => String.fromCodePoint(0x4e00 + id));
  const tokenizer = { kind: "character", vocabulary, specialCount: 0, padId: null } as const;
  const first = await trained(tab());
  const { runs } = first.stores;
  runs.getState().change("run1", (run) => ({ ...run, data: { ...run.data, tokenizer } }));
  const { insert } = runs.getState();
  insert({ ...first.shown(), id: "run2", name: "second" }, 1);
  await first.commands.flushKept();
  runs.getState().change("run1", (run) => ({ ...run, note: "later" }));
  await first.commands.flushKept();
  const saves = (prefix: string) => first.saves.filter((id) => id.startsWith(prefix)).length;
  expect([saves("run-run1"), saves("run-run2"), saves("tokens-")]).toEqual([2, 1, 1]);
  const second = await reopened(tab("b"));
  const vocabularies = [...second.stores.runs.getState().runs.values()].map(({ data }) => data.tokenizer.vocabulary);
  expect(vocabularies).toEqual([vocabulary, vocabulary]);
  const kept = second.commands.later(createKeptCommands);
  const uses = async () => {
    await kept.list();
    return second.stores.kept
      .getState()
      .entries?.filter(({ kind }) => kind === "tokens")
      .map((entry) => entry.uses);
  };
  expect(await uses()).toEqual([2]);
  await kept.remove("run-run2");
  expect(await uses()).toEqual([1]);
  await kept.remove("run-run1");
  expect(await uses()).toEqual([]);
});

it("weights files are kept without the tables of many tokens, and are whole when they leave the store", async () => {
  const { tab } = disk();
  const vocabulary = Array.from({ length: 5000 }, (_, id) => String.fromCodePoint(0x4e00 + id));
  const tokenizer = { kind: "character", vocabulary, specialCount: 0, padId: null } as const;
  const first = await trained(tab());
  first.stores.runs.getState().change("run1", (run) => ({ ...run, data: { ...run.data, tokenizer } }));
  const progress = { ...freshProgress, step: 42 };
  const dataset = { id: null, name: "a.txt", hash: "b1" };
  const details = { formatVersion: 1, config: defaultConfig, tokenizer, template: "", dataset, progress } as const;
  const tensors = new Map([["w", { shape: [3], data: new Float32Array([1, 2, 3]) }]]);
  const file = writeCheckpoint({ tensors, details: { ...details, trainingSeconds: 1 } }, null);
  expect(readWeights(file)).toMatchObject({ ok: true });
  const change = runChange({
    run: first.shown() as Run,
    began: 1,
    isWhole: false,
    last: file,
    checkpoints: [{ kind: "first", step: 1, bytes: file }],
    needs: [],
  });
  const kept = [change.parts.last, change.addCheckpoints[0]?.bytes] as Uint8Array<ArrayBuffer>[];
  for (const bytes of kept) {
    expect(bytes.length).toBeLessThan(file.length - 5000);
    const read = readSafetensors(bytes);
    expect(read.ok && read.value.tensors).toEqual(tensors);
    expect(readWeights(withTables(bytes, tokenizer))).toEqual(readWeights(file));
  }
  // An earlier build kept them whole.
  expect(withTables(file, tokenizer)).toBe(file);

  first.commands.keepSoundState({ run: "run1", kind: "last", bytes: file, step: progress.step, seconds: 1 });
  await first.commands.flushKept();
  const stored = await first.storage.load("run-run1", ["last"]);
  expect(stored.ok && stored.value.parts.last).toEqual(change.parts.last);
  const [handed] = (await reopened(tab("b"))).files;
  expect(readWeights(new Uint8Array((await handed?.arrayBuffer()) ?? []))).toEqual(readWeights(file));
});

it("a run that had begun and of which nothing was saved yet is told to be lost, once it has weights no more", async () => {
  const { tab } = disk();
  const first = await reopened(tab());
  await first.commands.loadData(text);
  await first.commands.train();
  first.tell(inState("running"));
  await first.commands.flushKept();
  const { name } = first.shown();
  const second = await reopened(tab("b"));
  expect(second.stores.notices.getState().notices).toMatchObject([{ kind: "runLost", values: { name } }]);
  expect((await reopened(tab("c"))).notices()).toEqual([]);
  await (await trained(tab("d"))).commands.flushKept();
  expect((await reopened(tab("e"))).notices()).toEqual(["runReturned"]);
});

describe("of a run that had begun and of which nothing was saved yet", () => {
  async function begun() {
    const { tab } = disk();
    const first = await reopened(tab());
    await first.commands.loadData(text);
    await first.commands.train();
    first.tell(inState("running"));
    await first.commands.flushKept();
    return { tab, first };
  }

  it("the loss is told at an address that asks for something else, too", async () => {
    const { tab } = await begun();
    expect((await reopened(tab("b"), () => false)).notices()).toEqual(["runLost"]);
  });

  it("no loss is told in a copy of the tab in which it lives", async () => {
    const { tab, first } = await begun();
    expect((await reopened(tab("b", false))).notices()).toEqual([]);
    first.copy(1);
    first.tell(stepped(1));
    await first.commands.flushKept();
    expect([first.notices(), first.stores.kept.getState().elsewhere.size]).toEqual([[], 0]);
    expect((await reopened(tab("c"))).shown().id).toBe(first.shown().id);
  });
});

describe("of the weights of a run", () => {
  it("the best weights come with the newest, and only with newest ones that are as far", async () => {
    const { tab } = disk();
    const first = await trained(tab(), 42, 30);
    first.copy(20, "best");
    first.copy(40);
    await first.commands.flushKept();
    expect((await reopened(tab("b"))).handed).toEqual([{ state: "paused", at: 42, best: 20 }]);
    first.copy(42, "best");
    first.copy(41);
    await first.commands.flushKept();
    expect((await reopened(tab("c"))).handed).toEqual([{ state: "paused", at: 42, best: 20 }]);
    first.copy(42);
    await first.commands.flushKept();
    expect((await reopened(tab("d"))).handed).toEqual([{ state: "paused", at: 42, best: 42 }]);
  });

  it("a model from elsewhere has the weights of its files, and says so where these are gone", async () => {
    const { tab, models } = disk();
    const first = await trained(tab());
    models.set("base", 500);
    const origin = { listed: null, name: "gpt2", licence: null, dtype: "F32", bytes: 500 } as const;
    first.stores.runs.getState().insert({ ...first.shown(), id: "base", origin }, 1);
    first.stores.runs.getState().show("base");
    await first.commands.flushKept();
    const second = await reopened(tab());
    expect([second.shown().id, second.notices(), second.handed]).toEqual(["base", [], []]);
    models.clear();
    const third = await reopened(tab());
    expect([third.shown().id, third.notices()]).toEqual(["base", []]);
    expect(third.stores.notices.getState().error).toMatchObject({ code: "baseGone" });
  });

  it("older ones that are kept are handed over only where the worker has none", async () => {
    const one = await trained(disk().tab(), 42, 30);
    one.tell(inState("finished", "epochsDone"));
    await one.commands.flushKept();
    const kept = one.commands.later((_context, _commands, runs) => runs);
    // Before its first check a run is held without a mark of it.
    one.held.add("run1");
    expect(one.shown().checkpoints.filter(({ where }) => where === "memory")).toEqual([]);
    expect(await kept.haveWeights("run1")).toEqual(success(null));
    expect([one.handed, one.shown().progress.step]).toEqual([[], 42]);
    one.held.clear();
    expect(await kept.haveWeights("run1")).toEqual(success(null));
    expect([one.handed.length, one.shown().progress.step]).toEqual([1, 30]);
  });

  it("a run is opened at a checkpoint that is kept, and at one that has gone not", async () => {
    const { tab } = disk();
    await (await trained(tab())).commands.flushKept();
    const second = await reopened(tab());
    second.tell(inState("running"), stepped(90, { seconds: 90 }));
    second.copy(90);
    second.tell(inState("paused"));
    await settle();
    const marks = () =>
      second.shown().checkpoints.flatMap(({ kind, step, where }) => (where === "browser" ? [[kind, step]] : []));
    expect(marks()).toEqual([
      ["first", 30],
      ["last", 90],
    ]);
    const kept = second.commands.later(createKeptCommands);
    expect(await kept.openCheckpoint("run1", { kind: "spaced", step: 30 })).toBe(false);
    expect(await kept.openCheckpoint("run1", { kind: "first", step: 60 })).toBe(false);
    expect(second.shown().progress.step).toBe(90);
    expect(await kept.openCheckpoint("run1", { kind: "first", step: 30 })).toBe(true);
    expect(second.shown()).toMatchObject({ state: "paused", progress: { step: 30 }, pace: { trainingSeconds: 3 } });
    await settle();
    expect(marks()).toEqual([
      ["first", 30],
      ["last", 30],
    ]);
    // What is kept is what the record says.
    expect((await reopened(tab())).shown()).toMatchObject({ progress: { step: 30 }, cuts: [{ step: 30, lost: 12 }] });
  });

  it("no checkpoint is named any more that had to go for the budget", async () => {
    const one = await trained(disk().tab());
    await one.commands.flushKept();
    expect(one.shown().checkpoints.map(({ kind }) => kind)).toEqual(["first", "last"]);
    await one.commands.later(createKeptCommands).setBudget(0);
    expect(one.shown().checkpoints.map(({ kind }) => kind)).toEqual(["last"]);
  });

  it("large weights are said to be saved more seldom, and no others", async () => {
    const one = await trained(disk().tab());
    const { kept } = one.stores;
    expect(kept.getState().seldom).toBeNull();
    // To write so many bytes would only take time.
    one.fails = { code: "storageFull", detail: "" };
    const bytes = new Uint8Array(96 * 2 ** 20);
    one.commands.keepSoundState({ run: "run1", kind: "last", bytes, step: 42, seconds: 4 });
    await one.commands.flushKept();
    expect(kept.getState().seldom).toBe(15);
    one.copy(42);
    await one.commands.flushKept();
    expect(kept.getState().seldom).toBeNull();
  });

  it("weights that alone are larger than the budget are not kept, which the list says", async () => {
    const { tab } = disk();
    const one = tab();
    one.stores.kept.getState().setBudget(0);
    await trained(one);
    await one.commands.flushKept();
    expect(one.stores.kept.getState().weightsTooLarge).toBe(true);
    expect(one.shown().checkpoints).toEqual([]);
    one.stores.kept.getState().setBudget(1000);
    one.copy(42);
    await one.commands.flushKept();
    expect(one.stores.kept.getState().weightsTooLarge).toBe(false);
    expect((await reopened(tab())).shown().progress.step).toBe(42);
  });
});

it("a run that the worker does not hold is worked with by the weights that are kept, else says why and rests", async () => {
  const gone = { code: "baseGone", base: "tiny" } as const;
  const held = new Set<RunId>();
  let given: Result<null> = failure(gone);
  const giveWeights = async (id: RunId) => {
    if (given.ok) held.add(id);
    return given;
  };
  const answer = <T>(id: RunId, value: T): Result<T> => (held.has(id) ? success(value) : failure({ code: "noModel" }));
  const { commands, stores, shown } = createFakeApp(
    {
      generate: async (id) => answer(id, sampleReport),
      resume: async (id) => answer(id, null),
      evaluate: async (id) => answer(id, null),
      compareModels: async ({ tuned }) => answer(tuned.run, null),
    },
    { openKeeping: async () => ({ giveWeights, follow: () => {} }) as unknown as Keeping },
  );
  await commands.followKept(false);
  stores.runs.getState().begin(runOf({ state: "finished", reason: "epochsDone" }));
  await commands.generate();
  await commands.resume();
  expect([stores.samples.getState().error, stores.notices.getState().error]).toEqual([gone, gone]);
  expect(shown()).toMatchObject({ state: "finished", error: null });
  given = success(null);
  stores.notices.getState().dismissError();
  const { compare } = commands.later(createComparisonCommands);
  for (const ask of [commands.generate, commands.resume, commands.evaluate, compare]) {
    held.clear();
    await ask();
    expect([held.size, stores.notices.getState().error]).toEqual([1, null]);
  }
  expect(stores.samples.getState().error).toBeNull();
});
