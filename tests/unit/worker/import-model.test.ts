import { describe, expect, it } from "vitest";
import { buildGraph, changeModel, firstModel } from "@/domain/architectures/model-config";
import { buildRunGraph } from "@/domain/architectures/run-graph";
import { setByPath } from "@/domain/config/config-path";
import { defaultConfig } from "@/domain/config/defaults";
import { graphParameters } from "@/domain/graph/parameters";
import { isRunId } from "@/domain/run/run";
import { isStored } from "@/domain/stored-tensor";
import { exportModelOf } from "@/worker/export-model";
import { importModelFiles } from "@/worker/import-model";
import { LeavingFiles } from "@/worker/leaving-files";
import { idOfModel } from "@/worker/model-id";
import { ScratchFolder } from "@/worker/scratch-folder";
import { configOf, safetensorsOf, tinyShape, tinyTensors } from "../support/hugging-face-folder";
import { tinyTokenizerJson } from "../support/tiny-tokenizer";
import { FakeScratch } from "./fake-scratch";

const label = { listed: null, name: "tiny", licence: null };
const scratch = new ScratchFolder();
const shape = { ...tinyShape, vocabularySize: 258 };
const file = (path: string, content: string | Uint8Array<ArrayBuffer>) => ({ path, file: new File([content], path) });
const whole = [
  file("tiny/tokenizer.json", tinyTokenizerJson()),
  file("tiny/model.safetensors", safetensorsOf(tinyTensors("F16", "transformer.", shape), 1)),
  file("tiny/config.json", configOf(shape)),
];

