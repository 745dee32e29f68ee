// Files of strangers: each way to hurt the worker is refused with a reason of its own.
import { strToU8, zipSync } from "fflate";
import { describe, expect, it, vi } from "vitest";
import type { CheckpointDetails } from "@/domain/checkpoint/checkpoint";
import { emptySeries } from "@/domain/run/run-series";
import { enRefusals } from "@/i18n/en/refusals";
import { ptBrRefusals } from "@/i18n/pt-br/refusals";
import { importCheckpoint } from "@/worker/import-checkpoint";
import { fileOf, fileWith, headerOf, noStandIn, partsOf, withLeaf } from "../support/foreign-file";

const parts = partsOf("mlp");
const { tokenizer, progress, config } = parts.metadata as {
  readonly tokenizer: { readonly vocabulary: readonly string[] };
  readonly progress: { readonly epochs: readonly object[] };
  readonly config: object;
};
const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);

async function refusalOf(file: File): Promise<unknown> {
  const result = await importCheckpoint(file, noStandIn);
  return result.ok ? null : result.error;
}

const withTokens = (vocabulary: readonly unknown[]) => ({ tokenizer: { ...tokenizer, vocabulary } });
const withTokenizer = (changes: object) => ({ tokenizer: { ...tokenizer, ...changes } });
const withProgress = (path: (string | number)[], leaf: unknown) => ({ progress: withLeaf(progress, path, leaf) });

const details: readonly [string, Record<string, unknown>, string][] = [
  ["a special token of no length", withTokens(["<|pad|>", "", "a", "b", "ç", "\n"]), "emptyToken"],
  ["a character of no length", withTokens(["<|pad|>", "<|end|>", "", "b", "ç", "\n"]), "emptyToken"],
  ["a token that stands twice", withTokens(["<|pad|>", "<|end|>", "a", "a", "ç", "\n"]), "repeatedToken"],
  ["a token of a megabyte", withTokens(["<|pad|>", "x".repeat(1e6), "a", "b", "ç", "\n"]), "longToken"],
  ["a token that is a number", withTokens(["<|pad|>", 7, "a", "b", "ç", "\n"]), "tokenizer"],
  ["a character of two letters", withTokens(["<|pad|>", "<|end|>", "ab", "b", "ç", "\n"]), "characterToken"],
  ["a million tokens", withTokens(Array.from({ length: 1e6 }, (_, id) => `${id}`)), "vocabularySize"],
  ["no tokens", withTokens([]), "vocabularySize"],
  ["more special tokens than tokens", withTokenizer({ specialCount: 7 }), "specialTokens"],
  ["half a special token", withTokenizer({ specialCount: 0.5 }), "counter"],
  ["padding by a character", withTokenizer({ padId: 3 }), "padToken"],
  ["another kind of tokenizer", withTokenizer({ kind: "bytes" }), "tokenizer"],
  ["no tokenizer", { tokenizer: null }, "tokenizer"],
  ["a seed of megabytes", { config: { ...config, seed: "s".repeat(4e6) } }, "settings"],
  ["settings that are a list", { config: [] }, "settings"],
  ["a template of megabytes", { template: "{a}".repeat(1e6) }, "template"],
  ["a template that is a number", { template: 1 }, "template"],
  ["a name of megabytes", { dataset: { id: null, name: "n".repeat(2e6), hash: "0" } }, "dataset"],
  ["no data", { dataset: null }, "dataset"],
  ["a negative step", withProgress(["step"], -1), "counter"],
  ["half a step", withProgress(["step"], 12.5), "counter"],
  ["a step beyond whole numbers", withProgress(["step"], 2 ** 60), "counter"],
  ["a scale of 1e300", withProgress(["plateau", "scale"], 1e300), "plateauScale"],
  ["a negative scale", withProgress(["plateau", "scale"], -1), "plateauScale"],
  ["a loss near overflow", withProgress(["epochs", 0, "trainLoss"], 1e308), "measure"],
  ["an accuracy above one", withProgress(["epochs", 0, "validationAccuracy"], 2), "measure"],
  ["a learning rate of 1e9", withProgress(["epochs", 0, "learningRate"], 1e9), "learningRate"],
  [
    "a hundred thousand epochs",
    withProgress(
      ["epochs"],
      Array.from({ length: 1e5 }, (_, index) => ({ ...progress.epochs[0], epoch: index + 1 })),
    ),
    "epochRows",
  ],
  ["an epoch that stands twice", withProgress(["epochs"], [progress.epochs[0], progress.epochs[0]]), "epochOrder"],
  ["no progress", { progress: null }, "progress"],
];

