// What the worker unpacks onto the disk, and when it goes: a private file system in memory shows what lies there.
import { zipSync } from "fflate";
import { beforeEach, expect, it, vi } from "vitest";
import { MODEL_FILE } from "@/domain/checkpoint/bundle";
import { metricsCsv } from "@/domain/checkpoint/metrics-csv";
import { METRICS_FILE, RUNS_FILE } from "@/domain/checkpoint/runs-file";
import { writeRunsList } from "@/domain/checkpoint/runs-list";
import { defaultConfig } from "@/domain/config/defaults";
import type { PlainTensor } from "@/domain/named-tensors";
import { adaptedProducts } from "@/domain/pretrained/adapter-names";
import { adapterFiles } from "@/domain/pretrained/write-adapter";
import type { Desks } from "@/worker/desks";
import { createModelMethods } from "@/worker/model-methods";
import { createPretrainedMethods } from "@/worker/pretrained-methods";
import { type RestingRun, RestingRuns } from "@/worker/resting-runs";
import { createRunMethods } from "@/worker/run-methods";
import { ScratchFolder } from "@/worker/scratch-folder";
import { UnpackedOfRuns } from "@/worker/unpacked-of-runs";
import { bytesOf } from "../containers/made-files";
import { runOf } from "../state/fake-client";
import { createFakeLocks } from "../storage/support/fake-locks";
import { FakeFolder } from "../support/fake-folders";
import { configOf, safetensorsOf, tinyShape, tinyTensors } from "../support/hugging-face-folder";
import { tinyTokenizerJson } from "../support/tiny-tokenizer";

const shape = { ...tinyShape, vocabularySize: 258 };
const label = { listed: null, name: "tiny", licence: null };
const model = {
  "tiny/config.json": bytesOf(configOf(shape)),
  "tiny/tokenizer.json": bytesOf(tinyTokenizerJson()),
  "tiny/model.safetensors": safetensorsOf(tinyTensors("F16", "transformer.", shape), 1),
};

function zipOf(files: Record<string, Uint8Array>) {
  const file = new File([zipSync(files, { level: 1 }) as Uint8Array<ArrayBuffer>], "tiny.zip");
  return [{ path: "tiny.zip", file }];
}

function adapterOf(rank: number): Record<string, Uint8Array> {
  const matrix = (...sides: readonly [number, number]): PlainTensor => ({
    shape: sides,
    data: new Float32Array(sides[0] * sides[1]).fill(0.5),
  });
  const tensors = new Map(
    adaptedProducts(shape).flatMap(({ ours, inputs, outputs }) => [
      [ours.down, matrix(inputs, rank)] as const,
      [ours.up, matrix(rank, outputs)] as const,
    ]),
  );
  const files = adapterFiles({ shape, tensors, tuning: { loraRank: rank, loraAlpha: 6 }, base: "tiny", card: "" });
  return Object.fromEntries(
    ["adapter_config.json", "adapter_model.safetensors"].map((name) => {
      const content = files.get(name) as string | Uint8Array;
      return [`lora/${name}`, typeof content === "string" ? bytesOf(content) : content];
    }),
  );
}

let disk: FakeFolder;

/** Names the files that lie in the folders of workers. */
function lying(): readonly string[] {
  const workers = (disk.children.get("unpacked") as FakeFolder | undefined)?.children.values() ?? [];
  return [...workers].flatMap((folder) => [...(folder as FakeFolder).children.keys()]);
}

/** Creates the methods of a worker that has just begun. */
function startWorker() {
  const resting = new RestingRuns(() => undefined);
  const desks = {
    runs: { resting, active: null, activeOf: () => null, opening: { id: null } },
    scratch: new ScratchFolder(),
    unpacked: new UnpackedOfRuns(),
  } as unknown as Desks;
  return { resting, ...createModelMethods(desks), ...createRunMethods(desks), ...createPretrainedMethods(desks) };
}

