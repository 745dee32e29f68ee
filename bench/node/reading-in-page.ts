// A large file dropped on the real page: when its start shows, how soon a cancel is answered in each stage, how long
// the page's own tasks are, and what page and worker hold in the end.
import { createWriteStream, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Page } from "@playwright/test";
import { type MadeKind, madeFile } from "./made-files";
import { servePage, waitUntilReady } from "./served-page";

const STAGES = ["read", "clean", "tokenize"] as const;
const PATIENCE = 600_000;
/** Milliseconds without a stage after which the data are ready. */
const REST = 3000;

declare global {
  /** Calls of workers that were answered: what was called, and when, in milliseconds of the page. */
  var answeredCalls: { readonly path: string; readonly sent: number; readonly answered: number }[];
  /** Tasks of the page's thread above 50 ms. */
  var longTasks: number[];
}

/** Drops a made file of some million bytes and prints what was measured. */
export async function measureInPage(kind: MadeKind, megabytes: number): Promise<void> {
  const path = join(tmpdir(), `curio-bench-${megabytes}.${kind === "text" ? "txt" : kind}`);
  await pipeline(Readable.from(madeFile(kind, megabytes)), createWriteStream(path));
  const served = await servePage(["--enable-blink-features=ForceEagerMeasureMemory"]);
  try {
    const page = await served.browser.newPage();
    await page.addInitScript(watchPage);
    await page.goto(served.address);
    await waitUntilReady(page);
    const before = await memoryOf(page);
    await page.evaluate(() => {
      globalThis.longTasks.length = 0;
    });
    const seen = untilShown(page, "provisional-preview");
    const begun = performance.now();
    await page.getByTestId("dataset-input").setInputFiles(path);
    const preview = await seen;
    await page.getByTestId("load-progress").waitFor({ state: "attached" });
    const laps = await lapsOf(page, begun);
    const after = await memoryOf(page);
    const tasks = await page.evaluate(() => [...globalThis.longTasks]);
    console.log(`${kind} ${megabytes} MB in Chromium ${served.browser.version()}`);
    console.log(`  start shown after ${preview.toFixed(0)} ms; ${laps}`);
    console.log(`  tasks of the page above 50 ms: ${tasks.map((time) => time.toFixed(0)).join(", ") || "none"}`);
    console.log(`  page ${before.page} → ${after.page} MB, workers ${before.workers} → ${after.workers} MB`);
    for (const stage of STAGES) console.log(`  cancelled while it ${stage}s: ${await cancelIn(page, stage, path)}`);
  } finally {
    await served.close();
    rmSync(path);
  }
}

/** Runs in the page before its own scripts. */
function watchPage(): void {
  globalThis.answeredCalls = [];
  globalThis.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) globalThis.longTasks.push(duration);
  }).observe({ type: "longtask" });
  globalThis.Worker = class extends Worker {
    readonly #calls = new Map<string, { readonly path: string; readonly sent: number }>();

    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.addEventListener("message", ({ data }) => {
        const call = this.#calls.get(data?.id);
        if (call !== undefined) globalThis.answeredCalls.push({ ...call, answered: performance.now() });
      });
    }

    override postMessage(message: { readonly id?: string; readonly path?: readonly string[] }, more?: unknown): void {
      if (message.id !== undefined) {
        this.#calls.set(message.id, { path: (message.path ?? []).join("."), sent: performance.now() });
      }
      super.postMessage(message, more as StructuredSerializeOptions);
    }
  };
}

/** Gives the milliseconds from the choice of a file until an element is there. */
function untilShown(page: Page, testId: string): Promise<number> {
  return page.evaluate(
    (id) =>
      new Promise<number>((resolve) => {
        let begun = Number.NaN;
        document.querySelector('[data-testid="dataset-input"]')?.addEventListener("change", () => {
          begun = performance.now();
        });
        const look = () =>
          document.querySelector(`[data-testid="${id}"]`) === null
            ? requestAnimationFrame(look)
            : resolve(performance.now() - begun);
        look();
      }),
    testId,
  );
}

/** Tells how long each stage lasted, until none has been under way for a while. */
async function lapsOf(page: Page, begun: number): Promise<string> {
  const laps: string[] = [];
  let stage = "read";
  let since = begun;
  for (;;) {
    const now = await page.evaluate(
      () => document.querySelector<HTMLElement>('[data-testid="load-progress"]')?.dataset.stage ?? "",
    );
    const lasted = performance.now() - since;
    if (now === "" && stage === "" && lasted > REST) return laps.join(", ");
    if (now !== stage) {
      if (stage !== "") laps.push(`${stage} ${(lasted / 1000).toFixed(1)} s`);
      since = performance.now();
      stage = now;
    }
    await page.waitForTimeout(30);
  }
}

/** Drops the file again and cancels in a stage: when the page and when the worker let go of it. */
async function cancelIn(page: Page, stage: string, path: string): Promise<string> {
  await page.getByTestId("dataset-input").setInputFiles(path);
  await page.locator(`[data-testid="load-progress"][data-stage="${stage}"]`).waitFor({ timeout: PATIENCE });
  const times = await page.evaluate(
    () =>
      new Promise<{ readonly page: number; readonly worker: number }>((resolve) => {
        const button = document.querySelector<HTMLElement>('[data-testid="load-cancel"]');
        const begun = performance.now();
        button?.click();
        let gone = Number.NaN;
        const look = () => {
          if (Number.isNaN(gone) && document.querySelector('[data-testid="load-progress"]') === null) {
            gone = performance.now() - begun;
          }
          const given = globalThis.answeredCalls.find(
            ({ path: called, sent, answered }) => /load|prepare/i.test(called) && sent < begun && answered > begun,
          );
          if (given === undefined || Number.isNaN(gone)) setTimeout(look, 2);
          else resolve({ page: gone, worker: given.answered - begun });
        };
        look();
      }),
  );
  return `page ${times.page.toFixed(0)} ms, worker ${times.worker.toFixed(0)} ms`;
}

interface MemoryUse {
  readonly page: number;
  readonly workers: number;
}

/** Megabytes of the page's own thread and of its workers, after a collection of garbage. */
async function memoryOf(page: Page): Promise<MemoryUse> {
  const { breakdown } = await page.evaluate(() =>
    (
      performance as unknown as {
        measureUserAgentSpecificMemory(): Promise<{
          breakdown: { bytes: number; attribution: { scope: string }[] }[];
        }>;
      }
    ).measureUserAgentSpecificMemory(),
  );
  const use = { page: 0, workers: 0 };
  for (const { bytes, attribution } of breakdown) {
    const isWorker = attribution.some(({ scope }) => scope.includes("Worker"));
    use[isWorker ? "workers" : "page"] += bytes / 1e6;
  }
  return { page: Math.round(use.page), workers: Math.round(use.workers) };
}
