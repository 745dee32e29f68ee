// Small models and token streams on which engine tests train.
import { buildGraph, changeModel, firstModel } from "@/domain/architectures/model-config";
import type { ModelConfig } from "@/domain/architectures/registry";
import type { ModelGraph, Op, Param } from "@/domain/graph/model-graph";
import { randomBits, randomKey } from "@/domain/random";
import type { Optimizer } from "@/domain/training/optimizer";
import { emptyMask, markTarget } from "@/domain/windows/loss-mask";
import { type TokenWindows, windowsOf } from "@/domain/windows/token-windows";
import type { SessionRequest, SessionState } from "@/engine/engine";

const VOCABULARY = 13;
const LENGTH = 6;

const base = changeModel(firstModel("mlp"), {
  lossPositions: "last",
  embedding: "learned",
  embeddingSize: 8,
  hiddenSize: 12,
  layers: 1,
  heads: 2,
  dropout: 0.1,
  form: "block",
  initialization: "pytorch",
});

const configs = {
  mlp: base,
  gru: changeModel(base, { architecture: "gru", lossPositions: "every", layers: 2 }),
  attention: changeModel(base, { architecture: "attention", lossPositions: "every" }),
} as const satisfies Record<string, ModelConfig>;

/** The architectures, each as a tiny model with dropout. */
export type TinyModel = keyof typeof configs;
export const tinyModels: readonly TinyModel[] = ["mlp", "gru", "attention"];

/** One optimizer of each family, settings as most runs use them. */
export const tinyOptimizers = {
  sgd: { kind: "sgd", momentum: 0.9 },
  rmsprop: { kind: "rmsprop", decay: 0.9, epsilon: 1e-7, epsilonInsideRoot: true },
  adamw: { kind: "adamw", beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 },
} as const satisfies Record<string, Optimizer>;

/** Each model with one optimizer and each optimizer with one model: an optimizer knows nothing of the model. */
export const tinyPairs: readonly { readonly model: TinyModel; readonly kind: string; readonly optimizer: Optimizer }[] =
  [
    ...Object.values(tinyOptimizers).map((optimizer) => ({ model: "mlp" as const, kind: optimizer.kind, optimizer })),
    { model: "mlp", kind: "adam", optimizer: { kind: "adam", beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } },
    { model: "gru", kind: "adamw", optimizer: tinyOptimizers.adamw },
    { model: "attention", kind: "adamw", optimizer: tinyOptimizers.adamw },
  ];

/** Builds the graph of a tiny model. */
export function tinyGraph(model: TinyModel): ModelGraph {
  return buildGraph(configs[model], LENGTH, VOCABULARY);
}

/** Makes a stream of tokens that is partly predictable: each depends on the one before, or on chance. */
export function tinyWindows(): TokenWindows {
  const key = randomKey(5, "split");
  const tokens = new Uint16Array(4000);
  for (let index = 1; index < tokens.length; index++) {
    const bits = randomBits(key, index);
    tokens[index] = bits % 3 === 0 ? (bits >>> 8) % VOCABULARY : (tokens[index - 1] * 5 + 3) % VOCABULARY;
  }
  const count = tokens.length - LENGTH;
  return {
    tokens,
    vocabularySize: VOCABULARY,
    contextLength: LENGTH,
    lossMask: null,
    train: { first: 0, stride: 1, count: count - 50, shuffle: null, sequences: null },
    validation: { first: count - 50, stride: 1, count: 50, shuffle: null, sequences: null },
  };
}

/** Describes a session on a tiny model, batches of 16. */
export function tinyRequest(model: TinyModel, optimizer: Optimizer, state: SessionState | null = null): SessionRequest {
  return {
    graph: tinyGraph(model),
    windows: tinyWindows(),
    order: { seed: 42, batchSize: 16, accumulation: 1, shuffle: "everyEpoch" },
    optimizer: optimizer.kind,
    state,
  };
}

/** The same session with a third of the tokens no targets, some runs of them longer than a window. */
export function maskedRequest(model: TinyModel, optimizer: Optimizer): SessionRequest {
  const request = tinyRequest(model, optimizer);
  const { tokens } = request.windows;
  const lossMask = emptyMask(tokens.length);
  for (const [index, token] of tokens.entries()) {
    if (token % 3 !== 0 && index % 200 > 20) markTarget(lossMask, index);
  }
  return { ...request, windows: { ...request.windows, lossMask } };
}

