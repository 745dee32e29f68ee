// The peers that run in the browser, by id. jax-js and tfjs are loaded only by the peers that use them.
import type { Peer, PeerSession, Task } from "../peer";
import { buildSystem } from "../systems";

/** The peers on the processor, in the order of the tables. */
export const processorPeerIds = ["ours-1", "ours-n", "tfjs", "jax-js"] as const;

/** Those on WebGPU. */
export const webGpuPeerIds = ["ours-webgpu", "tfjs-webgpu", "jax-js-webgpu"] as const;

/** The peers that run in the page. */
export type PagePeerId = (typeof processorPeerIds | typeof webGpuPeerIds)[number];

/** Every peer of the page. */
export const pagePeers = {
  "ours-1": {
    form: "our plan engine on WASM SIMD, one thread",
    async open(task) {
      if (task.kind !== "sampling") return openOurs(task, 1);
      return (await import("./sampling")).openSampling(buildSystem(task.system, false), task.window);
    },
  },
  "ours-n": {
    form: "our plan engine on WASM SIMD, all threads",
    open: async (task) => (task.kind === "sampling" ? null : openOurs(task, navigator.hardwareConcurrency)),
  },
  tfjs: {
    form: "our reference engine on tfjs's wasm backend with UnsortedSegmentSum registered, one thread",
    async open(task) {
      if (!isOfSystems(task)) return null;
      if (task.kind === "product") return (await import("./tfjs-products")).openTfjsProducts(task);
      const { openEngineTraining } = await import("./engine-training");
      const { openEngine } = await import("./engines");
      return openEngineTraining(await openEngine("reference-wasm", 1), buildSystem(task.system, task.dropout));
    },
  },
  "jax-js": {
    form: "jax-js on its wasm device, the whole step in one jit (the GRU unrolled), all threads",
    async open(task) {
      if (!isOfSystems(task)) return null;
      if (task.kind === "product") return (await import("./jax/products")).openJaxProducts(task);
      return (await import("./jax/training")).openJaxTraining(buildSystem(task.system, task.dropout), "wasm");
    },
  },
  "ours-webgpu": {
    form: "our plan engine on WebGPU",
    open: async (task) => (await import("./webgpu-peers")).webGpuOpeners.ours(task),
  },
  "tfjs-webgpu": {
    form: "our reference engine on tfjs's webgpu backend",
    open: async (task) => (await import("./webgpu-peers")).webGpuOpeners.tfjs(task),
  },
  "jax-js-webgpu": {
    form: "jax-js on its webgpu device, the whole step in one jit (the GRU unrolled)",
    open: async (task) => (await import("./webgpu-peers")).webGpuOpeners["jax-js"](task),
  },
} as const satisfies Record<PagePeerId, Peer>;

/** Tells the tasks that every peer does. */
function isOfSystems(task: Task): task is Extract<Task, { kind: "training" | "product" }> {
  return task.kind === "training" || task.kind === "product";
}

async function openOurs(task: Exclude<Task, { kind: "sampling" }>, threads: number): Promise<PeerSession> {
  if (task.kind === "product") return (await import("./plan-products")).openPlanProducts(task, threads);
  if (task.kind === "roof") return (await import("./register-roof")).openRegisterRoof();
  if (task.kind === "fineTuning") return (await import("./fine-tuning")).openFineTuning(task, threads);
  const { openEngineTraining } = await import("./engine-training");
  const { openEngine } = await import("./engines");
  return openEngineTraining(await openEngine("plan-wasm", threads), buildSystem(task.system, task.dropout));
}
