// Reads the figures that make_truth.py wrote with PyTorch: one fixed batch for each model, and five
// steps of each optimizer. Computed in float64 from parameters that float32 holds exactly.

import { readFileSync } from "node:fs";
import { changeModel, firstModel, type ModelChanges } from "@/domain/architectures/model-config";
import { buildRunGraph } from "@/domain/architectures/run-graph";
import { defaultConfig } from "@/domain/config/defaults";
import type { RunConfig } from "@/domain/config/run-config";
import type { ModelGraph } from "@/domain/graph/model-graph";
import type { NamedTensors } from "@/domain/named-tensors";
import type { Optimizer } from "@/domain/training/optimizer";

/** The models in tests/truth/fixtures, by architecture and loss positions. */
export const modelTruthNames = [
  "mlp-last",
  "gru-last",
  "gru-every",
  "gru-learned-every",
  "attention-last",
  "attention-every",
  "bare-last",
  "gpt2-tied",
  "gpt2-last-block",
] as const;

export type ModelTruthName = (typeof modelTruthNames)[number];

/** One model, one batch, and what PyTorch makes of them. */
export interface ModelTruth {
  readonly name: ModelTruthName;
  readonly graph: ModelGraph;
  readonly tensors: NamedTensors;
  /** Windows (B,T+1): context and, one later, targets. */
  readonly windows: readonly (readonly number[])[];
  /** (B,V) or (B,T,V) flattened. */
  readonly logits: Float64Array;
  /** The same by the Keras equations in NumPy; only for the GRU. */
  readonly kerasLogits: Float64Array | null;
  /** Mean cross-entropy in nats. */
  readonly loss: number;
  /** Gradients of the loss under the parameters' names, flattened. */
  readonly gradients: ReadonlyMap<string, Float64Array>;
  /** Loss before each of five steps on this batch, by optimizer case. */
  readonly lossCurves: ReadonlyMap<string, readonly number[]>;
}

/** One optimizer with its settings, and the parameters after each of five steps. */
export interface OptimizerCase {
  readonly name: string;
  readonly optimizer: Optimizer;
  readonly learningRate: number;
  readonly gradientClip: number | null;
  /** After step 1 to 5, each parameter flattened, in the order of `parameters`. */
  readonly after: readonly (readonly (readonly number[])[])[];
}

export interface OptimizerTruth {
  readonly parameters: readonly {
    readonly name: string;
    readonly shape: readonly number[];
    readonly data: readonly number[];
  }[];
  /** Five steps of gradients, each parameter flattened. */
  readonly gradients: readonly (readonly (readonly number[])[])[];
  readonly cases: readonly OptimizerCase[];
}

interface TensorFile {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

interface ModelFile {
  readonly model: ModelChanges;
  /** What is trained, where that is not everything. */
  readonly tuning?: Partial<RunConfig["tuning"]>;
  readonly contextLength: number;
  readonly vocabularySize: number;
  readonly parameters: Readonly<Record<string, TensorFile>>;
  readonly windows: readonly (readonly number[])[];
  readonly logits: TensorFile;
  readonly kerasLogits: TensorFile | null;
  readonly loss: number;
  readonly gradients: Readonly<Record<string, TensorFile>>;
  readonly lossCurves: Readonly<Record<string, readonly number[]>>;
}

/** Loads the truth of one model. */
export function loadModelTruth(name: ModelTruthName): ModelTruth {
  const file = readFixture<ModelFile>(name);
  return {
    name,
    graph: buildRunGraph(
      {
        model: changeModel(firstModel("mlp"), file.model),
        tokens: file,
        tuning: { ...defaultConfig.tuning, ...file.tuning },
      },
      file.vocabularySize,
    ),
    tensors: new Map(
      Object.entries(file.parameters).map(([key, tensor]) => [
        key,
        { shape: tensor.shape, data: Float32Array.from(tensor.data) },
      ]),
    ),
    windows: file.windows,
    logits: Float64Array.from(file.logits.data),
    kerasLogits: file.kerasLogits === null ? null : Float64Array.from(file.kerasLogits.data),
    loss: file.loss,
    gradients: new Map(Object.entries(file.gradients).map(([key, tensor]) => [key, Float64Array.from(tensor.data)])),
    lossCurves: new Map(Object.entries(file.lossCurves)),
  };
}

/** Loads five steps of each optimizer over two fixed parameters and fixed gradients. */
export function loadOptimizerTruth(): OptimizerTruth {
  return readFixture<OptimizerTruth>("optimizers");
}

function readFixture<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), "utf8")) as T;
}
