// Writing characters at batch 1 with the decoder of the plan engine.

import { initializeParameters } from "@/domain/graph/initialize";
import type { WindowForm } from "@/domain/inference/decoder";
import { randomKey, uniform } from "@/domain/random";
import { sampleToken } from "@/domain/sampling/sample-token";
import { createPlanDecoder } from "@/engine/plan/plan-decoder";
import { WasmDevice } from "@/engine/plan/wasm/wasm-device";
import type { PeerSession } from "../peer";
import type { System } from "../systems";

const SHAPE = { temperature: 1, topK: 0, topP: 1 };

/** Opens a text that goes on without end; one thread. */
export async function openSampling({ graph, order }: System, window: WindowForm): Promise<PeerSession> {
  const tensors = initializeParameters(graph, order.seed);
  const decoder = await createPlanDecoder(await WasmDevice.open(1), graph, tensors, {
    fillId: 0,
    chooseForm: () => window,
  });
  const key = randomKey(order.seed, "sampling", 1);
  let written = 0;
  let logits = decoder.feed(new Uint32Array(graph.contextLength + 1));
  return {
    async run(count) {
      const begun = performance.now();
      for (let character = 0; character < count; character++) {
        logits = decoder.feed([sampleToken(logits, SHAPE, uniform(key, written))]);
        written++;
      }
      return { milliseconds: performance.now() - begun, losses: [] };
    },
    async close() {
      decoder.dispose();
    },
  };
}