describe("a model from elsewhere", () => {
  it("rests with its weights in its files, by its own shape and tokens, whatever the page has", async () => {
    const page = setByPath(defaultConfig, "tuning.trains", "lora");
    const read = await importModelFiles(whole, page, label, scratch);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    const { checkpoint, origin } = read.value;
    expect([...checkpoint.tensors.values()].every(isStored)).toBe(true);
    expect(checkpoint.details.config.model).toMatchObject({ architecture: "gpt2", layers: 2, heads: 2, positions: 8 });
    expect(checkpoint.details.config.tokens.contextLength).toBe(8);
    expect(checkpoint.details.config.tuning.trains).toBe("all");
    expect(checkpoint.details.tokenizer.vocabulary).toHaveLength(258);
    expect(origin).toMatchObject({ name: "tiny", dtype: "F16" });
  });

  it("has no weights in halves, however the page would store frozen ones", async () => {
    const halves = setByPath(defaultConfig, "tuning.frozenStorage", "float16");
    const read = await importModelFiles(whole, setByPath(halves, "tuning.freezeEmbeddings", true), label, scratch);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    const parameters = graphParameters(buildRunGraph(read.value.checkpoint.details.config, 258));
    expect(parameters.filter(({ storage, role }) => storage === "float16" || role === "frozen")).toEqual([]);
  });

  it("leaves nothing on the disk where it goes home and that is stopped", async () => {
    const disk = new FakeScratch();
    const leaving = new LeavingFiles(new ScratchFolder(disk.place));
    const read = await importModelFiles(whole, defaultConfig, label, scratch);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    const found: number[] = [];
    const writing = exportModelOf(read.value.checkpoint, { name: "tiny" }, { form: "F32", card: "" }, leaving, () => {
      found.push(disk.files().length);
      return Promise.reject(new Error("stopped"));
    });
    await expect(writing).rejects.toThrow("stopped");
    expect(found).toEqual([1]);
    expect(disk.files()).toEqual([]);
  });

  it("has the epsilon of its config in every norm, and is refused where that is none", async () => {
    const withEpsilon = (value: unknown) =>
      importModelFiles(
        [...whole, file("config.json", configOf(shape, { layer_norm_epsilon: value }))],
        defaultConfig,
        label,
        scratch,
      );
    const read = await withEpsilon(0.02);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    const { config } = read.value.checkpoint.details;
    const epsilons = (model: typeof config.model) =>
      buildGraph(model, 8, 258).nodes.flatMap(({ op }) => (op.kind === "layerNorm" ? [op.epsilon] : []));
    expect(epsilons(config.model)).toEqual(Array.from({ length: 5 }, () => 0.02));
    expect(epsilons(changeModel(firstModel("gpt2"), { layers: 1, positions: 8 }))).toEqual([1e-5, 1e-5, 1e-5]);
    const run = { name: "tiny" };
    const zip = await exportModelOf(
      read.value.checkpoint,
      run,
      { form: "F32", card: "" },
      new LeavingFiles(scratch),
      async () => {},
    );
    if (!zip.ok) throw new Error(JSON.stringify(zip.error));
    const back = await importModelFiles(
      [{ path: "a.zip", file: new File([zip.value.bytes], "a.zip") }],
      defaultConfig,
      label,
      scratch,
    );
    expect(back).toMatchObject({ value: { checkpoint: { details: { config: { model: { normEpsilon: 0.02 } } } } } });
    for (const value of [0, -1, 1, "1e-5"])
      expect(await withEpsilon(value)).toMatchObject({ error: { code: "modelSettingRefused" } });
  });

  it("ends texts with what its config names, else its settings of writing", async () => {
    const endOf = async (...more: readonly (typeof whole)[number][]) => {
      const read = await importModelFiles([...whole, ...more], defaultConfig, label, scratch);
      if (!read.ok) throw new Error(JSON.stringify(read.error));
      const { tokenizer } = read.value.checkpoint.details;
      return tokenizer.kind === "byteBpe" ? tokenizer.endId : undefined;
    };
    const written = file("generation_config.json", '{"eos_token_id": [5, 6]}');
    expect(await endOf()).toBe(257);
    expect(await endOf(written)).toBe(5);
    expect(await endOf(written, file("config.json", configOf(shape, { eos_token_id: 7 })))).toBe(7);
    expect(await endOf(file("generation_config.json", "damaged"))).toBe(257);
  });

  it("has the same id by the same weights and tokens, wherever they lie and whatever the page has", async () => {
    const idBy = async (files: typeof whole, page = defaultConfig) => {
      const read = await importModelFiles(files, page, label, scratch);
      if (!read.ok) throw new Error(JSON.stringify(read.error));
      return idOfModel(read.value.checkpoint);
    };
    const id = await idBy(whole);
    expect(isRunId(id)).toBe(true);
    const moved = whole.toReversed().map(({ path, file }) => ({ path: path.replace("tiny", "again"), file }));
    const page = setByPath(setByPath(defaultConfig, "model.dropout", 0.5), "tuning.trains", "lora");
    expect(await idBy(moved, page)).toBe(id);
    const weightsBy = (...made: Parameters<typeof tinyTensors>) =>
      file("model.safetensors", safetensorsOf(tinyTensors(...made)));
    const tensors = tinyTensors("F16", "transformer.", shape);
    const [first, ...others] = tensors;
    const changed = { ...first, bytes: first.bytes.toReversed() };
    const ids = [
      id,
      await idBy([...whole, weightsBy("F32", "", shape)]),
      await idBy([...whole, file("model.safetensors", safetensorsOf([changed, ...others]))]),
      await idBy([...whole, file("config.json", configOf(shape, { layer_norm_epsilon: 0.02 }))]),
      await idBy([...whole, file("config.json", configOf(shape, { eos_token_id: 7 }))]),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("takes the last of a name, so that a wrong file is mended by dropping the right one", async () => {
    const wrong = [file("tiny/config.json", "{"), ...whole];
    expect(await importModelFiles(wrong, defaultConfig, label, scratch)).toMatchObject({ ok: true });
    expect(await importModelFiles([...whole, wrong[0]], defaultConfig, label, scratch)).toMatchObject({
      error: { code: "modelFileUnreadable" },
    });
  });

  it("takes its own config where a folder in its own holds one for another program, and keeps no more than it reads", async () => {
    const others = [file("tiny/onnx/config.json", "{"), file("tiny/pytorch_model.bin", "pickled")];
    const read = await importModelFiles([...whole, ...others], defaultConfig, label, scratch);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    expect(read.value.files.map(({ path }) => path)).toEqual(whole.map(({ path }) => path));
  });

  it("is refused where model and tokenizer have other sizes, or a setting is beyond what is built", async () => {
    const other = file("config.json", configOf({ ...shape, vocabularySize: 259 }));
    const tensors = tinyTensors("F32", "", { ...shape, vocabularySize: 259 });
    const files = [...whole, other, file("model.safetensors", safetensorsOf(tensors))];
    expect(await importModelFiles(files, defaultConfig, label, scratch)).toMatchObject({
      error: { code: "modelVocabularyDiffers", model: 259, tokenizer: 258 },
    });
    const long = { ...shape, positions: 4096 };
    const longer = [
      ...whole,
      file("config.json", configOf(long)),
      file("model.safetensors", safetensorsOf(tinyTensors("F32", "", long))),
    ];
    expect(await importModelFiles(longer, defaultConfig, label, scratch)).toMatchObject({
      error: { code: "modelSettingRefused", setting: "positions", found: "4096" },
    });
  });
});
