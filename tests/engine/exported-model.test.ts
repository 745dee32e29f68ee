// What goes home: the shipped model with an adapter, in the layouts of Hugging Face and PEFT, read back to the same bits; and
// an adapter's files, by which Python computes with PyTorch what we compute.
// The figures: python3 docs/read_curio.py public/models/machado "Uma noite destas, vindo da cidade, encontrei no trem um"
// --adapter tests/truth/fixtures/adapter --json > tests/truth/fixtures/adapter-logits.json
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { buildRunGraph } from "@/domain/architectures/run-graph";
import type { Checkpoint } from "@/domain/checkpoint/checkpoint";
import { setByPath } from "@/domain/config/config-path";
import { defaultConfig } from "@/domain/config/defaults";
import { gpt2ShapeOf } from "@/domain/pretrained/leaving-run";
import { modelFileNames } from "@/domain/pretrained/model-files";
import { adapterFiles } from "@/domain/pretrained/write-adapter";
import { isStored, readAll, type StateTensors } from "@/domain/stored-tensor";
import { createPlanDecoder } from "@/engine/plan/plan-decoder";
import { exportModelOf } from "@/worker/export-model";
import { importAdapterFiles } from "@/worker/import-adapter";
import { importModelFiles } from "@/worker/import-model";
import { LeavingFiles } from "@/worker/leaving-files";
import { gatherModelFiles } from "@/worker/model-zips";
import { ScratchFolder } from "@/worker/scratch-folder";
import { UnpackedFiles } from "@/worker/unpacked-files";
import truth from "../truth/fixtures/adapter-logits.json";
import { openWasmDevice } from "./plan/support/open-wasm";
import { largestDifference } from "./support/truth-suite";

const shipped = new URL("../../public/models/machado/", import.meta.url);
const adapted = new URL("../truth/fixtures/adapter/", import.meta.url);
const label = { listed: null, name: "machado", licence: null };
const RUN = { name: "Bem-te-vi" };
const scratch = new ScratchFolder();
const leaving = new LeavingFiles(scratch);
/** A page that stores what the next run freezes as halves. */
const page = setByPath(defaultConfig, "tuning.frozenStorage", "float16");

async function filesIn(folder: URL, names: readonly string[]) {
  return Promise.all(
    names.map(async (name) => ({ path: name, file: new File([await readFile(new URL(name, folder))], name) })),
  );
}

async function opened(files: Parameters<typeof importModelFiles>[0]): Promise<Checkpoint> {
  const read = await importModelFiles(files, defaultConfig, label, scratch);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value.checkpoint;
}

async function exported(checkpoint: Checkpoint, wanted: Parameters<typeof exportModelOf>[2]) {
  const zip = await exportModelOf(checkpoint, RUN, wanted, leaving, async () => {});
  if (!zip.ok) throw new Error(JSON.stringify(zip.error));
  return { path: zip.value.name, file: new File([zip.value.bytes], zip.value.name) };
}

async function besides(base: Checkpoint, dropped: Parameters<typeof gatherModelFiles>[0]): Promise<Checkpoint> {
  const gathered = await gatherModelFiles(dropped, "adapter", new UnpackedFiles(scratch));
  const read = gathered.ok
    ? await importAdapterFiles(gathered.value.files, "adapter", { ...base, name: "machado" }, page)
    : gathered;
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

async function logitsOf({ tensors, details }: Checkpoint, ids: readonly number[]): Promise<Float32Array> {
  const graph = buildRunGraph(
    { ...details.config, tokens: { contextLength: 32 } },
    details.tokenizer.vocabulary.length,
  );
  const rules = { fillId: 0, chooseForm: () => "exact" as const };
  const decoder = await createPlanDecoder(await openWasmDevice(1), graph, await readAll(tensors), rules);
  const logits = decoder.feed(ids);
  decoder.dispose();
  return logits.slice();
}

/** Gives a fingerprint of each tensor. */
async function bits(tensors: StateTensors): Promise<Record<string, string>> {
  const hashes = [...(await readAll(tensors))].map(([name, { shape, data }]) => {
    return [name, `${shape} ${createHash("sha256").update(data).digest("hex")}`] as const;
  });
  return Object.fromEntries(hashes);
}

describe("a model that goes home", () => {
  let base: Checkpoint;
  let tuned: Checkpoint;
  beforeAll(async () => {
    const { config, weights, tokenizer } = modelFileNames;
    base = await opened(await filesIn(shipped, [config, weights, tokenizer]));
    tuned = await besides(base, await filesIn(adapted, ["adapter_config.json", "adapter_model.safetensors"]));
  });

  it("has the logits that PyTorch computes with the adapter beside it", async () => {
    expect(largestDifference(await logitsOf(tuned, truth.ids), Float32Array.from(truth.logits))).toBeLessThan(1e-4);
    const apart = largestDifference(await logitsOf(base, truth.ids), Float32Array.from(truth.logits));
    expect(apart).toBeGreaterThan(0.1);
  });

  it("writes the adapter's files as they came, and reads its own again to the same bits", async () => {
    const { config, tokenizer } = tuned.details;
    const shape = gpt2ShapeOf(config.model, tokenizer.vocabulary.length);
    if (shape === null) throw new Error("expected a GPT-2");
    const files = adapterFiles({ shape, tensors: tuned.tensors, tuning: config.tuning, base: "machado", card: "" });
    for (const name of ["adapter_config.json", "adapter_model.safetensors"]) {
      const content = files.get(name);
      const written = Buffer.from(typeof content === "string" ? new TextEncoder().encode(content) : (content ?? []));
      expect(written.equals(await readFile(new URL(name, adapted))), name).toBe(true);
    }
    const again = await besides(base, [await exported(tuned, { form: "adapter", base: "machado", card: "" })]);
    expect(again.details.config.tuning).toEqual(config.tuning);
    expect(config.tuning.frozenStorage).toBe("float32");
    expect(await bits(again.tensors)).toEqual(await bits(tuned.tensors));
  });

  it("is whole in Hugging Face's layout: the same logits, and the same bits when it leaves again", async () => {
    expect([...base.tensors.values()].every(isStored)).toBe(true);
    const zip = await exported(tuned, { form: "F32", card: "" });
    const whole = await opened([zip]);
    const logits = await logitsOf(whole, truth.ids);
    expect(largestDifference(logits, Float32Array.from(truth.logits))).toBeLessThan(1e-4);
    const twice = await opened([await exported(whole, { form: "F32", card: "" })]);
    expect(await bits(twice.tensors)).toEqual(await bits(whole.tensors));
    expect(twice.details.tokenizer).toEqual(base.details.tokenizer);
  });

  it.each([
    ["F16", 0.51, 0.02],
    ["I8", 0.27, 0.3],
  ] as const)("opens again as %s, smaller and near", async (form, share, distance) => {
    const [full, small] = [await exported(tuned, { form: "F32", card: "" }), await exported(tuned, { form, card: "" })];
    expect(small.file.size / full.file.size).toBeLessThan(share);
    const away = largestDifference(await logitsOf(await opened([small]), truth.ids), Float32Array.from(truth.logits));
    expect(away).toBeLessThan(distance);
    expect(away).toBeGreaterThan(0);
  });
});
