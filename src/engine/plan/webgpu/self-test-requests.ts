// Sessions so small that a device tries every kernel in a moment: one of each architecture, between them with
// every optimizer's kernel, dropout, embeddings in both forms, and frozen weights in halves.
import { changeModel, firstModel } from "@/domain/architectures/model-config";
import type { ModelConfig } from "@/domain/architectures/registry";
import { buildRunGraph } from "@/domain/architectures/run-graph";
import { defaultConfig } from "@/domain/config/defaults";
import { randomBits, randomKey } from "@/domain/random";
import type { Optimizer } from "@/domain/training/optimizer";
import type { SessionRequest } from "../../engine";

/** A session and the optimizer that it is stepped with. */
export interface SelfTestRequest {
  readonly request: SessionRequest;
  readonly optimizer: Optimizer;
}

const VOCABULARY = 11;
const CONTEXT = 5;
const TOKENS = 256;

const base = changeModel(firstModel("mlp"), {
  embedding: "learned",
  embeddingSize: 6,
  hiddenSize: 10,
  layers: 1,
  heads: 2,
  dropout: 0.1,
  form: "block",
});
const gru = changeModel(base, { architecture: "gru", lossPositions: "last", layers: 2 });
const attention = changeModel(base, { architecture: "attention", lossPositions: "every" });
const gpt2 = changeModel(base, { architecture: "gpt2", positions: 2 * CONTEXT });
const adam: Optimizer = { kind: "adamw", beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 };
const rmsprop: Optimizer = { kind: "rmsprop", decay: 0.9, epsilon: 1e-7, epsilonInsideRoot: true };

/** Lists the sessions; batches of 16 have more rows than there are tokens, those of 3 fewer. */
export const selfTestRequests: readonly SelfTestRequest[] = [
  selfTest(base, 16, adam),
  selfTest(base, 3, { kind: "sgd", momentum: 0.9 }),
  selfTest(gru, 4, rmsprop),
  selfTest(attention, 4, adam),
  selfTest(gpt2, 4, { kind: "sgd", momentum: 0 }),
  selfTest(gpt2, 4, adam, { ...defaultConfig.tuning, trains: "lora", frozenStorage: "float16" }),
];

function selfTest(
  model: ModelConfig,
  batchSize: number,
  optimizer: Optimizer,
  tuning = defaultConfig.tuning,
): SelfTestRequest {
  const key = randomKey(1, "split");
  const tokens = Uint16Array.from({ length: TOKENS }, (_, index) => randomBits(key, index) % VOCABULARY);
  const count = TOKENS - CONTEXT;
  const request: SessionRequest = {
    graph: buildRunGraph({ model, tokens: { contextLength: CONTEXT }, tuning }, VOCABULARY),
    windows: {
      tokens,
      // Every third bit of 32: targets that count and targets that do not, in every window.
      lossMask: new Uint32Array(Math.ceil(TOKENS / 32)).fill(0x6db6db6d),
      vocabularySize: VOCABULARY,
      contextLength: CONTEXT,
      train: { first: 0, stride: 1, count, shuffle: null, sequences: null },
      validation: { first: 0, stride: 1, count, shuffle: null, sequences: null },
    },
    order: { seed: 1, batchSize, accumulation: 1, shuffle: "everyEpoch" },
    optimizer: optimizer.kind,
    state: null,
  };
  return { request, optimizer };
}
