// `npm run bench`: runs the parts in order, prints each as it is done, and writes everything as JSON.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { projectRoot } from "../../scripts/project-root.mjs";
import type { Peer, Task } from "../peer";
import { trainedSystemIds, writtenSystems } from "../systems";
import { type BenchBrowser, openBenchPage } from "./bench-page";
import { hotWheelsArithmetic } from "./flops";
import { describeMachine } from "./machine";
import { type Options, type Part, readOptions } from "./options";
import { measurePageSpeed } from "./page-speed";
import { gatherPeers } from "./peers";
import * as report from "./report";
import { compareLosses, LOSS_TOLERANCE } from "./same-work";
import { type Outcome, takeTurns } from "./turns";

const PRODUCTS: readonly report.ProductTask[] = [
  { kind: "product", m: 512, k: 512, n: 512 },
  { kind: "product", m: 2048, k: 1024, n: 128 },
];
const PAGE_PRESETS = ["first-song", "hotwheels-mlp"];
const CHARACTERS_TO_WARM_UP = 300;

/** Runs the benchmark; gives the exit status, 1 when peers do not do the same work. */
export async function main(words: readonly string[]): Promise<number> {
  const options = readOptions(words);
  const machine = describeMachine();
  const browser = await openBenchPage();
  try {
    const { peers, torch } = await gatherPeers(browser, options.peers);
    const results: report.Results = {
      machine: { ...machine, chromium: browser.version, browserThreads: browser.hardwareConcurrency },
      torch,
      forms: Object.fromEntries([...peers].map(([id, { form }]) => [id, form])),
      sameWork: [],
      products: [],
      steps: [],
      hotWheels: hotWheelsArithmetic(),
      sampling: [],
      page: [],
    };
    report.printMachine(results);
    await runParts(options, peers, browser, results);
    write(options, results);
    return allTheSame(results) ? 0 : 1;
  } finally {
    await browser.close();
  }
}

async function runParts(
  options: Options,
  peers: ReadonlyMap<string, Peer>,
  browser: BenchBrowser,
  results: report.Results,
): Promise<void> {
  const trained = trainedSystemIds.filter((id) => options.systems.includes(id));
  const measure = async (task: Task, warmUp: number): Promise<Readonly<Record<string, Outcome>>> =>
    Object.fromEntries(await takeTurns(peers, task, { ...options, warmUp }));
  const runners: Record<Part, () => Promise<void>> = {
    "same-work": async () => {
      for (const system of trained) {
        const losses = await compareLosses(peers, system, options.sameSteps);
        results.sameWork.push({ system, peers: Object.fromEntries(losses) });
      }
      report.printSameWork(results);
    },
    products: async () => {
      for (const task of PRODUCTS) results.products.push({ task, peers: await measure(task, 3) });
      report.printProducts(results);
    },
    steps: async () => {
      for (const system of trained) {
        results.steps.push({ system, peers: await measure({ kind: "training", system, dropout: true }, 2) });
      }
      report.printSteps(results);
      report.printFloor(results);
    },
    sampling: async () => {
      for (const written of writtenSystems.filter(({ system }) => options.systems.includes(system))) {
        const peers = await measure({ kind: "sampling", ...written }, CHARACTERS_TO_WARM_UP);
        results.sampling.push({ ...written, peers });
      }
      report.printSampling(results);
    },
    page: async () => {
      for (const preset of PAGE_PRESETS) results.page.push(await measurePageSpeed(preset, Math.min(options.rounds, 5)));
      report.printPage(results);
    },
  };
  for (const part of options.parts) {
    console.log(`\n── ${part} in Chromium ${browser.version} ──`);
    await runners[part]();
  }
}

function allTheSame({ sameWork }: report.Results): boolean {
  return sameWork.every(({ peers }) =>
    Object.values(peers).every(({ difference }) => difference === null || difference <= LOSS_TOLERANCE),
  );
}

function write(options: Options, results: report.Results): void {
  const name = `${results.machine.date.slice(0, 19).replaceAll(":", "-")}.json`;
  const path = options.out ?? join(projectRoot, "bench", "results", name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(results, null, 2)}\n`);
  console.log(`\nWritten to ${path}`);
}
