import { describe, expect, it } from "vitest";
import { baselineRows } from "@/domain/run/baseline-rows";
import { drawnRuns, MOST_DRAWN } from "@/domain/run/drawn-runs";
import type { Run } from "@/domain/run/run";
import { rowsOf } from "@/domain/run/run-rows";
import { NEWEST_FIRST, pressedOrder, type RowOrder, sortRows } from "@/domain/run/sort-rows";
import { freshProgress } from "@/domain/training/progress";
import { facts, prepared, runOf } from "../state/fake-client";

/** A run whose best epoch has a loss, or none. */
function withLoss(id: string, loss: number | null, more: Partial<Run> = {}): Run {
  const measured = { trainLoss: 9, trainAccuracy: 0, learningRate: 0.1 };
  const row = { ...measured, epoch: 1, step: 5, validationLoss: loss, validationAccuracy: 1 / (loss ?? 1) };
  const epochs = loss === null ? [] : [row];
  return runOf({ id, name: id, progress: { ...freshProgress, step: 5, epochs }, ...more });
}

const baselines = baselineRows({ ...prepared, bigramLoss: 2.5, bigramAccuracy: 0.45 });
const order = (runs: readonly Run[], by: RowOrder) =>
  sortRows(rowsOf(runs, null), baselines, by, "en").map(({ row }) => row.name);

describe("the order of the table of runs", () => {
  const runs = [withLoss("run-2", 3), withLoss("run-10", 2), withLoss("run-1", null), withLoss("run-4", 4)];

  it("is the newest first, baselines last", () => {
    expect(order(runs, NEWEST_FIRST)).toEqual(["run-4", "run-1", "run-10", "run-2", "uniform", "unigram", "bigram"]);
  });

  it("by loss puts baselines among the runs, and what has none last in both directions", () => {
    const upwards = ["uniform", "unigram", "run-10", "bigram", "run-2", "run-4", "run-1"];
    expect(order(runs, { key: "loss", descending: false })).toEqual(upwards);
    expect(order(runs, { key: "loss", descending: true })).toEqual([...upwards.slice(0, -1).reverse(), "run-1"]);
  });

  it("by name reads numbers as numbers, and keeps pinned runs above all", () => {
    const pinned = runs.map((run) => (run.name === "run-4" ? { ...run, pinned: true } : run));
    const names = order(pinned, { key: "name", descending: false });
    expect(names.slice(0, 4)).toEqual(["run-4", "run-1", "run-2", "run-10"]);
  });

  it("by figures that only runs have keeps equals as they began", () => {
    const timed = runs.map((run, index) => ({
      ...run,
      facts: { ...facts, parameterCount: index === 0 ? 7 : 5 },
      pace: { trainingSeconds: 3 - index, tokensPerSecond: 1, stepMilliseconds: 1 },
    }));
    expect(order(timed, { key: "seconds", descending: false })[0]).toBe("run-4");
    expect(order(timed, { key: "steps", descending: false }).slice(0, 4)).toEqual(runs.map(({ name }) => name));
    expect(order(timed, { key: "parameters", descending: true }).slice(0, 2)).toEqual(["run-2", "run-10"]);
  });

  it("by what is no number puts a diverged run last, and leaves the others in order", () => {
    const diverged = withLoss("run-3", Number.NaN);
    const names = order([...runs.slice(0, 1), diverged, ...runs.slice(1)], { key: "loss", descending: false });
    expect(names.filter((name) => name.startsWith("run"))).toEqual(["run-10", "run-2", "run-4", "run-3", "run-1"]);
  });

  it("by changes puts the same setting side by side, the smaller value first, and the first run last", () => {
    const { config } = runOf();
    const at = (id: string, learningRate: number, batchSize = config.training.batchSize) =>
      withLoss(id, 1, { config: { ...config, training: { ...config.training, learningRate, batchSize } } });
    const changed = [at("first", 0.1), at("a", 0.02), at("b", 0.02, 7), at("c", 0.003, 7), at("same", 0.003, 7)];
    const names = order(changed, { key: "changed", descending: false });
    expect(names.slice(0, 5)).toEqual(["same", "c", "a", "b", "first"]);
  });

  it("by the best step and by the device, those with neither last", () => {
    const on = (threads: number) => ({ ...facts, device: { id: "plan-wasm", adapter: null, threads, reason: null } });
    const placed = runs.map((run, index) => ({
      ...run,
      facts: index === 3 ? null : on(4 - index),
      progress: { ...run.progress, epochs: run.progress.epochs.map((row) => ({ ...row, step: 9 - index })) },
    })) as Run[];
    expect(order(placed, { key: "bestStep", descending: false }).slice(0, 4)).toEqual([
      "run-4",
      "run-10",
      "run-2",
      "run-1",
    ]);
    expect(order(placed, { key: "device", descending: false }).slice(0, 4)).toEqual([
      "run-1",
      "run-10",
      "run-2",
      "run-4",
    ]);
  });

  it("begins with the better end of a column, turns at the second press, and ends at the third", () => {
    const first = pressedOrder(NEWEST_FIRST, "accuracy");
    const second = pressedOrder(first, "accuracy");
    expect([first, second, pressedOrder(second, "accuracy")]).toEqual([
      { key: "accuracy", descending: true },
      { key: "accuracy", descending: false },
      NEWEST_FIRST,
    ]);
    expect(pressedOrder(first, "loss")).toEqual({ key: "loss", descending: false });
  });
});

describe("the runs that charts draw", () => {
  const names = (runs: readonly Run[], open: string | null) =>
    drawnRuns(new Map(runs.map((run) => [run.id, run])), open).map(({ id }) => id);
  const runs = Array.from({ length: 12 }, (_, index) => withLoss(String(index), 1));

  it("are the open one whatever its eye says, then pinned ones, then the newest, eight at most", () => {
    const some = runs.map((run) => ({
      ...run,
      drawn: !["3", "11"].includes(run.id),
      pinned: run.id === "1",
    }));
    expect(names(some, "3")).toEqual(["3", "1", "10", "9", "8", "7", "6", "5"]);
    expect(names(some, null)).toHaveLength(MOST_DRAWN);
    expect(names([], null)).toEqual([]);
  });
});

describe("baselines", () => {
  it("reach what they would, and leave out what an older file does not tell", () => {
    expect(baselines[0]).toEqual({
      name: "uniform",
      parameterCount: 0,
      loss: Math.LN2,
      bitsPerCharacter: 1,
      accuracy: 0.5,
    });
    expect(baselines.map(({ parameterCount }) => parameterCount)).toEqual([0, 2, 4]);
    const older = { ...prepared, unigramLoss: null, bigramLoss: null };
    expect(baselineRows(older).map(({ name }) => name)).toEqual(["uniform"]);
  });
});
