// What it costs to hear a run: the processor time of a step of one run on the real page, with and without texts, turn by
// turn. On the wall the same turns differ by more than the cost where other programs run.
import type { Browser, CDPSession, Page } from "@playwright/test";
import { rawValue, servePage, waitForValue, waitUntilReady } from "./served-page";

const PRESETS = ["hotwheels-mlp", "poema-gru", "tiny-attention"] as const;
/** Milliseconds of a turn: some texts fall due in each. */
const TURN = 6000;
const ROUNDS = 5;
/** Milliseconds before the first turn, in which the first steps are heard and threads are chosen. */
const WARM_UP = 6000;

/** Prints the cost for each preset, or for those named. */
export async function main(words: readonly string[]): Promise<number> {
  const served = await servePage();
  try {
    for (const preset of words.length > 0 ? words : PRESETS) {
      const page = await served.browser.newPage();
      await page.goto(`${served.address}?preset=${preset}&training.runLength=epochs&training.epochs=10000`);
      await waitUntilReady(page);
      console.log(`${preset}: ${await measure(page, served.browser)}`);
      await page.close();
    }
    return 0;
  } finally {
    await served.close();
  }
}

/** Lets the texts come and rest by turns, each first as often as second. */
async function measure(page: Page, browser: Browser): Promise<string> {
  const session = await browser.newBrowserCDPSession();
  await page.getByTestId("train").click();
  await waitForValue(page, "metric-train-loss", /^\d/);
  const heard = page.getByTestId("heard-on");
  await heard.waitFor({ state: "attached" });
  await page.waitForTimeout(WARM_UP);
  const costs = { heard: [] as number[], silent: [] as number[] };
  let texts = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (const isHeard of round % 2 === 0 ? [true, false] : [false, true]) {
      await heard.evaluate((element: HTMLInputElement, wanted) => {
        if (element.checked !== wanted) element.click();
      }, isHeard);
      const before = await countTexts(page);
      costs[isHeard ? "heard" : "silent"].push(await millisecondsAStep(page, session));
      texts += (await countTexts(page)) - before;
    }
  }
  await session.detach();
  const ratios = costs.heard.map((cost, index) => cost / (costs.silent[index] ?? Number.NaN));
  const spread = ratios.map((ratio) => (100 * (ratio - 1)).toFixed(1)).join(" ");
  const [loud, quiet] = [median(costs.heard).toFixed(2), median(costs.silent).toFixed(2)];
  const share = (100 * (median(ratios) - 1)).toFixed(1);
  const device = await rawValue(page, "device");
  return `${loud} ms a step heard, ${quiet} silent on ${device}; ${share} % more (${spread}); ${texts} texts`;
}

/** Gives the processor time that the page and its workers took for a step over a turn. */
async function millisecondsAStep(page: Page, session: CDPSession): Promise<number> {
  const look = async () => {
    const step = Number(await rawValue(page, "metric-step"));
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    const seconds = processInfo
      .filter(({ type }) => type === "renderer")
      .reduce((sum, { cpuTime }) => sum + cpuTime, 0);
    return { step, seconds };
  };
  const begun = await look();
  await page.waitForTimeout(TURN);
  const ended = await look();
  return (1000 * (ended.seconds - begun.seconds)) / (ended.step - begun.step);
}

async function countTexts(page: Page): Promise<number> {
  const timeline = page.getByTestId("sample-timeline");
  return (await timeline.count()) === 0 ? 0 : Number(await timeline.getAttribute("max"));
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
