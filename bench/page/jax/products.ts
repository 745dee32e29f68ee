// Matrix products of jax-js on its wasm device.
import { blockUntilReady, jit, numpy as np } from "@jax-js/jax";
import type { PeerSession, Task } from "../../peer";
import { randomNumbers } from "../random-matrix";
import { startJaxDevice } from "./device";

/** Opens products of one size. */
export async function openJaxProducts({ m, k, n }: Extract<Task, { kind: "product" }>): Promise<PeerSession> {
  await startJaxDevice("wasm");
  const a = np.array(randomNumbers(m * k, 0)).reshape([m, k]);
  const b = np.array(randomNumbers(k * n, 1)).reshape([k, n]);
  const multiply = jit((left: np.Array, right: np.Array) => np.matmul(left, right));
  return {
    async run(count) {
      const begun = performance.now();
      for (let round = 0; round < count; round++) {
        const product = multiply(a.ref, b.ref);
        await blockUntilReady(product);
        product.dispose();
      }
      return { milliseconds: performance.now() - begun, losses: [] };
    },
    async close() {
      a.dispose();
      b.dispose();
      multiply.dispose();
    },
  };
}
