// `npm run bench:fine-tuning`: steps of GPT-2's sizes with random weights on two threads, beside PyTorch in turn, and the
// products that most of their time goes into. Half of each window counts, as the responses of pairs.
import { parseArgs } from "node:util";
import type { Engine, TrainingSession } from "@/engine/engine";
import { matmulCall } from "@/engine/operations/matmul/plan";
import { compileSession } from "@/engine/plan/compile-session";
import { createBuffer } from "@/engine/plan/contract/device-buffer";
import { planMemory } from "@/engine/plan/memory-plan";
import { wasmTuning } from "@/engine/plan/wasm/tuning";
import { WasmDevice } from "@/engine/plan/wasm/wasm-device";
import { type FineTuningSize, fineTuningRequest, fineTuningSizes } from "../fine-tuning-request";
import { openNodeEngine } from "./node-engine";
import { findTorchPython, TorchProcess } from "./torch-process";
import { nodeSurroundings } from "./wasm-surroundings";

const THREADS = 2;
const WARM_UP = 10;
const SCRIPT = "torch_gpt2.py";
/** The products of a batch of 512 rows at width 768, and of the 256 rows that count. */
const PRODUCTS = [
  { m: 512, k: 768, n: 2304 },
  { m: 512, k: 3072, n: 768 },
  { m: 512, k: 2304, n: 768, transposeB: true },
  { m: 768, k: 512, n: 2304, transposeA: true },
  { m: 768, k: 512, n: 3072, transposeA: true },
  { m: 256, k: 768, n: 50_257, transposeB: true },
  { m: 256, k: 50_257, n: 768 },
  { m: 50_257, k: 256, n: 768, transposeA: true },
] as const;

/** Prints both tables. */
export async function main(words: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...words],
    options: {
      sizes: { type: "string", default: "distilgpt2:lora,distilgpt2:full,gpt2:lora,gpt2:full" },
      rounds: { type: "string", default: "5" },
      parts: { type: "string", default: "products,steps" },
    },
  });
  const python = findTorchPython();
  const torch = python === null ? null : new TorchProcess(python, { threads: THREADS, passive: true }, SCRIPT);
  const rounds = Number(values.rounds);
  try {
    const roof = values.parts.includes("products") ? await compareProducts(torch, rounds) : null;
    if (values.parts.includes("steps")) {
      for (const name of values.sizes.split(",")) {
        const size = fineTuningSizes[name];
        if (size === undefined)
          throw new Error(`fine-tuning: expected one of ${Object.keys(fineTuningSizes)}, got ${name}`);
        console.log(`${name}: ${await compareSteps(size, torch, rounds, roof)}`);
      }
    }
    return 0;
  } finally {
    torch?.close();
  }
}

/** Gives the best rate that any of the products reaches on either side, in GFLOP/s. */
async function compareProducts(torch: TorchProcess | null, rounds: number): Promise<number> {
  let roof = 0;
  for (const { m, k, n, ...sides } of PRODUCTS) {
    const run = await openProduct({ m, k, n, ...sides });
    // Kernels become faster as they are compiled, and threads are chosen by measuring.
    run(WARM_UP);
    const times = { ours: [] as number[], theirs: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      times.ours.push(run(2));
      if (torch === null) continue;
      const { milliseconds } = await torch.ask<{ milliseconds: number }>({ kind: "product", m, k, n, count: 2 });
      times.theirs.push(milliseconds);
    }
    const rate = (milliseconds: number) => (2e-6 * m * k * n) / milliseconds;
    const [ours, theirs] = [Math.min(...times.ours), Math.min(...times.theirs)];
    roof = Math.max(roof, rate(ours), rate(theirs));
    const kind = "transposeA" in sides ? "TN" : "transposeB" in sides ? "NT" : "NN";
    const figures = `ours ${rate(ours).toFixed(1)} GFLOP/s, torch ${rate(theirs).toFixed(1)}`;
    console.log(`(${m},${k})·(${k},${n}) ${kind}: ${figures}, ratio ${(ours / theirs).toFixed(2)}`);
  }
  console.log(`roof: ${roof.toFixed(1)} GFLOP/s`);
  return roof;
}

interface Product {
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
}

/** Opens a product on our kernels; what it gives runs so often and gives milliseconds of one. */
async function openProduct(product: Product): Promise<(count: number) => number> {
  const { m, k, n } = product;
  const device = await WasmDevice.open(THREADS, await nodeSurroundings());
  const [a, b, c] = [createBuffer("a", m * k), createBuffer("b", k * n), createBuffer("c", m * n)] as const;
  const records = { buffer: createBuffer("records", 1), stride: 1, capacity: 1 };
  const calls = [matmulCall({ a, b, c, ...product })];
  device.allocate(planMemory([a, b, c, records.buffer], []), [{ calls, records }]);
  for (const buffer of [a, b]) device.view(buffer).fill(0.5);
  const program = device.compile(calls, records);
  return (count) => {
    const begun = performance.now();
    for (let round = 0; round < count; round++) device.runNow(program);
    return (performance.now() - begun) / count;
  };
}

async function compareSteps(
  size: FineTuningSize,
  torch: TorchProcess | null,
  rounds: number,
  roof: number | null,
): Promise<string> {
  const request = fineTuningRequest(size);
  const { training } = compileSession(request, wasmTuning);
  const products = training.forms[0].stretches.flat().flatMap((call) => (call.kind === "matmul" ? [call] : []));
  const flops = products.reduce((sum, { m, n, k, batches }) => sum + 2 * m * n * k * batches, 0);
  const engine: Engine = await openNodeEngine(THREADS);
  const opening = performance.now();
  const session = await engine.open(request);
  const opened = performance.now() - opening;
  await stepTime(session, 6);
  if (torch !== null) {
    const { batch, contextLength: length, ...rest } = size;
    await torch.ask({ kind: "open", batch, length, ...rest, foreach: true });
    await torch.ask({ kind: "steps", count: 2 });
  }
  const times = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    times.ours.push(await stepTime(session, 2));
    if (torch === null) continue;
    times.theirs.push((await torch.ask<{ milliseconds: number }>({ kind: "steps", count: 2 })).milliseconds);
  }
  const bytes = session.memory().bytes;
  session.dispose();
  const [ours, theirs] = [times.ours, times.theirs].map((all) => ({ least: Math.min(...all), median: median(all) }));
  const rate = flops / 1e6 / ours.least;
  const share = roof === null ? "" : `, ${Math.round((100 * rate) / roof)} % of the roof`;
  const tokens = (1000 * size.batch * size.contextLength) / ours.median;
  return [
    `opened in ${(opened / 1000).toFixed(1)} s, ${(bytes / 2 ** 20).toFixed(0)} MiB`,
    `${ours.least.toFixed(0)} ms a step (median ${ours.median.toFixed(0)}), ${tokens.toFixed(0)} tokens a second`,
    `torch ${theirs.least.toFixed(0)} (median ${theirs.median.toFixed(0)})`,
    `ratio ${(ours.least / theirs.least).toFixed(2)} (medians ${(ours.median / theirs.median).toFixed(2)})`,
    `${(flops / 1e9).toFixed(0)} GFLOP of products a step, ${rate.toFixed(1)} GFLOP/s${share}`,
  ].join("; ");
}

async function stepTime(session: TrainingSession, steps: number): Promise<number> {
  const optimizer = { kind: "adamw", beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 } as const;
  const begun = performance.now();
  session.step({ optimizer, gradientClip: null }, new Array<number>(steps).fill(1e-5));
  await session.drain();
  return (performance.now() - begun) / steps;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
