// `npm run bench:fine-tuning`: steps of GPT-2's sizes with random weights in Chromium, beside PyTorch in turn, and what
// they are made of: what the processor does at most, the products that most of their time goes into, and the calls of a
// step. Half of each window counts, as the responses of pairs. Then texts, token by token with a cache.
import { parseArgs } from "node:util";
import type { ParamStorage } from "@/domain/graph/model-graph";
import { type FineTuningSize, fineTuningSizes, writtenText } from "../fine-tuning-request";
import type { Peer, PeerSession, Task, Work } from "../peer";
import { openBenchPage } from "./bench-page";
import { processorTime } from "./processor-time";
import { findTorchPython, TorchProcess } from "./torch-process";

const WARM_UP = 10;
/** Steps of a turn. */
const STEPS = 2;
const SCRIPT = "torch_gpt2.py";
/** How PyTorch multiplies a row alone with a matrix. */
const FORMS = ["matrix", "vector"] as const;
/** The products of a batch of 512 rows at width 768, and of the 256 rows that count. */
const PRODUCTS = [
  { m: 512, k: 768, n: 2304, transposeA: false, transposeB: false },
  { m: 512, k: 3072, n: 768, transposeA: false, transposeB: false },
  { m: 512, k: 2304, n: 768, transposeA: false, transposeB: true },
  { m: 768, k: 512, n: 2304, transposeA: true, transposeB: false },
  { m: 768, k: 512, n: 3072, transposeA: true, transposeB: false },
  { m: 256, k: 768, n: 50_257, transposeA: false, transposeB: true },
  { m: 256, k: 50_257, n: 768, transposeA: false, transposeB: false },
  { m: 50_257, k: 256, n: 768, transposeA: true, transposeB: false },
] as const;

/** What is measured against, by name. */
type Torches = readonly (readonly [name: string, torch: TorchProcess])[];

/** Milliseconds so far: on the wall, or of the processors that any process below this one had. */
const clocks = { wall: () => performance.now(), processors: () => processorTime(process.pid) };

interface Setting {
  readonly rounds: number;
  readonly threads: number;
  readonly clock: keyof typeof clocks;
  /** Of frozen weights. */
  readonly storage: ParamStorage;
}

/** What PyTorch's side says of its time, in milliseconds a unit. */
interface TorchTimes {
  readonly milliseconds: number;
  readonly processors: number;
}

/** One of those that take turns: does its work and gives milliseconds of a unit. */
type Side = readonly [name: string, turn: () => Promise<number>];

/** Prints all tables. */
export async function main(words: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...words],
    options: {
      sizes: { type: "string", default: "distilgpt2:lora,distilgpt2:full,gpt2:lora,gpt2:full" },
      rounds: { type: "string", default: "5" },
      parts: { type: "string", default: "roof,products,steps,sampling" },
      threads: { type: "string", default: "2" },
      clock: { type: "string", default: "wall" },
      storage: { type: "string", default: "float32" },
    },
  });
  const [rounds, threads] = [Number(values.rounds), Number(values.threads)];
  const sizes = values.sizes.split(",").map((name) => {
    const size = fineTuningSizes[name];
    if (size === undefined)
      throw new Error(`fine-tuning: expected one of ${Object.keys(fineTuningSizes)}, got ${name}`);
    return { name, size };
  });
  if (!isClock(values.clock))
    throw new Error(`fine-tuning: expected one of ${Object.keys(clocks)}, got ${values.clock}`);
  const setting = { rounds, threads, clock: values.clock, storage: storageOf(values.storage) };
  const has = (part: string) => values.parts.split(",").includes(part);
  const python = findTorchPython();
  const page = await openBenchPage();
  const torches = python === null ? [] : openTorches(python, threads);
  try {
    const [[, ours]] = await page.peers([threads === 1 ? "ours-1" : "ours-n"]);
    console.log(`Chromium ${page.version}, ${threads} of ${page.hardwareConcurrency} threads`);
    if (has("roof")) await measureRoof(ours, setting);
    if (has("products")) await compareProducts(ours, torches, setting);
    for (const { name } of has("calls") ? sizes : []) await printCalls(ours, name, setting);
    for (const { name, size } of has("steps") ? sizes : []) {
      console.log(`${name}: ${await compareSteps(ours, { name, size }, torches, setting)}`);
    }
    for (const { name, size } of has("sampling") ? sizes : []) {
      console.log(`${name}, ${await compareTexts(ours, { name, size }, torches, setting)}`);
    }
    return 0;
  } finally {
    for (const [, torch] of torches) torch.close();
    await page.close();
  }
}

