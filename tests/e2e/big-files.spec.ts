// A large file: how it begins shows at once, how far it is shows whatever step is open, and Cancel ends it.
import { rm, writeFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { blockingTime, recordTasks } from "./support/main-thread";
import { openPage, TINY_MODEL, unfold } from "./support/playground";
import { test } from "./support/test";

const MEGABYTES = 60;
/** Milliseconds; to look through the file takes the main thread many times as long. */
const MOST_BLOCKED = 100;
const TEXT_LINE = "o pássaro canta de manhã no galho da mangueira e não para\n";
const TABLE_LINE = '7,Fusca Azul,1974,"redondo, como sempre",12.50\n';

/** Writes a file of some megabytes on disk, as Playwright hands no larger buffers over. */
async function madeFile(path: string, head: string, line: string): Promise<string> {
  const block = line.repeat(Math.ceil(1e6 / Buffer.byteLength(line)));
  await writeFile(path, head + block.repeat(MEGABYTES));
  return path;
}

for (const [name, head, line] of [
  ["verse.txt", "", TEXT_LINE],
  ["cars.csv", "id,nome,ano,descrição,preço\n", TABLE_LINE],
] as const) {
  test(`${MEGABYTES} MB of ${name} show how they begin while they are read and give way to Cancel`, async ({
    page,
    browser,
  }, testInfo) => {
    const path = await madeFile(testInfo.outputPath(name), head, line);
    await openPage(page, TINY_MODEL);
    const records = (await page.getByTestId("dataset-summary").getAttribute("data-records")) ?? "";
    // The Model step is open: the panel of the data is closed.
    await expect(page.locator('[data-step="data"]')).not.toHaveAttribute("open", "");
    const preview = page.getByTestId("provisional-preview");
    const bar = page.getByTestId("load-progress");
    const tasks = await recordTasks(browser, page, async () => {
      await page.getByTestId("dataset-input").setInputFiles(path);
      await expect(preview).toBeAttached();
      await expect(bar).toBeVisible();
      await expect(bar.getByRole("progressbar")).toHaveAttribute("aria-valuenow", /^[1-9]/);
    });
    expect(blockingTime(tasks.map(({ processor }) => processor))).toBeLessThan(MOST_BLOCKED);
    await unfold(preview);
    await expect(preview).toContainText(line.includes("Fusca") ? "Fusca Azul" : "o pássaro canta");
    await page.getByTestId("load-cancel").click();
    await expect(preview).toHaveCount(0);
    await expect(bar).toHaveCount(0);
    await expect(page.getByTestId("dataset-summary")).toHaveAttribute("data-records", records);
    // What was there before is still what the worker holds.
    await page.getByTestId("train").click();
    await expect(page.getByTestId("metric-train-loss")).toHaveAttribute("data-value", /^\d/);
    await rm(path);
  });
}
