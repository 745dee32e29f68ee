// Small valid files of each architecture, and the same with any part of them replaced: what strangers may send.
import { buildGraph, changeModel } from "@/domain/architectures/model-config";
import type { ModelConfig } from "@/domain/architectures/registry";
import type { CheckpointDetails } from "@/domain/checkpoint/checkpoint";
import { defaultConfig } from "@/domain/config/defaults";
import type { RunConfig } from "@/domain/config/run-config";
import { initializeParameters } from "@/domain/graph/initialize";
import type { PlainTensor } from "@/domain/named-tensors";
import { optimizerSlots, slotName } from "@/domain/training/optimizer";
import { freshProgress } from "@/domain/training/progress";

export const vocabulary = ["<|pad|>", "<|end|>", "a", "b", "ç", "\n"];

const small = { embeddingSize: 4, hiddenSize: 5, layers: 1, heads: 2 } as const;

export const smallModels = {
  mlp: changeModel(defaultConfig.model, { ...small, architecture: "mlp" }),
  gru: changeModel(defaultConfig.model, { ...small, architecture: "gru", lossPositions: "every" }),
  attention: changeModel(defaultConfig.model, { ...small, architecture: "attention", lossPositions: "every" }),
} as const satisfies Record<string, ModelConfig>;

/** A file in parts, as they stand in it before they are written down. */
export interface FileParts {
  /** By key of the metadata, each written as JSON. */
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly tensors: ReadonlyMap<string, PlainTensor>;
}

/** Makes the parts of a valid file after twelve steps of one epoch. */
export function partsOf(model: keyof typeof smallModels): FileParts {
  const config: RunConfig = {
    ...defaultConfig,
    corpus: { ...defaultConfig.corpus, template: "" },
    tokens: { ...defaultConfig.tokens, contextLength: 4 },
    model: smallModels[model],
  };
  const weights = initializeParameters(buildGraph(config.model, 4, vocabulary.length), 3);
  const slots = optimizerSlots[config.training.optimizer].flatMap((slot) =>
    [...weights].map(([name, { shape, data }]): [string, PlainTensor] => [
      slotName(slot, name),
      { shape, data: new Float32Array(data.length) },
    ]),
  );
  const row = {
    epoch: 1,
    step: 12,
    trainLoss: 1.5,
    trainAccuracy: 0.25,
    validationLoss: 1.6,
    validationAccuracy: 0.2,
    learningRate: 0.003,
  };
  const details: Omit<CheckpointDetails, "formatVersion"> = {
    config,
    tokenizer: { kind: "character", vocabulary, specialCount: 2, padId: 0 },
    template: "",
    dataset: { id: null, name: "songs.txt", hash: "0123" },
    progress: { ...freshProgress, step: 12, epoch: 1, epochs: [row] },
    trainingSeconds: 0,
  };
  return { metadata: { ...details }, tensors: new Map([...weights, ...slots]) };
}

/** Gives the header of a file as an object, metadata values as JSON texts. */
export function headerOf({ metadata, tensors }: FileParts): Record<string, unknown> {
  const texts = Object.fromEntries(Object.entries(metadata).map(([key, value]) => [key, JSON.stringify(value)]));
  const header: Record<string, unknown> = { __metadata__: { curio: "1", ...texts } };
  let end = 0;
  for (const [name, { shape, data }] of tensors) {
    header[name] = { dtype: "F32", shape, data_offsets: [end, end + 4 * data.length] };
    end += 4 * data.length;
  }
  return header;
}

/** Writes a file with a header as it is given, an object or a text. */
export function fileOf(header: unknown, tensors: FileParts["tensors"], name = "foreign.safetensors"): File {
  const json = new TextEncoder().encode(typeof header === "string" ? header : JSON.stringify(header));
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(json.length), true);
  return new File([length, json, ...[...tensors.values()].map(({ data }) => data.slice())], name);
}

/** For files that describe their model themselves. */
export const noStandIn = async (): Promise<null> => null;

/** Writes a valid file with some metadata replaced. */
export function fileWith(parts: FileParts, changes: Readonly<Record<string, unknown>>): File {
  const changed = { ...parts, metadata: { ...parts.metadata, ...changes } };
  return fileOf(headerOf(changed), parts.tensors);
}

/** Gives `value` with the part at `path` replaced; fresh objects all the way. */
export function withLeaf(value: unknown, path: readonly (string | number)[], leaf: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return leaf;
  if (Array.isArray(value)) {
    return value.map((item, index) => (index === key ? withLeaf(item, rest, leaf) : item));
  }
  const object = value as Record<string, unknown>;
  return { ...object, [key]: withLeaf(object[key], rest, leaf) };
}
