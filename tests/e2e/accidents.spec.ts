// Accidents while a run trains: its worker dies, its device is lost, its page or its browser crashes. Each time it comes
// back by itself or on return, and in the end its losses are those of a run that was never cut, each step once.
// `npm run accidents` makes every kind happen many times, where a test of the suite makes it happen once.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, expect, type Page } from "@playwright/test";
import { SOFTWARE_ADAPTER } from "../../playwright.config";
import {
  crashGraphics,
  crashRenderer,
  drawer,
  endWorker,
  holdClock,
  holdWorkers,
  killBrowser,
  type Loss,
  meetAccident,
  returnTo,
  stepsOf,
} from "./support/accidents";
import { expectSteps, numberOf, openPage, pause, TINY_MODEL, train } from "./support/playground";
import { test } from "./support/test";

const IS_LONG = process.env.CURIO_ACCIDENTS === "long";
const LONG_TIMES = { worker: 50, device: 20, renderer: 20, browser: 10 };
/** Most seconds of training that an accident may cost: the rhythm of saving. */
const MOST_SECONDS = 10;
/** Most seconds until a run trains again after its device was lost. */
const MOST_WAIT = 5;
/** Ten milliseconds a step or so, so that accidents come amid training. */
const LINK = `dataset=poemas&${TINY_MODEL}&model.hiddenSize=128&training.batchSize=512`;
/** A worker that is silent is dead only after a while; how long, is known after some seconds of work. */
const WAYS = ["by an error", "silently", "by an error", "in a loop"] as const;

type Kind = Exclude<keyof typeof LONG_TIMES, "device">;

/** Opens a page that trains, and lets it rest once its first weights are saved. */
async function begin(page: Page, ...link: readonly string[]): Promise<void> {
  await openPage(page, ...link);
  await train(page);
  await expect(page.getByTestId("storage-state")).toHaveAttribute("data-saved-at", /\d/);
  await pause(page);
  await expect(page.getByTestId("storage-state")).toHaveAttribute("data-value", "saved");
}

/** Has accidents happen as often as asked for, and tells what they cost. */
async function suffer(kind: Kind, first: Page, happen: (page: Page, turn: number) => Promise<Page>): Promise<Page> {
  const draw = drawer(kind.length);
  const losses: Loss[] = [];
  let page = first;
  for (let turn = 0; turn < (IS_LONG ? LONG_TIMES[kind] : 1); turn++) {
    const before = page;
    const steps = 100 + draw(IS_LONG ? 900 : 100) + (kind === "worker" && turn % 2 === 1 ? 400 : 0);
    const [back, loss] = await meetAccident(before, steps, () => happen(before, turn));
    page = back;
    losses.push(loss);
    if (IS_LONG) console.log(`${kind} ${turn + 1}: ${loss.steps} steps, back after ${loss.backAfter.toFixed(1)} s`);
  }
  const most = (of: (loss: Loss) => number) => Math.max(...losses.map(of)).toFixed(1);
  const told = `${losses.length} of ${kind}: at most ${most((loss) => loss.seconds)} s of training lost (${most((loss) => loss.steps)} steps), back after at most ${most((loss) => loss.backAfter)} s`;
  test.info().annotations.push({ type: "accidents", description: told });
  if (IS_LONG) {
    console.log(told);
    for (const { seconds } of losses) expect(seconds).toBeLessThanOrEqual(MOST_SECONDS);
  }
  return page;
}

/** Trains on a little, and gives the loss of every step; each must be there once. */
async function lossesOf(page: Page): Promise<readonly number[]> {
  await page.getByTestId("resume").click();
  await expectSteps(page, Math.max(100, (await numberOf(page, "metric-step")) + 50));
  await pause(page);
  const steps = (await stepsOf(page)).map((line) => line.split(","));
  expect(steps.map(([, step]) => Number(step))).toEqual(steps.map((_, index) => index + 1));
  return steps.map((cells) => Number(cells[3]));
}

