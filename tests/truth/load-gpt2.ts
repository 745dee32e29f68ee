// Reads the tiny GPT-2 that make_gpt2.py wrote in Hugging Face's layout, and what PyTorch makes of it: whole, with all
// weights trained, and with PEFT's adapters.
import { readFileSync } from "node:fs";
import { changeModel, firstModel, type ModelChanges } from "@/domain/architectures/model-config";
import { buildRunGraph } from "@/domain/architectures/run-graph";
import { defaultConfig } from "@/domain/config/defaults";
import type { ModelGraph } from "@/domain/graph/model-graph";
import { sizeOf } from "@/domain/graph/parameters";
import type { NamedTensors, PlainTensor } from "@/domain/named-tensors";
import { gpt2Tensors } from "@/domain/pretrained/gpt2-names";
import { readModel } from "@/domain/pretrained/read-model";
import { readAll } from "@/domain/stored-tensor";

/** What PyTorch makes of one batch, gradients of what is trained under our names and in our layout. */
export interface Gpt2Truth {
  readonly graph: ModelGraph;
  readonly tensors: NamedTensors;
  readonly windows: readonly (readonly number[])[];
  /** (B,T,V) */
  readonly logits: readonly number[];
  readonly loss: number;
  readonly gradients: ReadonlyMap<string, ArrayLike<number>>;
  readonly prompt: readonly number[];
  /** Greedy text behind the prompt, each token from the last T anew. */
  readonly greedy: readonly number[];
}

interface Measured {
  readonly logits: readonly number[];
  readonly loss: number;
  readonly gradients: Readonly<Record<string, readonly number[]>>;
}

interface Expected {
  readonly contextLength: number;
  readonly windows: readonly (readonly number[])[];
  readonly rank: number;
  readonly alpha: number;
  readonly adapters: Readonly<Record<string, { readonly shape: readonly number[]; readonly data: readonly number[] }>>;
  readonly full: Measured;
  readonly lora: Measured;
  readonly prompt: readonly number[];
  readonly greedy: readonly number[];
  readonly greedyWithAdapters: readonly number[];
}

/** Reads the weights by the page's own reader, from the file with the prefix and masks or from the bare one. */
export async function readGpt2(weights: "model" | "bare") {
  const files = new Map([
    ["config.json", new Blob([readFixture("config.json")])],
    ["model.safetensors", new Blob([readFixture(`${weights}.safetensors`)])],
    ["tokenizer.json", new Blob(["{}"])],
  ]);
  const read = await readModel(files);
  if (!read.ok) throw new Error(`readGpt2: expected a model, got ${JSON.stringify(read.error)}`);
  const { config, tensors } = read.value;
  return { shape: config.shape, tensors: await readAll(tensors) };
}

/** Loads the figures with all weights trained. */
export async function loadGpt2Truth(): Promise<Gpt2Truth> {
  const { shape, tensors } = await readGpt2("model");
  const expected = readExpected();
  const { contextLength, full, greedy } = expected;
  const names = new Map(gpt2Tensors(shape).map(({ ours, theirs }) => [theirs, ours]));
  return {
    ...expected,
    ...full,
    graph: graphOf(shape, contextLength, {}),
    tensors,
    gradients: new Map(Object.entries(full.gradients).map(([name, data]) => [names.get(name) as string, data])),
    greedy,
  };
}

/** Loads the figures with adapters trained beside frozen weights. */
export async function loadLoraTruth(): Promise<Gpt2Truth> {
  const { shape, tensors } = await readGpt2("model");
  const expected = readExpected();
  const { contextLength, rank, alpha, adapters, lora, greedyWithAdapters } = expected;
  const ours = adapterNames(shape.layers);
  const turned = (name: string, data: readonly number[]): [string, PlainTensor] => [
    ours.get(name) as string,
    transposed({ shape: adapters[name].shape, data: Float32Array.from(data) }),
  ];
  const gradients = Object.entries(lora.gradients).map(([name, data]) => turned(name, data));
  return {
    ...expected,
    ...lora,
    graph: graphOf(shape, contextLength, { trains: "lora", loraRank: rank, loraAlpha: alpha, loraLayers: "all" }),
    tensors: new Map([...tensors, ...Object.entries(adapters).map(([name, { data }]) => turned(name, data))]),
    gradients: new Map(gradients.map(([name, { data }]) => [name, data])),
    greedy: greedyWithAdapters,
  };
}

function graphOf(
  { vocabularySize, ...shape }: Awaited<ReturnType<typeof readGpt2>>["shape"],
  contextLength: number,
  tuning: Partial<typeof defaultConfig.tuning>,
): ModelGraph {
  const changes: ModelChanges = { ...shape, architecture: "gpt2", dropout: 0 };
  const config = {
    model: changeModel(firstModel("gpt2"), changes),
    tokens: { contextLength },
    tuning: { ...defaultConfig.tuning, ...tuning },
  };
  return buildRunGraph(config, vocabularySize);
}

/** Our names of PEFT's adapters. */
function adapterNames(layers: number): ReadonlyMap<string, string> {
  const linears = {
    "attn.c_attn": "attention.N.qkv",
    "attn.c_proj": "attention.N.projection",
    "mlp.c_fc": "feedForward.N.expand",
    "mlp.c_proj": "feedForward.N.contract",
  };
  const entries = Array.from({ length: layers }, (_, layer) =>
    Object.entries(linears).flatMap(([theirs, ours]) => {
      const own = ours.replace("N", String(layer));
      return [
        [`h.${layer}.${theirs}.lora_A.weight`, `${own}.lora.down`],
        [`h.${layer}.${theirs}.lora_B.weight`, `${own}.lora.up`],
      ] as const;
    }),
  );
  return new Map(entries.flat());
}

function transposed({ shape: [rows, columns], data }: PlainTensor): PlainTensor {
  const turned = Float32Array.from({ length: sizeOf([rows, columns]) }, (_, index) => {
    return data[(index % rows) * columns + Math.floor(index / rows)];
  });
  return { shape: [columns, rows], data: turned };
}

function readExpected(): Expected {
  return JSON.parse(readFixture("expected.json").toString("utf8")) as Expected;
}

function readFixture(name: string) {
  return readFileSync(new URL(`fixtures/gpt2/${name}`, import.meta.url));
}
