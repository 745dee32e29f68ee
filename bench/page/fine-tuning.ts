// Models of GPT-2's sizes on our plan engine: steps, whole or call by call, and texts.
import { initializeParameters } from "@/domain/graph/initialize";
import type { ModelGraph } from "@/domain/graph/model-graph";
import { sampleToken } from "@/domain/sampling/sample-token";
import { compileSession } from "@/engine/plan/compile-session";
import { openPlanDecoder } from "@/engine/plan/plan-decoder";
import { wasmTuning } from "@/engine/plan/wasm/tuning";
import { WasmDevice } from "@/engine/plan/wasm/wasm-device";
import { fineTuningRequest, fineTuningSizes, writtenText } from "../fine-tuning-request";
import type { FineTuningTask, PeerSession } from "../peer";
import { openEngine } from "./engines";
import { openStepProfile } from "./step-profile";

const OPTIMIZER = { kind: "adamw", beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 } as const;

/** Opens a size on so many threads. */
export async function openFineTuning(
  { size: name, storage, what }: FineTuningTask,
  threads: number,
): Promise<PeerSession> {
  const size = fineTuningSizes[name];
  if (size === undefined)
    throw new Error(`openFineTuning: expected one of ${Object.keys(fineTuningSizes)}, got ${name}`);
  if (what === "texts") return openTexts(fineTuningRequest({ ...size, ...writtenText }, storage).graph, threads);
  const request = fineTuningRequest(size, storage);
  if (what === "calls") return openStepProfile(request, threads);
  const { training } = compileSession(request, wasmTuning);
  const operations = training.forms[0].stretches
    .flat()
    .reduce((sum, call) => sum + (call.kind === "matmul" ? 2 * call.m * call.n * call.k * call.batches : 0), 0);
  const engine = await openEngine("plan-wasm", threads);
  const session = await engine.open(request);
  return {
    async run(count) {
      const begun = performance.now();
      session.step({ optimizer: OPTIMIZER, gradientClip: null }, new Array<number>(count).fill(1e-5));
      const metrics = await session.drain();
      const milliseconds = performance.now() - begun;
      return { milliseconds, losses: metrics.map(({ loss }) => loss), bytes: session.memory().bytes, operations };
    },
    async close() {
      session.dispose();
      engine.dispose();
    },
  };
}

/** Opens a model that writes greedy texts with first weights. */
async function openTexts(graph: ModelGraph, threads: number): Promise<PeerSession> {
  const tensors = initializeParameters(graph, 1);
  const device = await WasmDevice.open(threads);
  const decoder = await openPlanDecoder(device, { graph, tensors, fillId: 0, window: "fast" });
  const prompt = Array.from({ length: writtenText.prompt }, (_, index) => (index * 97) % graph.vocabularySize);
  const greedy = { temperature: 0, topK: 0, topP: 1 };
  return {
    async run(count) {
      const begun = performance.now();
      for (let text = 0; text < count; text++) {
        decoder.reset();
        let logits = decoder.feed(prompt);
        for (let token = 0; token < writtenText.tokens; token++)
          logits = decoder.feed([sampleToken(logits, greedy, 0)]);
      }
      return { milliseconds: performance.now() - begun, losses: [] };
    },
    close: async () => decoder.dispose(),
  };
}