beforeEach(() => {
  disk = new FakeFolder();
  vi.stubGlobal("navigator", { storage: { getDirectory: async () => disk }, locks: createFakeLocks() });
  return () => vi.unstubAllGlobals();
});

it("the unpacked files of a model go once it is forgotten", async () => {
  const worker = startWorker();
  const opened = await worker.importModel("model", zipOf(model), defaultConfig, label);
  expect(opened).toMatchObject({ ok: true });
  expect(lying()).toHaveLength(3);
  await worker.forgetRun("other");
  expect(lying()).toHaveLength(3);
  await worker.forgetRun("model");
  expect(lying()).toEqual([]);
});

it("a model of unknown id gets the one that its content tells", async () => {
  const worker = startWorker();
  const first = await worker.importModel(null, zipOf(model), defaultConfig, label);
  const again = await worker.importModel(null, zipOf(model), defaultConfig, { ...label, name: "other" });
  if (!first.ok || !again.ok) throw new Error("expected the model");
  expect(again.value.run.id).toBe(first.value.run.id);
  expect(worker.resting.get(first.value.run.id)).not.toBeNull();
  await worker.forgetRun(first.value.run.id);
  expect(lying()).toEqual([]);
});

it("they stay while a run that began with the model is here, and go with that", async () => {
  const worker = startWorker();
  await worker.importModel("model", zipOf(model), defaultConfig, label);
  worker.resting.put("child", worker.resting.get("model") as RestingRun);
  await worker.forgetRun("model");
  expect(lying()).toHaveLength(3);
  await worker.forgetRun("child");
  expect(lying()).toEqual([]);
});

it("a model that is refused leaves nothing behind", async () => {
  const worker = startWorker();
  const refused = await worker.importModel(
    "model",
    zipOf({ ...model, "tiny/config.json": bytesOf("{") }),
    defaultConfig,
    label,
  );
  expect(refused).toMatchObject({ ok: false });
  expect(lying()).toEqual([]);
});

it("of a zip with a model and an adapter the weights are unpacked once, and the adapter stays no longer than it is read", async () => {
  const worker = startWorker();
  const zip = zipOf({ ...model, ...adapterOf(2) });
  await worker.importModel("model", zip, defaultConfig, label);
  const ofModel = lying();
  expect(ofModel).toHaveLength(3);
  expect(await worker.readAdapterBase(zip)).toEqual({ ok: true, value: "tiny" });
  expect(lying()).toEqual(ofModel);
  const adapted = await worker.importAdapter("adapted", "lora", zip, { id: "model", name: "tiny" }, defaultConfig);
  expect(adapted).toMatchObject({ ok: true });
  expect(lying()).toEqual(ofModel);
});

it("of a zip of runs packed by another program those bundles stay that hold weights, until their run is forgotten", async () => {
  const worker = startWorker();
  const runs = ["whole", "bare", "broken"].map((name, at) => ({
    run: runOf({ id: `${at}`.repeat(16) }),
    file: `${name}.zip`,
  }));
  const metrics = bytesOf(metricsCsv({ ...runOf(), epochs: [] }, 0));
  const zip = zipSync(
    {
      [RUNS_FILE]: bytesOf(writeRunsList(runs)),
      "whole.zip": zipSync({ [METRICS_FILE]: metrics, [MODEL_FILE]: new Uint8Array(100) }),
      "bare.zip": zipSync({ [METRICS_FILE]: metrics }),
      "broken.zip": new Uint8Array(40),
    },
    { level: 1 },
  );
  const read = await worker.readRuns(new File([zip as Uint8Array<ArrayBuffer>], "runs.zip"));
  if (!read.ok) throw new Error(read.error.code);
  expect(read.value.found.map(({ bundle }) => bundle === null)).toEqual([false, true]);
  expect(read.value.refused).toHaveLength(1);
  expect(lying()).toHaveLength(1);
  await worker.forgetRun("0".repeat(16));
  expect(lying()).toEqual([]);
});
