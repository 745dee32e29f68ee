import { describe, expect, it } from "vitest";
import type { ByteSource } from "@/domain/byte-source";
import { mergedTensor } from "@/domain/graph/merged-rows";
import { GPT2_HEAD, GPT2_TABLE, gpt2Tensors } from "@/domain/pretrained/gpt2-names";
import type { ModelFiles } from "@/domain/pretrained/model-files";
import { readModel } from "@/domain/pretrained/read-model";
import { readAll, readHalves, readPieces, type StoredTensor, type StoredType } from "@/domain/stored-tensor";
import {
  bytesOf,
  configOf,
  maskTensors,
  type RawTensor,
  safetensorsOf,
  tinyShape,
  tinyTensors,
  tinyValue,
} from "../support/hugging-face-folder";

const TOKENIZER = "{}";

function filesOf(files: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>): ModelFiles {
  return new Map(Object.entries(files).map(([name, content]) => [name, new Blob([content])]));
}

function folder(tensors: readonly RawTensor[], more: Readonly<Record<string, string>> = {}, padding = 0): ModelFiles {
  const weights = safetensorsOf(tensors, padding);
  return filesOf({ "config.json": configOf(), "tokenizer.json": TOKENIZER, "model.safetensors": weights, ...more });
}

async function errorOf(files: ModelFiles) {
  const read = await readModel(files);
  return read.ok ? null : read.error;
}

const changed = (name: string, change: Partial<RawTensor>) =>
  tinyTensors().map((tensor) => (tensor.name === name ? { ...tensor, ...change } : tensor));

describe("the files of a GPT-2", () => {
  it.each<[StoredType, string, number]>([
    ["F32", "", 0],
    ["F32", "transformer.", 1],
    ["F16", "transformer.", 3],
    ["BF16", "", 2],
  ])("give the model's tensors, as %s with the prefix %j and data at any place", async (dtype, prefix, padding) => {
    const head = { ...tinyTensors(dtype)[0], name: GPT2_HEAD };
    const read = await readModel(folder([...tinyTensors(dtype, prefix), ...maskTensors, head], {}, padding));
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    expect(read.value.config.shape).toEqual(tinyShape);
    const tensors = await readAll(read.value.tensors);
    expect([...tensors.keys()]).toEqual(gpt2Tensors(tinyShape).map(({ ours }) => ours));
    for (const [tensor, { ours, shape }] of gpt2Tensors(tinyShape).entries()) {
      const found = tensors.get(ours);
      expect(found?.shape).toEqual(shape);
      expect([...(found?.data ?? [])]).toEqual([...(found?.data ?? [])].map((_, index) => tinyValue(tensor, index)));
    }
  });

  it("may lie in shards, which are found by their index or by their names", async () => {
    const [one, two] = [tinyTensors().slice(0, 9), tinyTensors().slice(9)].map((part) => safetensorsOf(part));
    const shards = { "model-00001-of-00002.safetensors": one, "model-00002-of-00002.safetensors": two };
    const rest = { "config.json": configOf(), "vocab.json": "{}", "merges.txt": "" };
    const index = JSON.stringify({ weight_map: { a: "model-00002-of-00002.safetensors", b: Object.keys(shards)[0] } });
    expect(await errorOf(filesOf({ ...shards, ...rest }))).toBeNull();
    expect(await errorOf(filesOf({ ...shards, ...rest, "model.safetensors.index.json": index }))).toBeNull();
    const cut = { "model-00002-of-00002.safetensors": two, ...rest };
    const missing = { code: "modelFilesMissing", names: ["model-00001-of-00002.safetensors"] };
    expect(await errorOf(filesOf(cut))).toEqual(missing);
    expect(await errorOf(filesOf({ ...cut, "model.safetensors.index.json": index }))).toEqual(missing);
  });

  it("are named where they are missing", async () => {
    expect(await errorOf(filesOf({ "vocab.json": "{}" }))).toEqual({
      code: "modelFilesMissing",
      names: ["config.json", "model.safetensors", "merges.txt"],
    });
    expect(await errorOf(filesOf({ "config.json": "{}", "pytorch_model.bin": "x" }))).toEqual({
      code: "modelPickled",
      name: "pytorch_model.bin",
    });
  });

  it.each<[string, ModelFiles, object]>([
    [
      "a missing tensor",
      folder(tinyTensors().slice(0, -1)),
      { code: "modelTensorsRefused", missing: ["ln_f.bias"], wrong: [], types: [], unknown: [] },
    ],
    [
      "a tensor of another shape",
      folder(changed("h.1.mlp.c_fc.weight", { shape: [16, 4] })),
      { wrong: [{ name: "h.1.mlp.c_fc.weight", expected: [4, 16], found: [16, 4] }] },
    ],
    [
      "a tensor of another type",
      folder(changed("h.0.ln_1.weight", { dtype: "I32" })),
      { types: ["h.0.ln_1.weight (I32)"], wrong: [] },
    ],
    [
      "a tensor that is no part of it",
      folder([...tinyTensors(), { name: "score.weight", dtype: "F32", shape: [1], bytes: new Uint8Array(4) }]),
      { unknown: ["score.weight"] },
    ],
    [
      "a head of its own",
      folder([...tinyTensors(), { ...tinyTensors()[0], name: GPT2_HEAD, bytes: new Uint8Array(192) }]),
      { code: "modelHeadDiffers", head: GPT2_HEAD, table: GPT2_TABLE },
    ],
    [
      "a cut file",
      filesOf({
        "config.json": configOf(),
        "tokenizer.json": TOKENIZER,
        "model.safetensors": safetensorsOf(tinyTensors()).slice(0, -2),
      }),
      { code: "modelFileBroken", name: "model.safetensors", rule: "beyondFile" },
    ],
    [
      "a header of garbage",
      filesOf({ "config.json": configOf(), "tokenizer.json": TOKENIZER, "model.safetensors": "no header at all" }),
      { code: "modelFileBroken", name: "model.safetensors", rule: "headerTooLong" },
    ],
    ["settings that are no JSON", folder(tinyTensors(), { "config.json": "{" }), { code: "modelFileUnreadable" }],
    [
      "another kind of model",
      folder(tinyTensors(), { "config.json": configOf(tinyShape, { model_type: "llama" }) }),
      { code: "modelOfOtherKind", type: "llama", kind: "writer" },
    ],
    [
      "scores scaled by layer",
      folder(tinyTensors(), { "config.json": configOf(tinyShape, { scale_attn_by_inverse_layer_idx: true }) }),
      { code: "modelSettingRefused", setting: "scale_attn_by_inverse_layer_idx", found: "true", wanted: "false" },
    ],
    [
      "another activation",
      folder(tinyTensors(), { "config.json": configOf(tinyShape, { activation_function: "relu" }) }),
      { code: "modelSettingRefused", setting: "activation_function", found: "relu", wanted: "gelu_new" },
    ],
    [
      "another width between",
      folder(tinyTensors(), { "config.json": configOf(tinyShape, { n_inner: 8 }) }),
      { code: "modelSettingRefused", setting: "n_inner", found: "8", wanted: "16" },
    ],
    [
      "heads that do not divide",
      folder(tinyTensors(), { "config.json": configOf(tinyShape, { n_head: 3 }) }),
      { code: "modelSettingRefused", setting: "n_head" },
    ],
  ])("with %s are refused by it", async (_, files, error) => {
    expect(await errorOf(files)).toMatchObject(error);
  });

  it("are refused where numbers are not finite, as they are read", async () => {
    const tensor = { shape: [2], dtype: "F16", bytes: new Blob([Uint16Array.of(0x3c00, 0x7c00)]) } as const;
    await expect(readPieces("ln", tensor).next()).rejects.toThrow("ln");
  });

  it("are named as their file names them, merged with an adapter and as halves too", async () => {
    const [theirs, ours] = ["h.0.mlp.c_fc.weight", "feedForward.0.hidden.weight"];
    const read = await readModel(
      folder(changed(theirs, { bytes: bytesOf(new Array<number>(64).fill(Number.NaN), "F32") })),
    );
    if (!read.ok) throw new Error(read.error.code);
    const tensor = [...read.value.tensors.values()].find(({ name }) => name === theirs) as StoredTensor;
    const zeros = (shape: readonly number[]) => ({ shape, data: new Float32Array(shape[0] * shape[1]) });
    const merged = mergedTensor(ours, tensor, { down: zeros([4, 1]), up: zeros([1, 16]), alpha: 1 });
    await expect(merged.bytes.arrayBuffer()).rejects.toMatchObject({ inFile: theirs });
    for (const stored of [tensor, merged]) {
      await expect(readPieces(ours, stored).next()).rejects.toMatchObject({ inFile: theirs });
      await expect(readHalves(ours, stored).next()).rejects.toMatchObject({ inFile: theirs });
    }
  });
});

