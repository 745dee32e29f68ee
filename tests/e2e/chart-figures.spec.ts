// What the charts say is what was measured: curves, legend, readings by mouse, finger and keys, tiles and table
// against the run's own metrics file, before and after it went out and came back.
import { expect, type Locator, type Page } from "@playwright/test";
import { exportFile, type MadeFile, textFile } from "./support/files";
import { expectReady, expectRunState, forgetVisits, numberOf, openPage, TINY_MODEL, train } from "./support/playground";
import { test } from "./support/test";

const RUN = TINY_MODEL.replace("epochs=10000", "epochs=4").replace("validationShare=0", "validationShare=0.2");

test.use({ hasTouch: true });

test("every figure of the charts agrees with the metrics file, and so it does after an import", async ({ page }) => {
  await trainOnNoise(page);
  const bundle = await exportFile(page, "export-bundle");
  const metrics = await exportFile(page, "export-metrics");
  const table = rowsOf(metrics);
  const steps = table.filter(({ kind }) => kind === "step");
  expect(steps.length).toBeGreaterThan(600);
  expect(table.some(({ kind }) => kind === "check")).toBe(true);

  await expectAgreement(page, table);
  await expectOneBest(page, table);
  await expectReadings(page, table);
  await expectLevelsRead(page);

  // The page would bring the run back itself, and draw it beside the one of the file.
  await forgetVisits(page);
  await openPage(page);
  await page.getByTestId("import-file").setInputFiles({ ...bundle, name: "run.zip" });
  await expectRunState(page, "finished");
  expect((await exportFile(page, "export-metrics")).buffer.toString()).toBe(metrics.buffer.toString());
  await expectAgreement(page, table);
  await expectReadings(page, table);
});

/** Trains on a text without rhyme or reason, whose validation loss is lowest somewhere inside an epoch. */
async function trainOnNoise(page: Page): Promise<void> {
  await openPage(page, RUN, "training.learningRate=0.05&training.evaluateEvery=9");
  const letters = Array.from({ length: 9000 }, (_, index) => "abcdefgh"[Math.floor(8 * noise(index) ** 3)]);
  await page.getByTestId("dataset-input").setInputFiles(textFile("noise.txt", letters.join("")));
  await expect(page.getByTestId("dataset-summary")).toContainText("noise.txt");
  await expectReady(page);
  await train(page);
  await expectRunState(page, "finished");
}

interface Row {
  readonly kind: string;
  readonly step: number;
  readonly trainLoss: number;
  readonly validationLoss: number;
}

function rowsOf(file: MadeFile): readonly Row[] {
  const [, ...lines] = file.buffer.toString().trim().split("\n");
  return lines.map((line) => {
    const [kind = "", step, , trainLoss, , validationLoss] = line.split(",");
    return { kind, step: Number(step), trainLoss: Number(trainLoss), validationLoss: Number(validationLoss) };
  });
}

/** The moving average of all steps as its weighted sum, written another way than the page's. */
function averageAt(table: readonly Row[], step: number): number {
  const steps = table.filter(({ kind }) => kind === "step");
  const fading = 0.9 ** (500 / 2 ** (Math.ceil(4 * Math.log2(steps.length)) / 4));
  let sum = 0;
  let weights = 0;
  for (const row of steps.filter((row) => row.step <= step)) {
    sum = sum * fading + row.trainLoss;
    weights = weights * fading + 1;
  }
  return sum / weights;
}

async function expectAgreement(page: Page, table: readonly Row[]): Promise<void> {
  const last = table.filter(({ kind }) => kind === "step").at(-1);
  const lastEpoch = table.filter(({ kind }) => kind === "epoch").at(-1);
  expect(await numberOf(page, "metric-train-loss")).toBe(last?.trainLoss);
  expect(await numberOf(page, "metric-validation-loss")).toBe(lastEpoch?.validationLoss);
  const legend = page.getByTestId("loss-chart").locator(".read");
  await expect(legend).toContainText(averageAt(table, last?.step ?? 0).toFixed(3));
  await expect(legend).toContainText((lastEpoch?.validationLoss ?? 0).toFixed(3));
}

