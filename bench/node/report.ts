// The results as one plain object for JSON and as tables for the eye.
import type { WindowForm } from "@/domain/inference/decoder";
import type { Task } from "../peer";
import { type SystemId, systemTitle } from "../systems";
import type { StepArithmetic } from "./flops";
import type { Machine } from "./machine";
import type { PageSpeed } from "./page-speed";
import { ourIds } from "./peers";
import { LOSS_TOLERANCE, type SameWork } from "./same-work";
import type { TorchFacts } from "./torch-peer";
import type { Outcome, Timing } from "./turns";

type ByPeer<Value> = Readonly<Record<string, Value>>;

/** The product of two matrices as a task. */
export type ProductTask = Extract<Task, { kind: "product" }>;

/** Everything that one run of the benchmark found; parts that were not asked for are empty. */
export interface Results {
  readonly machine: Machine & { readonly chromium: string; readonly browserThreads: number };
  readonly torch: readonly TorchFacts[];
  readonly forms: ByPeer<string>;
  readonly sameWork: { readonly system: SystemId; readonly peers: ByPeer<SameWork> }[];
  readonly products: { readonly task: ProductTask; readonly peers: ByPeer<Outcome> }[];
  readonly steps: { readonly system: SystemId; readonly peers: ByPeer<Outcome> }[];
  readonly hotWheels: StepArithmetic;
  readonly sampling: { readonly system: SystemId; readonly window: WindowForm; readonly peers: ByPeer<Outcome> }[];
  readonly page: PageSpeed[];
}

const ID_WIDTH = 16;

/** Prints where the figures come from. */
export function printMachine({ machine, torch, forms }: Results): void {
  console.log(`\n${machine.date} · ${machine.processor}, ${machine.cores} cores, ${machine.memoryGigabytes} GiB`);
  console.log(`Chromium ${machine.chromium} (${machine.browserThreads} threads) · Node ${machine.node}`);
  console.log(`tfjs ${machine.tfjs} · jax-js ${machine.jaxJs} · ${torchLine(torch)}`);
  const noisy = machine.loadBefore > 0.3 ? ": NOT a quiet machine, figures only indicate" : "";
  console.log(`Load before the start ${machine.loadBefore.toFixed(2)}${noisy}\n`);
  for (const [id, form] of Object.entries(forms)) console.log(`${id.padEnd(ID_WIDTH)} ${form}`);
}

function torchLine([torch]: readonly TorchFacts[]): string {
  if (torch === undefined) return "no Python with torch found";
  const attention = torch.attention ? "with" : "without";
  return `PyTorch ${torch.torch} ${attention} scaled_dot_product_attention · Python ${torch.python}`;
}

/** Prints how far the peers' losses are apart. */
export function printSameWork({ sameWork }: Results): void {
  for (const { system, peers } of sameWork) {
    console.log(`\nSame work, dropout off · ${systemTitle(system)}`);
    for (const [id, { losses, difference, failure }] of Object.entries(peers)) {
      const shown = losses.map((loss) => loss.toFixed(4)).join(" ");
      const word = difference !== null && difference <= LOSS_TOLERANCE ? "same" : "DIFFERS";
      console.log(
        `${id.padEnd(ID_WIDTH)} ${failure ?? `${word} (${(difference ?? 0).toExponential(1)} nats)  ${shown}`}`,
      );
    }
  }
}

/** Prints the matrix rates. */
export function printProducts({ products }: Results): void {
  for (const { task, peers } of products) {
    console.log(`\nMatrix product (${task.m}, ${task.k}) × (${task.k}, ${task.n})`);
    eachTiming(peers, (id, timing) => {
      console.log(`${id.padEnd(ID_WIDTH)} ${rate(task, timing).toFixed(1).padStart(7)} GFLOP/s`);
    });
  }
}

