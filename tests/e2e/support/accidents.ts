// Accidents that happen to a page while it trains, by outside means, and what is measured of each.
import { readlinkSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type BrowserContext, expect, type Page } from "@playwright/test";
import { expectReady, expectRunState, expectSteps, numberOf } from "./playground";

/** What an accident cost. */
export interface Loss {
  readonly steps: number;
  /** By the pace of the stretch that it ended. */
  readonly seconds: number;
  /** From the accident to a run that can go on. */
  readonly backAfter: number;
}

/** Gives numbers from 0 to below `most` that look random and are the same each time. */
export function drawer(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
}

/** Lets a page's own workers for training be ended from outside, as a browser does that needs memory. */
export async function holdWorkers(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const held: Worker[] = [];
    Object.assign(globalThis, { endWorker: () => held.at(-1)?.terminate() });
    globalThis.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        if (String(url).includes("training.worker")) held.push(this);
      }
    };
  });
}

/** Ends the worker that trains: without a word, by an error, or in a loop that never ends. */
export async function endWorker(page: Page, way: "silently" | "by an error" | "in a loop"): Promise<void> {
  if (way === "silently") {
    await page.evaluate("endWorker()");
    return;
  }
  const worker = page.workers().findLast((one) => one.url().includes("training.worker"));
  const code = way === "in a loop" ? "for (;;);" : "throw new Error('accident')";
  await worker?.evaluate(`void setTimeout(() => { ${code} })`);
}

/** Lets minutes pass for the page at once: it forgives a device so many losses a minute. */
export async function holdClock(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const now = performance.now.bind(performance);
    let ahead = 0;
    performance.now = () => now() + ahead;
    Object.assign(globalThis, { passMinute: () => (ahead += 61_000) });
  });
}

/** Ends the process of all graphics; gives the seconds until the run that trained trains again. */
export async function crashGraphics(page: Page): Promise<number> {
  const devtools = await page.context().browser()!.newBrowserCDPSession();
  const begins = page.waitForEvent("worker", { predicate: (worker) => worker.url().includes("training.worker") });
  const fell = Date.now();
  await devtools.send("Browser.crashGpuProcess").catch(() => undefined);
  await begins;
  await expectRunState(page, "running");
  const seconds = (Date.now() - fell) / 1000;
  await devtools.detach();
  return seconds;
}

/** Ends the process that draws the page; the page is of no use any more. */
export async function crashRenderer(page: Page): Promise<void> {
  const crashed = page.waitForEvent("crash");
  await page.goto("chrome://crash").catch(() => undefined);
  await crashed;
}

/** Ends a browser that was started with a folder of its own, as a power cut would. */
export async function killBrowser(context: BrowserContext, folder: string): Promise<void> {
  const closed = context.waitForEvent("close");
  // The lock names host and process.
  process.kill(Number(readlinkSync(join(folder, "SingletonLock")).split("-").at(-1)), "SIGKILL");
  await closed;
}

/** Opens what was kept as a new visit finds it. */
export async function returnTo(page: Page): Promise<void> {
  await page.goto("./");
  await expectReady(page);
}

/** Waits until the run rests at kept weights; asks for another worker where the page leaves that to the user. */
export async function waitUntilBack(page: Page): Promise<void> {
  const banner = page.getByTestId("error-banner");
  await expect(async () => {
    if (await banner.isVisible()) await banner.getByRole("button").first().click();
    await expect(page.getByTestId("run-state")).toHaveAttribute("data-value", "paused", { timeout: 500 });
  }).toPass();
}

/**
 * Trains `steps` steps, has the accident happen, comes back and measures.
 * @param happen the accident; gives the page that comes back.
 */
export async function meetAccident(page: Page, steps: number, happen: () => Promise<Page>): Promise<[Page, Loss]> {
  const from = await numberOf(page, "metric-step");
  const began = Date.now();
  await page.getByTestId("resume").click();
  await expectSteps(page, from + steps, 120_000);
  const reached = await numberOf(page, "metric-step");
  const fell = Date.now();
  const back = await happen();
  await waitUntilBack(back);
  const lost = reached - (await numberOf(back, "metric-step"));
  const seconds = (lost * (fell - began)) / 1000 / Math.max(1, reached - from);
  return [back, { steps: lost, seconds, backAfter: (Date.now() - fell) / 1000 }];
}

/** Gives the lines of every step of the metrics file, as they are written there but for the time that they took. */
export async function stepsOf(page: Page): Promise<readonly string[]> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByTestId("export-metrics").click()]);
  const [header = [], ...rows] = (await readFile(await download.path(), "utf8"))
    .split("\n")
    .map((line) => line.split(","));
  const time = header.indexOf("seconds");
  return rows.filter(([kind]) => kind === "step").map((row) => row.toSpliced(time, 1).join());
}