/** PyTorch as it comes, and with OpenBLAS's kernels of 256 bits. */
function openTorches(python: string, threads: number): Torches {
  const setting = { threads, passive: true };
  return [
    ["torch", new TorchProcess(python, setting, SCRIPT)],
    ["torch, 256 bits", new TorchProcess(python, { ...setting, kernels: "Haswell" }, SCRIPT)],
  ];
}

async function measureRoof(ours: Peer, setting: Setting): Promise<void> {
  const session = await openTask(ours, { kind: "roof" });
  await session.run(20);
  const rates: number[] = [];
  for (let round = 0; round < 4 * setting.rounds; round++) {
    const { milliseconds, work } = await timed(setting, () => session.run(20));
    rates.push((work.operations ?? 0) / milliseconds / 1e6);
  }
  await session.close();
  console.log(`multiply-adds of 128 bits in registers: ${Math.max(...rates).toFixed(1)} GFLOP/s a thread`);
}

async function compareProducts(ours: Peer, torches: Torches, setting: Setting): Promise<void> {
  const { threads } = setting;
  for (const product of PRODUCTS) {
    const { m, k, n, transposeA, transposeB } = product;
    const session = await openTask(ours, { kind: "product", ...product });
    await session.run(threads === 1 ? 2 : WARM_UP);
    const sides: readonly Side[] = [
      ["ours", async () => (await timed(setting, () => session.run(2))).milliseconds / 2],
      ...torches.map(torchSide(setting, { kind: "product", ...product, count: 2 })),
    ];
    const figures = (await takeRounds(setting, sides)).map(
      ([name, times]) => `${name} ${((2e-6 * m * k * n) / summary(times).least).toFixed(1)}`,
    );
    await session.close();
    const kind = `${transposeA ? "T" : "N"}${transposeB ? "T" : "N"}`;
    console.log(`(${m},${k})·(${k},${n}) ${kind}, GFLOP/s: ${figures.join("; ")}`);
  }
}

async function printCalls(ours: Peer, name: string, { rounds, storage }: Setting): Promise<void> {
  const session = await openTask(ours, { kind: "fineTuning", size: name, storage, what: "calls" });
  await session.run(1);
  const { calls = [] } = await session.run(rounds);
  await session.close();
  const sum = calls.reduce((all, { milliseconds }) => all + milliseconds, 0);
  console.log(`${name}, call by call on the wall: ${sum.toFixed(0)} ms a step`);
  for (const { name: kind, count, milliseconds, operations } of calls) {
    if (milliseconds < sum / 1000) continue;
    const rate = operations === 0 ? "" : `, ${(operations / milliseconds / 1e6).toFixed(1)} GFLOP/s`;
    console.log(`${milliseconds.toFixed(1).padStart(9)} ms · ${String(count).padStart(3)} × ${kind}${rate}`);
  }
}

async function compareSteps(
  ours: Peer,
  { name, size }: { readonly name: string; readonly size: FineTuningSize },
  torches: Torches,
  setting: Setting,
): Promise<string> {
  const opening = performance.now();
  const session = await openTask(ours, { kind: "fineTuning", size: name, storage: setting.storage, what: "steps" });
  const opened = performance.now() - opening;
  // Threads are chosen by measuring.
  await session.run(setting.threads === 1 ? 1 : 6);
  const { batch, contextLength: length, ...rest } = size;
  for (const [, torch] of torches) {
    await torch.ask({ kind: "open", batch, length, ...rest, foreach: true });
    await torch.ask({ kind: "steps", count: 2 });
  }
  let { bytes = 0, operations = 0 }: Partial<Work> = {};
  const step = async () => {
    const { milliseconds, work } = await timed(setting, () => session.run(STEPS));
    ({ bytes = 0, operations = 0 } = work);
    return milliseconds / STEPS;
  };
  const sides = [["ours", step] as const, ...torches.map(torchSide(setting, { kind: "steps", count: STEPS }))];
  const [[, ownTimes], ...theirs] = await takeRounds(setting, sides);
  await session.close();
  const own = summary(ownTimes);
  const tokens = (1000 * batch * length) / own.median;
  return [
    `opened in ${(opened / 1000).toFixed(1)} s, ${(bytes / 2 ** 20).toFixed(0)} MiB`,
    `${own.least.toFixed(0)} ms a step (median ${own.median.toFixed(0)}), ${tokens.toFixed(0)} tokens a second`,
    `${(operations / 1e9).toFixed(0)} GFLOP of products a step, ${(operations / 1e6 / own.least).toFixed(1)} GFLOP/s`,
    ...theirs.map(([peer, times]) => {
      const { least, median } = summary(times);
      const ratios = `${(own.least / least).toFixed(2)} (medians ${(own.median / median).toFixed(2)})`;
      return `${peer} ${least.toFixed(0)} (median ${median.toFixed(0)}), ratio ${ratios}`;
    }),
  ].join("; ");
}

