// A run keeps to what it was started with, whatever is chosen, dropped or imported meanwhile.
import { expect, type Page } from "@playwright/test";
import { exportFile, textFile } from "./support/files";
import {
  expectReady,
  expectRunState,
  expectSteps,
  numberOf,
  openPage,
  pause,
  TINY_MODEL,
  train,
  unfold,
} from "./support/playground";
import { test } from "./support/test";

test("an example chosen while a run goes on leaves the run and its figures alone", async ({ page }) => {
  await openPage(page, TINY_MODEL);
  await train(page);
  const progress = page.getByTestId("run-state");
  await expect(progress).toContainText("/ 10,000");
  await expect(page.getByTestId("loss-chart")).toContainText("ln 75");
  await page.getByTestId("preset-select").selectOption("poema-gru");
  await expect(page.getByTestId("vocabulary-size")).toHaveAttribute("data-value", "48");
  await expectSteps(page, (await numberOf(page, "metric-step")) + 50);
  await expect(progress).toContainText("/ 10,000");
  await expect(page.getByTestId("loss-chart")).toContainText("ln 75");
  await expect(page.getByTestId("sample-prompt")).toHaveValue("<name>");
});

test("a model goes on with other data as a new run, and says which characters it cannot write", async ({ page }) => {
  await openPage(page, "dataset=poemas", TINY_MODEL);
  await train(page);
  await pause(page);
  const name = await page.locator(".state b").textContent();
  const other = page.getByTestId("other-data");
  await expect(other).toBeHidden();
  const file = await exportFile(page, "export-weights");

  await page
    .getByTestId("dataset-input")
    .setInputFiles(textFile("mine.txt", "o sabiá canta e o curió responde §\n".repeat(40)));
  await expect(other).toContainText("mine.txt");
  await expect(other).toContainText("poemas.txt");
  const resume = page.getByTestId("resume");
  await expect(resume).not.toHaveAttribute("aria-disabled");
  // After a reload nobody has the data of the run, and nothing is promised of them.
  await expect(page.getByTestId("storage-state")).toHaveAttribute("data-value", "saved");
  await page.reload();
  await expect(other).toContainText("not loaded");
  await expect(resume).toHaveAttribute("aria-disabled", "true");
  await expect(page.getByTestId("comparison-start")).toHaveAttribute("aria-disabled", "true");
  await page.getByTestId("go-on-with-data").click();
  await expect(other).toHaveAttribute("data-unknown", "40");
  await expect(other).toContainText("§");
  await page.getByTestId("go-on-with-data").click();
  await expect(page.getByTestId("run-parent")).toHaveAttribute("data-value", String(name));
  await expect(other).toBeHidden();
  await expectSteps(page, 5);

  await openPage(page, "dataset=diecast-cars");
  await page.getByTestId("import-file").setInputFiles(file);
  await expectRunState(page, "paused");
  const step = await numberOf(page, "metric-step");
  await page.getByTestId("dataset-input").setInputFiles(textFile("greek.txt", "μῆνιν ἄειδε θεὰ ".repeat(40)));
  await expect(other).toContainText("greek.txt");
  await expect(resume).toHaveAttribute("aria-disabled", "true");
  await page.getByTestId("go-on-with-data").click();
  await expect(page.getByTestId("error-banner")).toHaveAttribute("data-code", "otherCharacters");
  await expectRunState(page, "paused");
  await unfold(page.getByTestId("dataset-select"));
  await page.getByTestId("dataset-select").selectOption("poemas");
  await expect(other).toBeHidden();
  await expectReady(page);
  await page.getByTestId("resume").click();
  await expectSteps(page, step + 5);
});

test("a double click on Train or Stop does what one click does", async ({ page }) => {
  await openPage(page, TINY_MODEL);
  const train = await page.getByTestId("train").boundingBox();
  await page.mouse.move((train?.x ?? 0) + 30, (train?.y ?? 0) + 20);
  await doubleClick(page);
  await expectSteps(page, 50);
  await expectRunState(page, "running");
  const stop = await page.getByTestId("stop").boundingBox();
  await page.mouse.move((stop?.x ?? 0) + 20, (stop?.y ?? 0) + 20);
  await doubleClick(page);
  const step = await numberOf(page, "metric-step");
  await page.waitForTimeout(300);
  await expectRunState(page, "stopped");
  expect(await numberOf(page, "metric-step")).toBe(step);

  await page.getByTestId("step-once").dblclick({ delay: 50 });
  await expect.poll(() => numberOf(page, "metric-step"), "each click of Step is a step").toBe(step + 2);
});

/** Clicks twice as slowly as a hand does, so that what the first click starts is there by the second. */
async function doubleClick(page: Page): Promise<void> {
  for (const clickCount of [1, 2]) {
    await page.mouse.down({ clickCount });
    await page.mouse.up({ clickCount });
    await page.waitForTimeout(150);
  }
}

test("a finished run offers no step over its model, and goes on for as many again", async ({ page }) => {
  await openPage(page, TINY_MODEL.replace("epochs=10000", "epochs=1"));
  const bits = "0123456789".repeat(30);
  await page.getByTestId("dataset-input").setInputFiles(textFile("digits.txt", bits));
  await expect(page.getByTestId("vocabulary-size")).toHaveAttribute("data-value", "11");
  await expectReady(page);
  await page.getByTestId("train").click();
  await expectRunState(page, "finished");
  const step = await numberOf(page, "metric-step");
  await expect(page.getByTestId("step-once")).toBeDisabled();
  await page.keyboard.press("s");
  await expectRunState(page, "finished");
  expect(await numberOf(page, "metric-step")).toBe(step);
  await expect(page.getByTestId("continue-steps")).toHaveAttribute("data-value", String(step));
  await page.getByTestId("resume").click();
  await expect(page.getByTestId("metric-step")).toHaveAttribute("data-value", String(2 * step));
  await expectRunState(page, "finished");
});

test("a batch far larger than the data leaves every epoch its row, and none past the last", async ({ page }) => {
  await openPage(page, TINY_MODEL.replace("batchSize=32", "batchSize=512").replace("epochs=10000", "epochs=90"));
  await page.getByTestId("dataset-input").setInputFiles(textFile("short.txt", "a curious bird sings"));
  await expect(page.getByTestId("window-count")).toHaveAttribute("data-value", /^\d\d?$/);
  await expectReady(page);
  await page.getByTestId("train").click();
  await expectRunState(page, "finished");
  expect(await numberOf(page, "metric-epoch")).toBe(90);
  const rows = page.getByTestId("epoch-table").locator("[data-epoch]");
  const epochs = await rows.evaluateAll((list) => list.map((row) => Number(row.getAttribute("data-epoch"))));
  expect(epochs.sort((one, other) => one - other)).toEqual(Array.from({ length: 90 }, (_, index) => index + 1));
});
