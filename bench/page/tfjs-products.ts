// Matrix products of tfjs's wasm backend.
import * as tf from "@tensorflow/tfjs";
import { loadBackend } from "@/engine/reference/load-backend";
import type { PeerSession, Task } from "../peer";
import { randomNumbers } from "./random-matrix";

/** Opens products of one size. */
export async function openTfjsProducts({ m, k, n }: Extract<Task, { kind: "product" }>): Promise<PeerSession> {
  if (!(await loadBackend("wasm", () => undefined))) throw new Error("openTfjsProducts: expected wasm, got none");
  const a = tf.tensor2d(randomNumbers(m * k, 0), [m, k]);
  const b = tf.tensor2d(randomNumbers(k * n, 1), [k, n]);
  return {
    async run(count) {
      const begun = performance.now();
      for (let round = 0; round < count; round++) {
        const product = tf.matMul(a, b);
        if (round === count - 1) await product.data();
        product.dispose();
      }
      return { milliseconds: performance.now() - begun, losses: [] };
    },
    async close() {
      tf.dispose([a, b]);
    },
  };
}
