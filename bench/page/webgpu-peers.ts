// The peers on WebGPU, in a browser or in Node: each with what its steps cost beside their time.
import { openWebGpuEngine } from "@/engine/plan/webgpu/open-webgpu-engine";
import { loadBackend } from "@/engine/reference/load-backend";
import { probeWebGpu } from "@/engine/reference/probe-webgpu";
import { createReferenceEngine } from "@/engine/reference/reference-engine";
import { chooseSmallShaders } from "@/engine/reference/software-shaders";
import type { Peer, PeerSession, Task } from "../peer";
import { buildSystem, type System } from "../systems";
import { openEngineTraining } from "./engine-training";
import { openJaxTraining } from "./jax/training";
import { countEffort, watchCommands } from "./webgpu-effort";
import { openWebGpuProducts } from "./webgpu-products";

/** What is measured of the device, for the systems that come after. */
const remembered = new Map<string, readonly number[]>();
const measurements = {
  get: (key: string) => remembered.get(key) ?? null,
  put: (key: string, values: readonly number[]) => void remembered.set(key, values),
};

/** Opens a task of a peer on WebGPU, wherever that is; what tasks it does not do give null. */
export const webGpuOpeners = {
  ours: async (task) => (task.kind === "product" ? openWebGpuProducts(task) : openWatched(task, openOurs)),
  tfjs: (task) => openWatched(task, openTfjs),
  "jax-js": (task) => openWatched(task, (system) => openJaxTraining(system, "webgpu")),
} as const satisfies Record<string, Peer["open"]>;

async function openOurs(system: System): Promise<PeerSession> {
  const probe = await probeWebGpu();
  const isHardware = probe.kind === "adapter" && !probe.software;
  const wish = { adapter: null, reason: "requested", isHardware, machine: "here" } as const;
  const host = { onDeviceFailure: fail, onCompiling: () => undefined, measurements };
  const opening = await openWebGpuEngine(wish, host);
  if (opening.kind !== "open") throw new Error("openOurs: expected a device, got none");
  return openEngineTraining(opening.engine, system);
}

async function openTfjs(system: System): Promise<PeerSession> {
  if (!(await loadBackend("webgpu", fail))) throw new Error("openTfjs: expected tfjs's webgpu backend, got none");
  chooseSmallShaders();
  const report = { id: "reference-webgpu", adapter: null, threads: 1, reason: "requested" } as const;
  return openEngineTraining(createReferenceEngine(report), system);
}

async function openWatched(task: Task, open: (system: System) => Promise<PeerSession>): Promise<PeerSession | null> {
  if (task.kind !== "training") return null;
  watchCommands();
  const session = await open(buildSystem(task.system, task.dropout));
  return {
    async run(count) {
      const effort = countEffort(count);
      const work = await session.run(count);
      return { ...work, effort: await effort() };
    },
    close: () => session.close(),
  };
}

function fail(detail: string): void {
  throw new Error(`webgpu-peers: expected a working device, got ${detail}`);
}
