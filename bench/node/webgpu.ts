// `npm run bench:webgpu`: training steps on WebGPU in this process, through Dawn, and in a worker of Chromium, ours
// beside tfjs, jax-js and PyTorch on the processor, in turn: time, commands, what it takes to encode them, and how near
// the step's formulas come to the rate of one large product.
import { countStepFlops } from "@/domain/graph/cost";
import { SOFTWARE_ADAPTER } from "../../playwright.config";
import { installWebGpu, removeWebGpu } from "../../tests/gpu/dawn";
import { webGpuPeerIds } from "../page/peers";
import type { Effort } from "../page/webgpu-effort";
import { webGpuOpeners } from "../page/webgpu-peers";
import type { Peer, Task } from "../peer";
import { buildSystem, type SystemId, systemTitle } from "../systems";
import { openBenchPage } from "./bench-page";
import { describeMachine } from "./machine";
import { type Options, readOptions } from "./options";
import { choosePeers, gatherTorch } from "./peers";
import { compareLosses, LOSS_TOLERANCE } from "./same-work";
import { type Outcome, takeTurns } from "./turns";

const measured: readonly SystemId[] = ["hotwheels-mlp", "poema-gru", "tiny-attention"];
const WARM_UP = 1;
/** The product whose rate is the roof. */
const ROOF = { kind: "product", m: 512, k: 512, n: 512 } as const satisfies Task;
const ID_WIDTH = 16;

/** Runs the benchmark; gives the exit status, 1 when peers do not do the same work. */
export async function main(words: readonly string[]): Promise<number> {
  const options = readOptions(words);
  const machine = describeMachine();
  console.log(`${machine.date} · ${machine.processor}, ${machine.cores} cores · Node ${machine.node}`);
  console.log(`Load before ${machine.loadBefore.toFixed(2)}`);
  const torch = (await gatherTorch(machine.cores)).peers;
  const same: boolean[] = [];
  if (options.places.includes("node")) same.push(await measureInNode(options, torch));
  if (options.places.includes("chromium")) same.push(await measureInChromium(options, torch));
  return same.includes(false) ? 1 : 0;
}

async function measureInNode(options: Options, torch: ReadonlyMap<string, Peer>): Promise<boolean> {
  await installWebGpu();
  prepareForJaxJs();
  const adapter = await navigator.gpu.requestAdapter();
  console.log(`\n── Node, ${adapter?.info.description || adapter?.info.device} ──`);
  const openers = Object.values(webGpuOpeners).map((open) => ({ form: "in this process", open }));
  const own = webGpuPeerIds.map((id, index) => [id, openers[index]] as const);
  const same = await measure(new Map<string, Peer>([...own, ...torch]), options);
  removeWebGpu();
  return same;
}

async function measureInChromium(options: Options, torch: ReadonlyMap<string, Peer>): Promise<boolean> {
  const browser = await openBenchPage(SOFTWARE_ADAPTER);
  try {
    console.log(`\n── Chromium ${browser.version}, an adapter in software ──`);
    return await measure(new Map<string, Peer>([...(await browser.peers(webGpuPeerIds)), ...torch]), options);
  } finally {
    await browser.close();
  }
}

async function measure(all: ReadonlyMap<string, Peer>, options: Options): Promise<boolean> {
  const efforts = new Map<string, Effort>();
  const chosen = choosePeers(all, options.peers);
  const peers = new Map([...chosen].map(([id, peer]) => [id, telling(peer, (effort) => efforts.set(id, effort))]));
  const own = new Map([...peers].filter(([id]) => id === webGpuPeerIds[0]));
  const wants = (part: Options["parts"][number]) => options.parts.includes(part);
  const roof = wants("products") ? await measureRoof(own, options) : null;
  let same = true;
  for (const system of measured.filter((id) => options.systems.includes(id))) {
    console.log(`\n${systemTitle(system)}`);
    if (wants("same-work")) same = (await agree(peers, system, options.sameSteps)) && same;
    if (!wants("steps")) continue;
    const task = { kind: "training", system, dropout: true } as const;
    const outcomes = await takeTurns(peers, task, { ...options, warmUp: WARM_UP });
    const { graph, order } = buildSystem(system, true);
    const flops = countStepFlops(graph, order.batchSize);
    for (const [id, outcome] of outcomes) {
      const line = lineOf(outcome, efforts.get(id), flops, roof);
      if (line !== null) console.log(`${id.padEnd(ID_WIDTH)} ${line}`);
    }
  }
  return same;
}

/** Hands what a peer tells of its effort on. */
function telling(peer: Peer, tell: (effort: Effort) => void): Peer {
  const open: Peer["open"] = async (task) => {
    const session = await peer.open(task);
    if (session === null) return null;
    const run = async (count: number) => {
      const work = await session.run(count);
      if (work.effort !== undefined) tell(work.effort);
      return work;
    };
    return { run, close: () => session.close() };
  };
  return { ...peer, open };
}

/** Gives the operations a millisecond of the large product, null without our own peer. */
async function measureRoof(own: ReadonlyMap<string, Peer>, options: Options): Promise<number | null> {
  const [outcome] = (await takeTurns(own, ROOF, { ...options, warmUp: WARM_UP })).values();
  if (outcome === undefined || outcome === null || "failure" in outcome) return null;
  const rate = (2 * ROOF.m * ROOF.k * ROOF.n) / outcome.median;
  console.log(`Roof, a product of ${ROOF.m} × ${ROOF.k} by ${ROOF.k} × ${ROOF.n}: ${(rate / 1e6).toFixed(2)} GFLOP/s`);
  return rate;
}

async function agree(peers: ReadonlyMap<string, Peer>, system: SystemId, steps: number): Promise<boolean> {
  const losses = await compareLosses(peers, system, steps);
  const words = [...losses].map(([id, { difference, failure }]) => `${id} ${failure ?? difference?.toExponential(1)}`);
  console.log(`Losses of ${steps} steps without dropout, nats apart from ours: ${words.join(" · ")}`);
  return [...losses.values()].every(({ difference }) => difference === null || difference <= LOSS_TOLERANCE);
}

function lineOf(outcome: Outcome, effort: Effort | undefined, flops: number, roof: number | null): string | null {
  if (outcome === null) return null;
  if ("failure" in outcome) return `failed: ${outcome.failure}`;
  const rate = flops / outcome.median;
  const words = [
    `${outcome.median.toFixed(1).padStart(9)} ms a step`,
    `${(rate / 1e6).toFixed(2).padStart(7)} GFLOP/s`,
  ];
  if (roof !== null) words.push(`${(100 * (rate / roof)).toFixed(0).padStart(4)} % of the roof`);
  if (effort !== undefined) {
    const { dispatches, submissions, encoding, submitting, device } = effort;
    words.push(`${dispatches.toFixed(0).padStart(6)} dispatches`, `${submissions.toFixed(2).padStart(8)} submissions`);
    words.push(`${encoding.toFixed(3).padStart(8)} ms encoding`, `${submitting.toFixed(3).padStart(8)} ms submitting`);
    if (device !== null) words.push(`${device.toFixed(1).padStart(9)} ms on the device`);
  }
  return words.join(" · ");
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
