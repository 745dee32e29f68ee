// Steps of models of GPT-2's sizes on our plan engine, whole or call by call.
import { compileSession } from "@/engine/plan/compile-session";
import { wasmTuning } from "@/engine/plan/wasm/tuning";
import { fineTuningRequest, fineTuningSizes } from "../fine-tuning-request";
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