describe("the description of a model", () => {
  it("that is whole opens", async () => {
    expect((await importCheckpoint(fileWith(parts, {}), noStandIn)).ok).toBe(true);
  });

  it.each(details)("is refused with %s, by a rule of its own", async (_, changes, rule) => {
    expect(await refusalOf(fileWith(parts, changes))).toMatchObject({ code: "weightsDetailsBroken", rule });
  });

  it.each(["config", "tokenizer", "progress"])("is refused with a %s nested 50,000 deep", async (key) => {
    const header = withLeaf(headerOf(parts), ["__metadata__", key], nested(50_000));
    expect(await refusalOf(fileOf(header, parts.tensors))).toMatchObject({
      code: "weightsDetailsBroken",
      rule: "nesting",
    });
  });

  it("is refused when a part is missing, is no JSON or follows another version", async () => {
    const refusalWith = (key: string, value: unknown) =>
      refusalOf(fileOf(withLeaf(headerOf(parts), ["__metadata__", key], value), parts.tensors));
    expect(await refusalWith("config", undefined)).toMatchObject({ rule: "json" });
    expect(await refusalWith("config", "{")).toMatchObject({ rule: "json" });
    expect(await refusalWith("curio", "2")).toMatchObject({ rule: "version" });
  });

  it("has words for every rule in both languages, no two alike", () => {
    for (const { details: words } of [enRefusals, ptBrRefusals]) {
      const sentences = Object.values(words);
      expect(new Set(sentences).size).toBe(sentences.length);
      for (const [, , rule] of details) expect(words).toHaveProperty(rule);
    }
  });
});

describe("the header of a weights file", () => {
  it("is refused when it nests too deeply, wherever that is", async () => {
    const entry = JSON.stringify({ a: { dtype: "F32", shape: "HERE", data_offsets: [0, 0] } });
    for (const header of [JSON.stringify({ a: "HERE" }), entry]) {
      const file = fileOf(header.replace('"HERE"', nested(50_000)), new Map());
      expect(await refusalOf(file)).toMatchObject({ rule: "headerDepth" });
    }
  });

  it("is refused when it holds a text of 17 megabytes, and read when it holds one of ten", async () => {
    const withNote = (length: number) => fileOf({ __metadata__: { note: "x".repeat(length) } }, new Map());
    expect(await refusalOf(withNote(17 * 2 ** 20))).toMatchObject({ rule: "headerTooLong" });
    expect(await refusalOf(withNote(10 * 2 ** 20))).toMatchObject({ code: "weightsWithoutModel" });
  });

  it("is refused with a name of a megabyte, or a hundred sides", async () => {
    const entry = { dtype: "F32", shape: [0], data_offsets: [0, 0] };
    expect(await refusalOf(fileOf({ ["n".repeat(1e6)]: entry }, new Map()))).toMatchObject({ rule: "longName" });
    const sides = { ...entry, shape: Array.from({ length: 100 }, () => 0) };
    expect(await refusalOf(fileOf({ a: sides }, new Map()))).toMatchObject({ rule: "shape" });
  });
});

