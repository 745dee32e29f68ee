// All runs out of one page and into another one, by the worker's own readers and writers.

import { unzipSync, zipSync } from "fflate";
import { describe, expect, it, vi } from "vitest";
import { buildGraph } from "@/domain/architectures/model-config";
import { readWeights } from "@/domain/checkpoint/checkpoint-file";
import { metricsCsv } from "@/domain/checkpoint/metrics-csv";
import { runOfFile } from "@/domain/checkpoint/run-of-file";
import { initializeParameters } from "@/domain/graph/initialize";
import { failure, success } from "@/domain/result";
import type { Run } from "@/domain/run/run";
import { rowsOf } from "@/domain/run/run-rows";
import { addCheck, addSteps, addTime, emptySeries } from "@/domain/run/run-series";
import { tensorsInMemory } from "@/domain/stored-tensor";
import { freshProgress } from "@/domain/training/progress";
import type { CommandContext } from "@/state/command-context";
import type { Keeping } from "@/state/keeping/keeping";
import { exportFileOf, recordFileOf } from "@/worker/export-file";
import { importCheckpoint } from "@/worker/import-checkpoint";
import { readRuns } from "@/worker/read-runs";
import { ScratchFolder } from "@/worker/scratch-folder";
import type { TrainingClient } from "@/worker/training-client";
import type { SoundState } from "@/worker/worker-signals";
import { noStandIn, partsOf, vocabulary } from "../support/foreign-file";
import { createFakeApp, facts, runOf } from "./fake-client";

const { config } = partsOf("mlp").metadata as unknown as Pick<Run, "config">;
const tokenizer = { kind: "character", vocabulary, specialCount: 2, padId: 0 } as const;
const names = ["calm-heron-1", '../CON: "<b>" =1+1', "\u202egnp\u0000.exe\n"];
const last = { step: 4, where: "memory", seconds: 2, kind: "last" } as const;

/** A run that trained four steps and has all that a record can hold. */
function madeRun(index: number): Run {
  const series = emptySeries();
  for (const step of [1, 2, 3, 4]) {
    const measures = { step, loss: 3 / step + index, accuracy: step / 9 };
    addSteps(series, [{ ...measures, counted: 16, gradientNorm: 1 / 3, learningRate: 0.1 }]);
    addTime(series, step, step / 2);
    if (step === 3) addCheck(series, measures);
  }
  const rate = { ...config, training: { ...config.training, learningRate: 10 ** -index } };
  const run = runOf({ id: `${index}`.repeat(16), name: names[index] ?? "", series, facts, config: rate });
  return {
    ...run,
    data: { ...run.data, tokenizer },
    note: '-1, two\n"lines" </script>',
    colour: index + 1,
    pinned: index === 1,
    drawn: index !== 2,
    state: index === 2 ? "failed" : "finished",
    reason: index === 2 ? "diverged" : "epochsDone",
    endStep: 4,
    parent: index === 0 ? null : { id: "0".repeat(16), name: "calm-heron-1", step: 4, dataset: "birds.csv" },
    pace: { trainingSeconds: 2.000001, tokensPerSecond: 3.5, stepMilliseconds: null },
    changes: [{ step: 2, path: "training.learningRate", from: 1, to: 0.1 }],
    samples: [{ step: 3, prompt: "a", seed: "7", text: "=ab\u0000" }],
    progress: {
      ...freshProgress,
      ...{ step: 4, epoch: 1 },
      epochs: [
        {
          ...{ epoch: 1, step: 4, trainLoss: 1 / 3, trainAccuracy: 0, learningRate: 0.1 },
          ...{ validationLoss: 1 / 7 + index, validationAccuracy: 1 / 9 },
        },
      ],
    },
    checkpoints: index === 1 ? [] : [last],
  };
}

