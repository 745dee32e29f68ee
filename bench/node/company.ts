// What a run costs more on a page that has much beside it to do: seven other runs drawn, texts that come by themselves,
// and all of it kept in the browser, against the same run alone, unheard, in a browser that refuses to keep anything.
// Two pages train turn by turn; time on the wall and of processors.
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { rawValue, servePage, waitForValue, waitUntilReady } from "./served-page";

const PRESETS = ["hotwheels-mlp", "poema-gru", "tiny-attention"] as const;
const OTHER_RUNS = 7;
/** Steps of each of the others. */
const OTHER_STEPS = 40;
/** Milliseconds of a turn: longer than the ten seconds between two savings of a run. */
const TURN = 12_000;
const ROUNDS = 4;
/** Milliseconds that a page trains before its first turn, in which threads are chosen. */
const WARM_UP = 6000;

interface Cost {
  readonly wall: number;
  readonly processor: number;
}

/** Prints the cost for each preset, or for those named. */
export async function main(words: readonly string[]): Promise<number> {
  const served = await servePage();
  try {
    for (const preset of words.length > 0 ? words : PRESETS) {
      const address = `${served.address}?preset=${preset}&training.runLength=steps&training.steps=${OTHER_STEPS}`;
      const alone = await openAlone(await served.browser.newContext(), address);
      const company = await openCompany(await served.browser.newContext(), address);
      console.log(`${preset}: ${await compare(served.browser, alone, company)}`);
      await Promise.all([alone, company].map((page) => page.context().close()));
    }
    return 0;
  } finally {
    await served.close();
  }
}

async function openAlone(context: BrowserContext, address: string): Promise<Page> {
  const refusal = "IDBFactory.prototype.open = () => { throw new DOMException('refused', 'SecurityError'); };";
  await context.route(/assets\/storage\.worker-[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${refusal}\n${await response.text()}` });
  });
  const page = await open(context, address);
  await trainForLong(page);
  await page.getByTestId("heard-on").evaluate((element: HTMLInputElement) => element.checked && element.click());
  return rest(page);
}

async function openCompany(context: BrowserContext, address: string): Promise<Page> {
  const page = await open(context, address);
  for (let run = 0; run < OTHER_RUNS; run++) {
    await page.getByTestId("train").click();
    await waitForValue(page, "run-state", /^(preparing|running)$/);
    await waitForValue(page, "run-state", /^finished$/);
  }
  await trainForLong(page);
  return rest(page);
}

async function open(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address);
  await waitUntilReady(page);
  return page;
}

async function trainForLong(page: Page): Promise<void> {
  const steps = page.locator('input[inputmode="decimal"][data-config="training.steps"]');
  await steps.evaluate((element) => element.closest("details")?.setAttribute("open", ""));
  await steps.fill("1000000");
  await steps.press("Enter");
  await page.getByTestId("train").click();
  await waitForValue(page, "run-state", /^running$/);
  await page.getByTestId("heard-on").waitFor({ state: "attached" });
  await page.waitForTimeout(WARM_UP);
}

async function rest(page: Page): Promise<Page> {
  await page.getByTestId("pause").click();
  await waitForValue(page, "run-state", /^paused$/);
  return page;
}

async function compare(browser: Browser, alone: Page, company: Page): Promise<string> {
  const costs = { alone: [] as Cost[], company: [] as Cost[] };
  for (let round = 0; round < ROUNDS; round++) {
    const pages = [["alone", alone] as const, ["company", company] as const];
    for (const [name, page] of round % 2 === 0 ? pages : pages.toReversed()) {
      costs[name].push(await takeTurn(browser, page));
    }
  }
  const share = (kind: keyof Cost) => {
    const ratios = costs.company.map((cost, round) => 100 * (cost[kind] / (costs.alone[round]?.[kind] ?? 1) - 1));
    return `${median(ratios).toFixed(1)} % (${ratios.map((ratio) => ratio.toFixed(1)).join(" ")})`;
  };
  const [lonely, busy] = [costs.alone, costs.company].map((all) => median(all.map(({ wall }) => wall)).toFixed(2));
  const device = await rawValue(company, "device");
  return `${lonely} ms a step alone, ${busy} in company on ${device}; more on the wall ${share("wall")}, of processors ${share("processor")}`;
}

/** Lets a page train for a turn; milliseconds a step. */
async function takeTurn(browser: Browser, page: Page): Promise<Cost> {
  const session = await browser.newBrowserCDPSession();
  await page.bringToFront();
  const look = async () => {
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    const step = Number(await rawValue(page, "metric-step"));
    // All of the browser, since what keeps files lives outside the page's process.
    return {
      step,
      wall: performance.now(),
      processor: 1000 * processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0),
    };
  };
  await page.getByTestId("resume").click();
  await waitForValue(page, "run-state", /^running$/);
  await page.waitForTimeout(1000);
  const begun = await look();
  await page.waitForTimeout(TURN);
  const ended = await look();
  await rest(page);
  await session.detach();
  const steps = ended.step - begun.step;
  return { wall: (ended.wall - begun.wall) / steps, processor: (ended.processor - begun.processor) / steps };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