/** Chart, table and run bar name the same best loss, though a short look at the validation was lower. */
async function expectOneBest(page: Page, table: readonly Row[]): Promise<void> {
  const lossesOf = (kind: string) => table.filter((row) => row.kind === kind).map((row) => row.validationLoss);
  const best = Math.min(...lossesOf("epoch"));
  expect(Math.min(...lossesOf("check"))).toBeLessThan(best - 0.001);
  const row = page.getByTestId("epoch-table").locator("tr.best");
  await expect(row).toHaveAttribute("data-validation-loss", String(best));
  await expect(page.getByTestId("loss-chart").locator(".best + text")).toHaveText(`best ${best.toFixed(3)}`);
  await expect(page.locator(".prog")).toContainText(best.toFixed(3));
}

async function expectReadings(page: Page, table: readonly Row[]): Promise<void> {
  const plot = page.getByTestId("loss-chart").getByRole("slider");
  const readout = page.getByTestId("loss-chart").getByTestId("chart-readout");
  await plot.scrollIntoViewIfNeeded();
  const box = (await plot.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const middle = box.y + box.height / 2;

  await page.mouse.move(box.x + 0.3 * box.width, middle);
  const hovered = await expectReading(readout, table);
  await page.mouse.move(box.x + 0.31 * box.width, middle);
  await expect(readout).not.toHaveAttribute("data-step", String(hovered));
  expect(await expectReading(readout, table)).toBeGreaterThan(hovered);
  await page.mouse.move(box.x + 0.5 * box.width, box.y - 40);
  await expect(readout).toHaveCount(0);

  await page.touchscreen.tap(box.x + 0.8 * box.width, middle);
  const touched = await expectReading(readout, table);
  expect(touched).toBeGreaterThan(hovered);

  await plot.press("ArrowLeft");
  await expect(readout).not.toHaveAttribute("data-step", String(touched));
  expect(await expectReading(readout, table)).toBeLessThan(touched);
  await plot.press("End");
  const newest = table.filter(({ kind }) => kind === "step").at(-1)?.step;
  await expect(readout).toHaveAttribute("data-step", String(newest));
  await expectReading(readout, table);
  await expect(plot).toHaveAttribute("aria-valuetext", /training \d.*validation \d/);
  await plot.press("Escape");
  await expect(readout).toHaveCount(0);
  await plot.blur();
}

/** The other chart's levels are read there, in its own unit. */
async function expectLevelsRead(page: Page): Promise<void> {
  await page.getByTestId("accuracy-chart").getByRole("slider").hover();
  const readout = page.getByTestId("accuracy-chart").getByTestId("chart-readout");
  const levels = readout.locator("[data-line=training], [data-line=validation], [data-line=bigram]");
  await expect(levels.locator("b")).toHaveText([/^\d+\.\d\s%$/, /^\d+\.\d\s%$/, /^\d+\.\d\s%$/]);
  await expect(page.getByTestId("chart-readout")).toHaveCount(1);
  await page.mouse.move(0, 0);
}

/** Compares what is read with the file; gives the step. */
async function expectReading(readout: Locator, table: readonly Row[]): Promise<number> {
  await expect(readout).toBeVisible();
  const step = Number(await readout.getAttribute("data-step"));
  const line = (id: string) => readout.locator(`[data-line="${id}"]`);
  const value = async (id: string) => Number(await line(id).getAttribute("data-value"));
  expect(await value("training-step")).toBe(table.find((row) => row.kind === "step" && row.step === step)?.trainLoss);
  expect(await value("training")).toBeCloseTo(averageAt(table, step), 9);
  await expect(line("training")).toContainText(averageAt(table, step).toFixed(3));
  const looked = Number(await line("validation").getAttribute("data-step"));
  const look = table.find((row) => row.kind !== "step" && row.step === looked);
  expect(await value("validation")).toBe(look?.validationLoss);
  expect(Math.abs(looked - step)).toBeLessThanOrEqual(5);
  expect(await value("uniform")).toBeGreaterThan(0);
  return step;
}

/** A number in [0, 1) that looks like chance and is the same each time. */
function noise(index: number): number {
  return Math.abs(Math.sin(12.9898 * index) * 43_758.5453) % 1;
}
