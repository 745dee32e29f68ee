// `npm run bench:tuning`: fine-tunes the presets of pairs in the real page, as a visitor would, and prints what held-out
// pairs score before and after.
import { parseArgs } from "node:util";
import type { Page } from "@playwright/test";
import { MOST_COMPARED } from "@/domain/run/comparison";
import { describeMachine } from "./machine";
import { rawValue, type ServedPage, servePage, waitForValue, waitUntilReady } from "./served-page";

const PATIENCE = 1_800_000;

/** Runs the command: a preset, or several, each with further parameters of the page's address behind a question mark. */
export async function main(words: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { prompts: { type: "string", default: String(MOST_COMPARED) } },
  });
  const openings = positionals.length > 0 ? positionals : ["qa-football", "product-descriptions"];
  const { processor, cores, date, loadBefore } = describeMachine();
  const served = await servePage();
  try {
    console.log(
      `${date} · ${processor}, ${cores} cores, load ${loadBefore.toFixed(1)} · Chromium ${served.browser.version()}`,
    );
    for (const opening of openings) await measure(served, opening, values.prompts);
  } finally {
    await served.close();
  }
  return 0;
}

async function measure({ browser, address }: ServedPage, opening: string, prompts: string): Promise<void> {
  const [preset, parameters = ""] = opening.split("?");
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    page.on("pageerror", (error) => console.error(`page: ${error.message}`));
    await page.goto(`${address}?preset=${preset}&${parameters}`);
    await waitUntilReady(page);
    const seconds = await train(page);
    console.log(`\n## ${opening}`);
    console.log(
      `${seconds.toFixed(0)} s for ${await rawValue(page, "metric-step")} steps on ${await rawValue(page, "device")}`,
    );
    await compare(page, prompts);
    console.log(await page.getByTestId("comparison-speakers").textContent());
    console.log(await tableOf(page));
  } finally {
    await context.close();
  }
}

/** Trains to the end; gives the seconds from the press to the end. */
async function train(page: Page): Promise<number> {
  const begun = performance.now();
  await page.getByTestId("train").click();
  // The base has ended its training elsewhere, and stands here until the first step.
  await waitForValue(page, "metric-step", /^[1-9]/);
  await page.waitForFunction(
    () => {
      const state = document.querySelector<HTMLElement>('[data-testid="run-state"]')?.dataset.value ?? "";
      if (state === "failed") throw new Error("the run failed");
      return state === "finished";
    },
    undefined,
    { timeout: PATIENCE },
  );
  return (performance.now() - begun) / 1000;
}

async function compare(page: Page, prompts: string): Promise<void> {
  const start = page.getByTestId("comparison-start");
  await start.scrollIntoViewIfNeeded();
  await page.getByTestId("comparison-prompts").fill(prompts);
  await page.getByTestId("comparison-prompts").press("Enter");
  await start.click();
  await page.getByTestId("before-after").waitFor({ timeout: PATIENCE });
}

/** Gives the table of the page as Markdown. */
function tableOf(page: Page): Promise<string> {
  return page.getByTestId("before-after").evaluate((table) => {
    const rows = Array.from(table.querySelectorAll("tr"), (row) =>
      Array.from(row.querySelectorAll("th, td"), (cell) => {
        const parts = Array.from(cell.childNodes, (node) => node.textContent?.trim() ?? "");
        return cell.localName === "th" ? parts[0] : parts.filter(Boolean).join(" ");
      }),
    );
    const lines = rows.map((cells) => `| ${cells.join(" | ")} |`);
    return [lines[0], `|${rows[0].map(() => "---").join("|")}|`, ...lines.slice(1)].join("\n");
  });
}
