import { describe, expect, it } from "vitest";
import { readSafetensors } from "@/domain/checkpoint/safetensors-read";
import type { PlainTensor } from "@/domain/named-tensors";
import { adaptedProducts } from "@/domain/pretrained/adapter-names";
import { readAdapter } from "@/domain/pretrained/read-adapter";
import { adapterFiles } from "@/domain/pretrained/write-adapter";
import { bytesOf, safetensorsOf, tinyShape } from "../support/hugging-face-folder";

const tuning = { loraRank: 2, loraAlpha: 6 };
const base = { name: "tiny", shape: tinyShape };
const A = "base_model.model.transformer.h.0.attn.c_attn.lora_A.weight";
const B = "base_model.model.transformer.h.0.attn.c_attn.lora_B.weight";

/** Factors of the products that are wanted, each number another. */
function factors(isWanted: (module: string) => boolean): ReadonlyMap<string, PlainTensor> {
  let next = 0;
  const matrix = (rows: number, columns: number): PlainTensor => {
    return { shape: [rows, columns], data: Float32Array.from({ length: rows * columns }, () => (next += 1 / 64)) };
  };
  const products = adaptedProducts(tinyShape).filter(({ module }) => isWanted(module));
  return new Map(
    products.flatMap(({ ours, inputs, outputs }) => [
      [ours.down, matrix(inputs, 2)] as const,
      [ours.up, matrix(2, outputs)] as const,
    ]),
  );
}

function filesOf(tensors: ReadonlyMap<string, PlainTensor>) {
  return adapterFiles({ shape: tinyShape, tensors, tuning, base: "tiny", card: "# Tiny" });
}

/** Reads files; `config` changes settings, `weights` takes the place of the tensors. */
function read(tensors: ReadonlyMap<string, PlainTensor>, config: object = {}, weights?: Uint8Array<ArrayBuffer>) {
  const files = new Map([...filesOf(tensors)].map(([name, content]) => [name, new Blob([content])]));
  const told = JSON.parse(filesOf(tensors).get("adapter_config.json") as string) as object;
  files.set("adapter_config.json", new Blob([JSON.stringify({ ...told, ...config })]));
  if (weights !== undefined) files.set("adapter_model.safetensors", new Blob([weights]));
  return readAdapter(files, base);
}

describe("the files of an adapter", () => {
  const all = factors(() => true);
  const attention = factors((module) => module.startsWith("attn."));

  it("have PEFT's names, its turned factors and a config that PEFT takes for GPT-2's Conv1D", () => {
    const files = filesOf(attention);
    const weights = readSafetensors(files.get("adapter_model.safetensors") as Uint8Array);
    if (!weights.ok) throw new Error(JSON.stringify(weights.error));
    expect([...weights.value.tensors.keys()].slice(0, 2)).toEqual([A, B]);
    const [a, b] = [weights.value.tensors.get(A), weights.value.tensors.get(B)];
    expect([a?.shape, b?.shape]).toEqual([
      [2, 4],
      [12, 2],
    ]);
    const down = attention.get("attention.0.qkv.lora.down")?.data ?? [];
    const up = attention.get("attention.0.qkv.lora.up")?.data ?? [];
    // A of input 3 and rank 1; B of output 5 and rank 1.
    expect([a?.data[4 + 3], b?.data[2 * 5 + 1]]).toEqual([down[2 * 3 + 1], up[12 + 5]]);
    expect(JSON.parse(files.get("adapter_config.json") as string)).toMatchObject({
      peft_type: "LORA",
      task_type: "CAUSAL_LM",
      base_model_name_or_path: "tiny",
      r: 2,
      lora_alpha: 6,
      target_modules: ["attn.c_attn", "attn.c_proj"],
      fan_in_fan_out: true,
    });
    expect(files.get("README.md")).toBe("# Tiny");
  });

  it.each([
    ["all", all],
    ["attention", attention],
    ["qkv", factors((module) => module === "attn.c_attn")],
    ["feedForward", factors((module) => module.startsWith("mlp."))],
  ] as const)("give the factors of %s layers back, bit for bit", async (loraLayers, tensors) => {
    const adapter = await read(tensors);
    expect(adapter).toEqual({ ok: true, value: { tuning: { ...tuning, loraLayers }, tensors } });
  });

  it("count as their config says where settings have no such alpha: by the factor B", async () => {
    const ups = (adapter: Awaited<ReturnType<typeof read>>) =>
      adapter.ok ? adapter.value.tensors.get("attention.0.qkv.lora.up")?.data[0] : null;
    const own = attention.get("attention.0.qkv.lora.up")?.data[0] ?? 0;
    expect(ups(await read(attention, { lora_alpha: 0.5 }))).toBeCloseTo(own / 4, 6);
    // alpha / sqrt(r), beside the alpha / r of settings whose alpha is r.
    expect(ups(await read(attention, { use_rslora: true }))).toBeCloseTo((own * 6) / Math.sqrt(2), 6);
  });

  const wrong = safetensorsOf([
    { name: A, dtype: "F32", shape: [2, 8], bytes: bytesOf(new Array(16).fill(1), "F32") },
    { name: "base_model.model.transformer.wte.lora_embedding_A", dtype: "F32", shape: [1], bytes: new Uint8Array(4) },
  ]);
  it.each([
    ["of another base", {}, wrong, { code: "adapterRefused", base: "tiny", missing: [B] }],
    ["of no weights", {}, safetensorsOf([]), { code: "adapterRefused", missing: [] }],
    ["that are cut", {}, wrong.slice(0, -2), { code: "modelFileBroken", name: "adapter_model.safetensors" }],
    ["of another kind", { peft_type: "IA3" }, undefined, { code: "adapterSettingRefused", setting: "peft_type" }],
    ["by DoRA", { use_dora: true }, undefined, { setting: "use_dora", found: "true", wanted: "false" }],
    ["of several ranks", { rank_pattern: { c_attn: 4 } }, undefined, { setting: "rank_pattern" }],
    ["without a rank", { r: null }, undefined, { setting: "r", found: "null" }],
    ["of another rank than told", { r: 3 }, undefined, { code: "adapterRefused" }],
  ] as const)("%s are refused by it", async (_, config, weights, error) => {
    expect(await read(all, config, weights)).toMatchObject({ ok: false, error });
  });

  it("name each tensor that does not fit, with its shapes", async () => {
    expect(await read(all, {}, wrong)).toMatchObject({
      error: {
        wrong: [{ name: A, expected: [2, 4], found: [2, 8] }],
        unknown: ["base_model.model.transformer.wte.lora_embedding_A"],
      },
    });
  });
});