/** A page over a worker that holds the weights of the runs whose record says so. */
function page(held: readonly Run[], effects: Partial<CommandContext> = {}) {
  const files: File[] = [];
  let frozen: Parameters<typeof exportFileOf>[1] | null = null;
  const tensors = initializeParameters(buildGraph(config.model, 4, vocabulary.length), 3);
  const client: Partial<TrainingClient> = {
    freezeRun: async (id, weights) => {
      const run = held.find((one) => one.id === id && one.checkpoints.length > 0);
      if (weights !== null) {
        const read = await importCheckpoint(weights.file, noStandIn);
        if (!read.ok) return read;
        frozen = { ...read.value, tensors: tensorsInMemory(read.value.tensors) };
      } else if (run === undefined) return failure({ code: "noModel" });
      else {
        const { data, progress } = run;
        const dataset = { id: data.id, name: data.name, hash: data.hash };
        const details = { tokenizer, template: "", dataset, progress, trainingSeconds: 2, formatVersion: 1 } as const;
        frozen = { tensors, details: { ...details, config: run.config } };
      }
      return success(frozen.details.progress.step);
    },
    exportFile: async (kind, run) => {
      return frozen === null
        ? failure({ code: "noModel" })
        : success(await exportFileOf(kind, frozen, run, async () => {}));
    },
    exportRecord: async (kind, run) => success(recordFileOf(kind, run)),
    readRuns: (file) => readRuns(file, new ScratchFolder(), () => undefined),
    importFile: async (id, file) => {
      const read = await importCheckpoint(file, noStandIn);
      if (!read.ok) return read;
      return success({ run: runOfFile(id, read.value.details, read.value), sameData: false, bare: false });
    },
  };
  const saveFile = ({ name, bytes }: { name: string; bytes: Blob | Uint8Array<ArrayBuffer> }) =>
    void files.push(new File([bytes], name));
  const app = createFakeApp(client, { saveFile, ...effects });
  app.stores.runs.getState().takeKept(held, held.length);
  return { ...app, files, runs: () => [...app.stores.runs.getState().runs.values()] };
}

async function zipOf(held: readonly Run[]): Promise<File> {
  const { commands, files } = page(held);
  await (await commands.openNotebook()).saveRuns(() => {});
  return files[0]!;
}

const told = (runs: readonly Run[]) => rowsOf(runs, null).map(({ isHeld: _, ...row }) => row);
const metricsOf = (run: Run) => metricsCsv({ ...run, epochs: run.progress.epochs }, run.progress.step);

