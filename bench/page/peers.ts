// The peers that run in the browser, by id. jax-js and tfjs are loaded only by the peers that use them.
import type { Peer } from "../peer";
import { buildSystem } from "../systems";
import { type EngineName, openEngine } from "./engines";

export type PagePeerId = "ours-1" | "ours-n" | "tfjs" | "jax-js";

/** Lists the ids in the order of the tables. */
export const pagePeerIds: readonly PagePeerId[] = ["ours-1", "ours-n", "tfjs", "jax-js"];

/** What our engine is at the moment; null for a peer that has no engine yet. */
const ours: { readonly engine: EngineName; readonly threads: number } = { engine: "reference-wasm", threads: 1 };

export const pagePeers = {
  "ours-1": {
    form: `our ${ours.engine}, one thread`,
    async open(task) {
      if (task.kind === "product") return null;
      const system = buildSystem(task.system, task.kind === "training" && task.dropout);
      if (task.kind === "sampling") return (await import("./sampling")).openSampling(system);
      const { openEngineTraining } = await import("./engine-training");
      return openEngineTraining(await openEngine(ours.engine, ours.threads), system);
    },
  },
  "ours-n": { form: "our engine, all threads", open: async () => null },
  tfjs: {
    form: "our reference engine on tfjs's wasm backend with UnsortedSegmentSum registered, one thread",
    async open(task) {
      if (task.kind === "sampling") return null;
      if (task.kind === "product") return (await import("./tfjs-product")).openTfjsProducts(task);
      const { openEngineTraining } = await import("./engine-training");
      return openEngineTraining(await openEngine("reference-wasm", 1), buildSystem(task.system, task.dropout));
    },
  },
  "jax-js": {
    form: "jax-js on its wasm device, the whole step in one jit, all threads",
    async open(task) {
      if (task.kind === "sampling") return null;
      if (task.kind === "product") return (await import("./jax/products")).openJaxProducts(task);
      return (await import("./jax/training")).openJaxTraining(buildSystem(task.system, task.dropout));
    },
  },
} as const satisfies Record<PagePeerId, Peer>;