describe("halves", () => {
  it("are given back a piece at a time, once the next is asked for", async () => {
    const numbers = new Float32Array(2 ** 21 + 4);
    const givenBack: number[] = [];
    const source = (from: number, until: number): ByteSource => ({
      size: until - from,
      slice: source,
      arrayBuffer: async () => numbers.buffer.slice(from, until),
      takeBack: ({ byteLength }) => givenBack.push(byteLength),
    });
    const bytes = source(0, numbers.byteLength);
    const pieces = readPieces("long", { shape: [numbers.length], dtype: "F32", bytes });
    expect((await pieces.next()).value?.numbers.length).toBe(2 ** 21);
    expect(givenBack).toEqual([]);
    expect((await pieces.next()).value).toEqual({ from: 2 ** 21, numbers: new Float32Array(4) });
    expect(givenBack).toEqual([2 ** 23]);
    expect((await pieces.next()).done).toBe(true);
    expect(givenBack).toEqual([2 ** 23, 16]);
  });

  it("are widened to the numbers that they are, the smallest too", async () => {
    const bits = [0x0000, 0x8000, 0x3c00, 0xbc00, 0x0001, 0x83ff, 0x0400, 0x7bff];
    const tensor = { shape: [8], dtype: "F16", bytes: new Blob([Uint16Array.from(bits)]) } as const;
    const { value } = await readPieces("halves", tensor).next();
    const [smallest, belowNormal] = [2 ** -24, -1023 * 2 ** -24];
    expect([...(value?.numbers ?? [])]).toEqual([0, -0, 1, -1, smallest, belowNormal, 2 ** -14, 65504]);
    expect(bytesOf([-0.25], "F16")).toEqual(Uint8Array.of(0x00, 0xb4));
  });
});