/** Each of the two writes by weights of its own: products of rows with matrices take the same time whatever they hold. */
async function compareTexts(
  ours: Peer,
  { name, size }: { readonly name: string; readonly size: FineTuningSize },
  torches: Torches,
  setting: Setting,
): Promise<string> {
  const session = await openTask(ours, { kind: "fineTuning", size: name, storage: setting.storage, what: "texts" });
  await session.run(1);
  const { prompt, tokens } = writtenText;
  const { batch, contextLength: length, ...rest } = size;
  const text = { kind: "texts", prompt, tokens, count: 1, check: false };
  for (const [, torch] of torches) {
    await torch.ask({ kind: "open", batch, length, ...rest, foreach: true });
    for (const form of FORMS) await torch.ask({ ...text, form, check: true });
  }
  const write = async () => (await timed(setting, () => session.run(1))).milliseconds;
  const sides = FORMS.flatMap((form) =>
    torches.map((torch): Side => {
      const [peer, turn] = torchSide(setting, { ...text, form })(torch);
      return [`${peer}, by ${form}`, turn];
    }),
  );
  const [[, ownTimes], ...theirs] = await takeRounds(setting, [["ours", write], ...sides]);
  await session.close();
  const own = summary(ownTimes);
  const aToken = (milliseconds: number) => (milliseconds / tokens).toFixed(1);
  return [
    `${tokens} tokens behind ${prompt}: ${aToken(own.least)} ms a token (median ${aToken(own.median)})`,
    `${((1000 * tokens) / own.median).toFixed(0)} tokens a second`,
    ...theirs.map(([peer, times]) => {
      const { least, median } = summary(times);
      const ratios = `${(own.least / least).toFixed(2)} (medians ${(own.median / median).toFixed(2)})`;
      return `${peer} ${aToken(least)} (median ${aToken(median)}), ratio ${ratios}`;
    }),
  ].join("; ");
}

async function openTask(peer: Peer, task: Task): Promise<PeerSession> {
  const session = await peer.open(task);
  if (session === null) throw new Error(`openTask: expected a peer that does ${task.kind}, got one that does not`);
  return session;
}

function torchSide({ clock }: Setting, command: Parameters<TorchProcess["ask"]>[0]) {
  return ([name, torch]: Torches[number]): Side => [
    name,
    async () => (await torch.ask<TorchTimes>(command))[clock === "wall" ? "milliseconds" : "processors"],
  ];
}

/** Lets each side do its work in every round; gives all its times. */
async function takeRounds(
  { rounds }: Setting,
  sides: readonly Side[],
): Promise<readonly (readonly [name: string, times: readonly number[]])[]> {
  const times = sides.map(([name]) => [name, [] as number[]] as const);
  for (let round = 0; round < rounds; round++) {
    for (const [index, [, turn]] of sides.entries()) times[index][1].push(await turn());
  }
  return times;
}

async function timed<Result>({ clock }: Setting, run: () => Promise<Result>) {
  const begun = clocks[clock]();
  const work = await run();
  return { work, milliseconds: clocks[clock]() - begun };
}

function storageOf(name: string): ParamStorage {
  if (name === "float32" || name === "float16") return name;
  throw new Error(`fine-tuning: expected float32 or float16, got ${name}`);
}

function isClock(name: string): name is keyof typeof clocks {
  return name in clocks;
}

function summary(times: readonly number[]): { readonly least: number; readonly median: number } {
  const sorted = [...times].sort((a, b) => a - b);
  return { least: sorted[0], median: sorted[Math.floor(sorted.length / 2)] };
}
