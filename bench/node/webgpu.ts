// `npm run bench:webgpu`: training steps on WebGPU in this process, through Dawn, ours beside tfjs and jax-js in turn:
// time, commands and what it takes to encode them.
import { countStepFlops } from "@/domain/graph/cost";
import { openWebGpuEngine } from "@/engine/plan/webgpu/open-webgpu-engine";
import { loadBackend } from "@/engine/reference/load-backend";
import { probeWebGpu } from "@/engine/reference/probe-webgpu";
import { createReferenceEngine } from "@/engine/reference/reference-engine";
import { chooseSmallShaders } from "@/engine/reference/software-shaders";
import { installWebGpu, removeWebGpu } from "../../tests/gpu/dawn";
import { openEngineTraining } from "../page/engine-training";
import { openJaxTraining } from "../page/jax/training";
import type { Peer, PeerSession } from "../peer";
import { buildSystem, type System, type SystemId, systemTitle } from "../systems";
import { describeMachine } from "./machine";
import { readOptions } from "./options";
import { takeTurns } from "./turns";
import { type Effort, watchEffort } from "./webgpu-effort";

const measured: readonly SystemId[] = ["hotwheels-mlp", "poema-gru", "tiny-attention"];
const WARM_UP = 1;

/** Runs the benchmark; gives the exit status. */
export async function main(words: readonly string[]): Promise<number> {
  const options = readOptions(words);
  const machine = describeMachine();
  await installWebGpu();
  prepareForJaxJs();
  const adapter = await navigator.gpu.requestAdapter();
  console.log(`${machine.date} · ${machine.processor}, ${machine.cores} cores · Node ${machine.node}`);
  console.log(
    `Adapter ${adapter?.info.description || adapter?.info.device} · load before ${machine.loadBefore.toFixed(2)}`,
  );
  const efforts = new Map<string, Effort>();
  const peers = new Map<string, Peer>(
    Object.entries(openers)
      .filter(([id]) => options.peers.length === 0 || options.peers.includes(id))
      .map(([id, open]) => [id, { form: id, open: watched(open, (effort) => efforts.set(id, effort)) }]),
  );
  for (const system of measured.filter((id) => options.systems.includes(id))) {
    efforts.clear();
    const outcomes = await takeTurns(
      peers,
      { kind: "training", system, dropout: true },
      { ...options, warmUp: WARM_UP },
    );
    const { graph, order } = buildSystem(system, true);
    const flops = countStepFlops(graph, order.batchSize);
    console.log(`\n${systemTitle(system)}`);
    for (const [id, outcome] of outcomes) {
      const effort = efforts.get(id);
      if (outcome !== null && "failure" in outcome) console.log(`${id.padEnd(8)} failed: ${outcome.failure}`);
      else if (outcome !== null && effort !== undefined) {
        console.log(`${id.padEnd(8)} ${line(outcome.median, flops, effort)}`);
      }
    }
  }
  removeWebGpu();
  return 0;
}

/** Gives it what browsers have: signs of which one it is, and what iterators can do from Node 22 on. */
function prepareForJaxJs(): void {
  Object.assign(navigator, { userAgent: "Node" });
  const iterators: object = Object.getPrototypeOf(Object.getPrototypeOf([].values()));
  if ("map" in iterators) return;
  Object.assign(iterators, {
    map<Item, Other>(this: Iterable<Item>, turn: (item: Item) => Other) {
      return Array.from(this, turn).values();
    },
    filter<Item>(this: Iterable<Item>, suits: (item: Item) => boolean) {
      return Array.from(this).filter(suits).values();
    },
    toArray<Item>(this: Iterable<Item>) {
      return Array.from(this);
    },
  });
}

/** What is measured of the device, for the systems that come after. */
const remembered = new Map<string, readonly number[]>();
const measurements = {
  get: (key: string) => remembered.get(key) ?? null,
  put: (key: string, values: readonly number[]) => void remembered.set(key, values),
};

const openers = {
  ours: async (system) => {
    const probe = await probeWebGpu();
    const isHardware = probe.kind === "adapter" && !probe.software;
    const wish = { adapter: null, reason: "requested", isHardware, machine: "here" } as const;
    const host = { onDeviceFailure: fail, onCompiling: () => undefined, measurements };
    const opening = await openWebGpuEngine(wish, host);
    if (opening.kind !== "open") throw new Error("ours: expected a device, got none");
    return openEngineTraining(opening.engine, system);
  },
  tfjs: async (system) => {
    if (!(await loadBackend("webgpu", fail))) throw new Error("tfjs: expected its webgpu backend, got none");
    chooseSmallShaders();
    const report = { id: "reference-webgpu", adapter: null, threads: 1, reason: "requested" } as const;
    return openEngineTraining(createReferenceEngine(report), system);
  },
  "jax-js": (system) => openJaxTraining(system, "webgpu"),
} satisfies Record<string, (system: System) => Promise<PeerSession>>;

/** Opens training that tells of its effort after every run but those that warm up. */
function watched(open: (system: System) => Promise<PeerSession>, tell: (effort: Effort) => void): Peer["open"] {
  return async (task) => {
    if (task.kind !== "training") return null;
    const session = await open(buildSystem(task.system, task.dropout));
    return {
      ...session,
      async run(count) {
        const effort = watchEffort(count);
        const work = await session.run(count);
        tell(effort());
        return work;
      },
    };
  };
}

function line(milliseconds: number, flops: number, { dispatches, submissions, encoding }: Effort): string {
  return [
    `${milliseconds.toFixed(1).padStart(9)} ms a step`,
    `${dispatches.toFixed(0).padStart(6)} dispatches`,
    `${submissions.toFixed(2).padStart(8)} submissions`,
    `${encoding.toFixed(2).padStart(8)} ms encoding`,
    `${(flops / milliseconds / 1e6).toFixed(2).padStart(7)} GFLOP/s`,
  ].join(" · ");
}

function fail(detail: string): void {
  throw new Error(`bench:webgpu: expected a working device, got ${detail}`);
}