/** Holds every step of the run against one that was never cut, which goes on as far as that. */
async function expectUncut(cut: Page, uncut: Page): Promise<void> {
  await cut.getByTestId("resume").click();
  await expectSteps(cut, (await numberOf(cut, "metric-step")) + 50);
  await pause(cut);
  const steps = await stepsOf(cut);
  expect(steps.map((line) => Number(line.split(",")[1]))).toEqual(steps.map((_, index) => index + 1));
  if ((await numberOf(uncut, "metric-step")) < steps.length) {
    await uncut.getByTestId("resume").click();
    await expectSteps(uncut, steps.length, 1_800_000);
    await pause(uncut);
  }
  expect(steps).toEqual((await stepsOf(uncut)).slice(0, steps.length));
}

test.describe("a run comes back, bit for bit,", () => {
  if (IS_LONG) test.setTimeout(3_600_000);
  let uncut: Page;

  test.beforeAll(async ({ browser, baseURL }) => {
    uncut = await browser.newPage({ baseURL: baseURL!, locale: "en-US" });
    await begin(uncut, LINK);
  });

  test.afterAll(() => uncut.close());

  test("after its worker died", async ({ page, context }) => {
    await holdWorkers(context);
    await begin(page, LINK);
    await suffer("worker", page, async (now, turn) => {
      await endWorker(now, WAYS[turn % WAYS.length]!);
      return now;
    });
    await expectUncut(page, uncut);
  });

  test("after its page crashed", async ({ context, page }) => {
    await begin(page, LINK);
    const last = await suffer("renderer", page, async (now) => {
      await crashRenderer(now);
      const next = await context.newPage();
      await returnTo(next);
      await now.close();
      return next;
    });
    await expectUncut(last, uncut);
  });

  test("after its browser was killed", async ({ playwright, launchOptions, baseURL, viewport }) => {
    const folder = await mkdtemp(join(tmpdir(), "curio-accidents-"));
    const launch = () =>
      playwright.chromium.launchPersistentContext(folder, {
        ...launchOptions,
        ...{ baseURL: baseURL!, viewport, locale: "en-US" },
      });
    let context = await launch();
    try {
      const first = context.pages()[0]!;
      await begin(first, LINK);
      const last = await suffer("browser", first, async () => {
        await killBrowser(context, folder);
        context = await launch();
        const next = context.pages()[0]!;
        await returnTo(next);
        return next;
      });
      await expectUncut(last, uncut);
    } finally {
      await context.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});

// Few lost devices are the business of graphics-deaths.spec.ts.
const testLong = IS_LONG ? test : () => undefined;

testLong("a run goes on after its device was lost", async ({ playwright, launchOptions, baseURL }) => {
  test.setTimeout(3_600_000);
  const args = [...(launchOptions.args ?? []), ...SOFTWARE_ADAPTER];
  const browser: Browser = await playwright.chromium.launch({ ...launchOptions, args });
  try {
    const open = async () => {
      const page = await browser.newPage({ baseURL: baseURL!, locale: "en-US" });
      await holdClock(page);
      await begin(page, `dataset=poemas&${TINY_MODEL}`, "backend=webgpu");
      return page;
    };
    const page = await open();
    const draw = drawer(6);
    await page.getByTestId("resume").click();
    const waits: number[] = [];
    for (let turn = 1; turn <= LONG_TIMES.device; turn++) {
      await expectSteps(page, (await numberOf(page, "metric-step")) + 30 + draw(50), 120_000);
      waits.push(await crashGraphics(page));
      await page.evaluate("passMinute()");
      console.log(`device ${turn}: trains again after ${waits.at(-1)!.toFixed(1)} s`);
    }
    console.log(`${waits.length} of device: train again after at most ${Math.max(...waits).toFixed(1)} s`);
    await pause(page);
    await expect(page.getByTestId("device")).toHaveAttribute("data-value", "plan-webgpu");
    // In software, graphics differ in their last bits from run to run.
    const [losses, others] = [await lossesOf(page), await lossesOf(await open())];
    const both = Math.min(losses.length, others.length, 100);
    expect(both).toBe(100);
    for (let step = 0; step < both; step++) expect(losses[step]).toBeCloseTo(others[step]!, 2);
    for (const wait of waits) expect(wait).toBeLessThanOrEqual(MOST_WAIT);
  } finally {
    await browser.close();
  }
});