describe("the zip of all runs", () => {
  it("gives another page the same table, measurements and samples under the same ids", async () => {
    const runs = [0, 1, 2].map(madeRun);
    const zip = await zipOf(runs);
    expect(zip.name).toMatch(/^curio-runs-\d{4}-\d\d-\d\d\.zip$/);
    const other = page([]);
    await other.commands.loadFiles([{ path: zip.name, file: zip }]);
    expect(told(other.runs())).toEqual(told(runs));
    expect(other.runs().map(metricsOf)).toEqual(runs.map(metricsOf));
    expect(other.runs().map(({ samples, changes }) => [samples, changes])).toEqual(
      runs.map(({ samples, changes }) => [samples, changes]),
    );
    expect(other.calls.filter((call) => call === "importFile")).toHaveLength(1);
    expect(other.shown().id).toBe(runs[2]?.id);
  });

  it("names the bundles in it so that every system takes them, and says which runs have no weights", async () => {
    const { commands, files } = page([0, 1, 2].map(madeRun));
    const counts: number[] = [];
    const saved = await (await commands.openNotebook()).saveRuns((count) => void counts.push(count));
    expect(saved).toMatchObject({ count: 3, withoutWeights: 1 });
    expect(counts).toEqual([1, 2, 3]);
    const entries = unzipSync(new Uint8Array(await files[0]!.arrayBuffer()));
    expect(Object.keys(entries)).toEqual([
      "runs/001-calm-heron-1-step-4.zip",
      "runs/002-CON-b-1-1-step-4.zip",
      "runs/003-gnp-exe-step-4.zip",
      "curio-runs.json",
    ]);
    const contents = Object.values(entries)
      .slice(0, 3)
      .map((bundle) => Object.keys(unzipSync(bundle)));
    expect(contents.map((content) => content.includes("model.safetensors"))).toEqual([true, false, true]);
    expect(contents.every((content) => content.includes("metrics.csv"))).toBe(true);
  });

  it("leaves runs that are here as they are, and adds those that are not", async () => {
    const runs = [0, 1, 2].map(madeRun);
    const zip = await zipOf(runs);
    const here = { ...runs[1]!, name: "renamed since" };
    const other = page([here]);
    await other.commands.importFile(zip);
    await other.commands.importFile(zip);
    expect(other.runs().map(({ id }) => id)).toEqual([runs[0]?.id, runs[2]?.id, here.id]);
    expect(other.runs().at(-1)).toBe(here);
    const { toasts } = other.stores.notices.getState();
    expect(toasts.map(({ values }) => values)).toEqual([
      { count: 2, others: 1 },
      { count: 0, others: 3 },
    ]);
  });

  it("hands weights over only when a run is opened, and again into a file", async () => {
    const runs = [0, 2].map(madeRun);
    const other = page([]);
    await other.commands.importFile(await zipOf(runs));
    other.calls.length = 0;
    await other.commands.openRun(runs[0]!.id);
    expect(other.calls).toEqual(["importFile"]);
    expect(other.shown()).toMatchObject({ id: runs[0]?.id, state: "finished" });
    await other.commands.exportFile("bundle", runs[1]!.id);
    expect(other.files.map(({ name }) => name)).toEqual(["gnp-exe-step-4.zip"]);
    const again = page([]);
    await again.commands.importFile(other.files[0]!);
    expect(again.shown()).toMatchObject({ name: runs[1]?.name, note: runs[1]?.note });
  });

  it("has the weights kept in the browser one by one, but for a run that has gone on", async () => {
    const runs = [0, 1, 2].map(madeRun);
    const zip = await zipOf(runs);
    const copies: SoundState[] = [];
    const flush = vi.fn(async () => {
      const { change } = other.stores.runs.getState();
      change(runs[2]!.id, (run) => ({ ...run, progress: { ...run.progress, step: 5 } }));
    });
    const keeping = { noteCopy: (copy: SoundState) => void copies.push(copy), flush, follow: () => {} };
    const other = page([], { openKeeping: async () => keeping as unknown as Keeping });
    await other.commands.followKept(false);
    await other.commands.importFile(zip);
    expect(copies.map(({ run, step, seconds }) => [run, step, seconds])).toEqual([[runs[0]?.id, 4, 2.000001]]);
    expect(readWeights(copies[0]!.bytes)).toMatchObject({ ok: true, value: { label: { name: runs[0]?.name } } });
    expect(flush).toHaveBeenCalledTimes(1);
  });

  it("has weights kept that fit the budget, and says where they do not", async () => {
    const noteCopy = vi.fn();
    const keeping = { noteCopy, flush: async () => {}, follow: () => {} } as unknown as Keeping;
    const other = page([], { openKeeping: async () => keeping });
    await other.commands.followKept(false);
    other.stores.kept.getState().setBudget(100);
    await other.commands.importFile(await zipOf([madeRun(0)]));
    expect(noteCopy).not.toHaveBeenCalled();
    expect(other.stores.kept.getState().weightsTooLarge).toBe(true);
  });

  it("opens packed by another program too, with a run that is broken told and the others there", async () => {
    const entries = unzipSync(new Uint8Array(await (await zipOf([0, 1, 2].map(madeRun))).arrayBuffer()));
    const [first] = Object.keys(entries);
    const broken = { ...entries, [first!]: new Uint8Array(40) };
    const other = page([]);
    await other.commands.importFile(new File([zipSync(broken) as Uint8Array<ArrayBuffer>], "again.zip"));
    expect(other.runs().map(({ name }) => name)).toEqual(names.slice(1));
    expect(other.stores.notices.getState().error?.code).toBe("bundleUnreadable");
  });

  it.each([
    ["no list", new Uint8Array(3)],
    ["a list of another version", new TextEncoder().encode('{"version":2,"runs":[]}')],
    ["an id that is a path", new TextEncoder().encode('{"version":1,"runs":[{"id":"../../x","file":"a","record":1}]}')],
  ])("is refused with %s", async (_, list) => {
    const other = page([]);
    await other.commands.importFile(
      new File([zipSync({ "curio-runs.json": list }) as Uint8Array<ArrayBuffer>], "x.zip"),
    );
    expect(other.runs()).toEqual([]);
    expect(other.stores.notices.getState().error?.code).toBe("bundleUnreadable");
  });

  it("is told where the code for it does not arrive", async () => {
    const openNotebook = vi.fn(() => Promise.reject(new Error("offline")));
    const { commands, stores } = createFakeApp({}, { openNotebook });
    await commands.importFile(await zipOf([madeRun(0)]));
    expect(stores.notices.getState().error).toMatchObject({ code: "notArrived", detail: "offline" });
  });
});