/**
 * Describes a session on records, each a window of up to 24 tokens that counts from a third of it on, without dropout,
 * whose masks are of whole windows.
 */
export function recordRequest(optimizer: Optimizer, state: SessionState | null = null): SessionRequest {
  const contextLength = 24;
  const count = 240;
  const key = randomKey(6, "split");
  const lengths = Uint16Array.from(
    { length: count },
    (_, index) => 3 + (randomBits(key, index) % (index % 3 === 0 ? 22 : 6)),
  );
  const starts = Uint32Array.from(lengths, (_, index) => index * (contextLength + 1));
  const tokens = new Uint16Array(count * (contextLength + 1));
  const lossMask = emptyMask(tokens.length);
  for (const [index, start] of starts.entries()) {
    for (let t = 0; t <= lengths[index]; t++) {
      const bits = randomBits(key, count + start + t);
      const before = t === 0 ? 1 : tokens[start + t - 1];
      tokens[start + t] = bits % 3 === 0 ? (bits >>> 8) % VOCABULARY : (before * 5 + 3) % VOCABULARY;
      if (t > lengths[index] / 3) markTarget(lossMask, start + t);
    }
  }
  const part = (from: number, until: number) =>
    windowsOf({ starts: starts.slice(from, until), lengths: lengths.slice(from, until) });
  const model = changeModel(configs.attention, { dropout: 0 });
  return {
    graph: tied(buildGraph(model, contextLength, VOCABULARY)),
    windows: {
      tokens,
      vocabularySize: VOCABULARY,
      contextLength,
      lossMask,
      train: part(0, 200),
      validation: part(200, count),
    },
    order: { seed: 42, batchSize: 4, accumulation: 1, shuffle: "everyEpoch" },
    optimizer: optimizer.kind,
    state,
  };
}

/** The same session with so many batches of a part of the size a step. */
export function accumulating(request: SessionRequest, accumulation: number): SessionRequest {
  const batchSize = request.order.batchSize / accumulation;
  return { ...request, order: { ...request.order, batchSize, accumulation } };
}

/** Makes the table of a graph's embedding the weight of its output. */
export function tied(graph: ModelGraph): ModelGraph {
  const [table] = graph.nodes.flatMap(({ op }) => (op.kind === "embedding" ? [op.table] : []));
  const nodes = graph.nodes.map((node, index) =>
    node.op.kind === "linear" && index === graph.nodes.length - 1
      ? { ...node, op: { ...node.op, weight: table, transposed: true } }
      : node,
  );
  return { ...graph, nodes };
}

/** A model that trains but those of its parameters whose names begin so. */
function frozen(graph: ModelGraph, beginnings: readonly string[]): ModelGraph {
  const settled = (param: Param): Param =>
    beginnings.some((beginning) => param.name.startsWith(beginning)) ? { ...param, role: "frozen" } : param;
  const nodes = graph.nodes.map((node) => {
    const entries = Object.entries(node.op).map(([key, value]) => [key, isParam(value) ? settled(value) : value]);
    return { ...node, op: Object.fromEntries(entries) as Op };
  });
  return { ...graph, nodes };
}

function isParam(value: unknown): value is Param {
  return typeof value === "object" && value !== null && "initializer" in value;
}

const roles = {
  "a tied output": tied(tinyGraph("attention")),
  "a frozen embedding": frozen(tinyGraph("attention"), ["embedding", "positions"]),
  "a frozen embedding under an MLP": frozen(tinyGraph("mlp"), ["embedding"]),
  "a frozen tied output": frozen(tied(tinyGraph("attention")), ["embedding"]),
  "frozen layers": frozen(tinyGraph("attention"), ["attention", "feedForward.0.norm.gain", "output.bias"]),
  "a frozen GRU": frozen(tinyGraph("gru"), ["gru"]),
  "an output over a frozen GRU": frozen(tinyGraph("gru"), ["embedding", "gru"]),
} as const;

/** Models whose parameters are shared or not all trained. */
export type RoleModel = keyof typeof roles;
export const roleModels = Object.keys(roles) as readonly RoleModel[];

/** Describes a session on one of them. */
export function roleRequest(model: RoleModel, optimizer: Optimizer, state: SessionState | null = null): SessionRequest {
  return { ...tinyRequest("mlp", optimizer, state), graph: roles[model] };
}