describe("the weights of a file", () => {
  const changed = (changes: (tensors: Map<string, { shape: readonly number[]; data: Float32Array }>) => void) => {
    const tensors = new Map([...parts.tensors].map(([name, { shape, data }]) => [name, { shape, data: data.slice() }]));
    changes(tensors);
    return fileOf(headerOf({ ...parts, tensors }), tensors);
  };

  it("are refused when one is no finite number", async () => {
    const file = changed((tensors) => tensors.get("output.bias")?.data.set([Number.POSITIVE_INFINITY]));
    expect(await refusalOf(file)).toEqual({ code: "weightsNotFinite", names: ["output.bias"] });
  });

  it("are refused by name and shape when they are of another model", async () => {
    const file = changed((tensors) => {
      tensors.set("output.bias", { shape: [2], data: new Float32Array(2) });
      tensors.delete("hidden.bias");
      tensors.set("hidden.1.bias", { shape: [5], data: new Float32Array(5) });
    });
    expect(await refusalOf(file)).toEqual({
      code: "weightsMismatch",
      missing: ["hidden.bias"],
      wrong: [{ name: "output.bias", expected: [6], found: [2] }],
      unknown: ["hidden.1.bias"],
      bare: false,
    });
  });

  it("open without the optimizer's slots, but not with some of them", async () => {
    const isSlot = (name: string) => name.startsWith("optimizer.");
    const bare = changed((tensors) => {
      for (const name of [...tensors.keys()].filter(isSlot)) tensors.delete(name);
    });
    const opened = await importCheckpoint(bare, noStandIn);
    expect(opened.ok && [...opened.value.tensors.keys()].some(isSlot)).toBe(false);
    expect(opened.ok).toBe(true);
    const some = changed((tensors) => tensors.delete("optimizer.mean.output.bias"));
    expect(await refusalOf(some)).toMatchObject({ missing: ["optimizer.mean.output.bias"] });
  });

  it("are refused when the file cannot be read", async () => {
    const file = fileWith(parts, {});
    Object.defineProperty(file, "arrayBuffer", { value: () => Promise.reject(new DOMException("gone")) });
    expect(await refusalOf(file)).toMatchObject({ code: "loadFailed", name: "foreign.safetensors" });
  });
});

describe("a file of weights alone", () => {
  const weights = new Map([...parts.tensors].filter(([name]) => !name.startsWith("optimizer.")));
  const bareFile = (tensors: typeof weights) =>
    fileOf({ ...headerOf({ metadata: {}, tensors }), __metadata__: { format: "pt" } }, tensors);
  const described: CheckpointDetails = { ...(parts.metadata as unknown as CheckpointDetails), formatVersion: 1 };

  it("opens as the model that is described from elsewhere", async () => {
    const opened = await importCheckpoint(bareFile(weights), async () => described);
    expect(opened).toEqual({
      ok: true,
      value: { details: described, tensors: weights, label: null, series: emptySeries(), bare: true },
    });
  });

  it("is refused while nothing describes its model", async () => {
    expect(await refusalOf(bareFile(weights))).toEqual({ code: "weightsWithoutModel", name: "foreign.safetensors" });
  });

  it("is refused by name and shape where it is of another model", async () => {
    const other = new Map([...weights, ["output.bias", { shape: [7], data: new Float32Array(7) }]] as const);
    expect(await importCheckpoint(bareFile(other), async () => described)).toMatchObject({
      error: { code: "weightsMismatch", wrong: [{ name: "output.bias", expected: [6], found: [7] }], bare: true },
    });
  });
});

describe("a bundle", () => {
  it("is refused when its checksum does not fit, packed or not", async () => {
    const model = new Uint8Array(await fileWith(parts, {}).arrayBuffer());
    for (const level of [0, 6] as const) {
      const zip = zipSync({ "model.safetensors": model, "notes.txt": strToU8("x") }, { level });
      expect((await importCheckpoint(new File([zip], "good.zip"), noStandIn)).ok).toBe(true);
      // The checksum stands 16 bytes into the entry of the directory.
      const entry = new TextDecoder("latin1").decode(zip).indexOf("PK\x01\x02");
      zip[entry + 16] ^= 1;
      expect(await refusalOf(new File([zip], "bad.zip"))).toEqual({ code: "bundleDamaged", name: "model.safetensors" });
    }
  });

  it("is not read whole, so that its weights are in memory once", async () => {
    const model = new Uint8Array(await fileWith(parts, {}).arrayBuffer());
    const zip = new File([zipSync({ "model.safetensors": model }, { level: 6 })], "run.zip");
    const whole = vi.spyOn(zip, "arrayBuffer");
    expect((await importCheckpoint(zip, noStandIn)).ok).toBe(true);
    expect(whole).not.toHaveBeenCalled();
  });
});