/** Gives a product's rate in 1e9 operations a second. */
function rate({ m, k, n }: ProductTask, timing: Timing): number {
  return (2 * m * k * n) / timing.median / 1e6;
}

/** Prints times of a step, and ours divided by each peer's. */
export function printSteps({ steps }: Results): void {
  for (const { system, peers } of steps) {
    console.log(`\nTraining step · ${systemTitle(system)}`);
    const ours = ourIds.filter((id) => timingOf(peers[id]) !== null);
    console.log(`${" ".repeat(ID_WIDTH + 31)}${ours.map((id) => `${id} / peer`.padStart(15)).join("")}`);
    eachTiming(peers, (id, timing) => {
      const spread = `(${timing.lowest.toFixed(1)} to ${timing.highest.toFixed(1)})`;
      const ratios = ours.map((own) => ((timingOf(peers[own])?.median ?? Number.NaN) / timing.median).toFixed(2));
      const row = `${id.padEnd(ID_WIDTH)} ${timing.median.toFixed(1).padStart(8)} ms ${spread.padEnd(18)}`;
      console.log(row + ratios.map((ratio) => ratio.padStart(15)).join(""));
    });
  }
}

/** Prints how near our HotWheels step is to its arithmetic at our own matrix rate. */
export function printFloor({ products, steps, hotWheels }: Results): void {
  const step = steps.find(({ system }) => system === "hotwheels-mlp");
  if (step === undefined || products.length === 0) return;
  const giga = (operations: number) => (operations / 1e9).toFixed(2);
  console.log(`\nHotWheels step: ${giga(hotWheels.written)} GFLOP as the formulas are written; `);
  console.log(`${giga(hotWheels.gathered)} GFLOP when products with the token table are gathered instead of repeated.`);
  for (const id of ourIds) {
    const timing = timingOf(step.peers[id]);
    const rates = products.flatMap(({ task, peers }) => {
      const product = timingOf(peers[id]);
      return product === null ? [] : [rate(task, product)];
    });
    if (timing === null || rates.length === 0) continue;
    const best = Math.max(...rates);
    const [written, gathered] = [hotWheels.written, hotWheels.gathered].map((count) => count / best / 1e6);
    console.log(
      `${id.padEnd(ID_WIDTH)} at ${best.toFixed(1)} GFLOP/s: ${written?.toFixed(1)} ms written, ${gathered?.toFixed(1)} ms gathered; ` +
        `the step takes ${(timing.median / (written ?? 1)).toFixed(2)} × and ${(timing.median / (gathered ?? 1)).toFixed(2)} × that`,
    );
  }
}

/** Prints characters a second. */
export function printSampling({ sampling }: Results): void {
  for (const { system, window, peers } of sampling) {
    console.log(`\nSampling at batch 1, ${window} window · ${systemTitle(system)}`);
    eachTiming(peers, (id, timing) => {
      console.log(`${id.padEnd(ID_WIDTH)} ${Math.round(1000 / timing.median)} characters a second`);
    });
  }
}

/** Prints what a visitor waits for. */
export function printPage({ page }: Results): void {
  for (const { preset, device, ready, firstLoss } of page) {
    console.log(`\nThe page with ${preset} on ${device}, ${ready.rounds} visits with an empty cache`);
    console.log(
      `ready after ${ready.median.toFixed(0)} ms, first loss ${firstLoss.median.toFixed(0)} ms after the click`,
    );
  }
}

function timingOf(outcome: Outcome | undefined): Timing | null {
  return outcome !== undefined && outcome !== null && "median" in outcome ? outcome : null;
}

function eachTiming(peers: ByPeer<Outcome>, print: (id: string, timing: Timing) => void): void {
  for (const [id, outcome] of Object.entries(peers)) {
    if (outcome === null) continue;
    if ("failure" in outcome) console.log(`${id.padEnd(ID_WIDTH)} failed: ${outcome.failure}`);
    else print(id, outcome);
  }
}
