// What is kept comes back: after a reload in the middle of training, from a visit before, in a second tab; and nothing is
// promised where the browser keeps nothing.
import { expect, type Page } from "@playwright/test";
import { stepsOf } from "./support/accidents";
import { textFile } from "./support/files";
import {
  expectReady,
  expectRunState,
  expectSteps,
  numberOf,
  openPage,
  pause,
  TINY_MODEL,
  train,
} from "./support/playground";
import { test } from "./support/test";

const STEPS = 3000;
/** Slow enough to be cut in the middle. */
const LINK = `dataset=poemas&${TINY_MODEL}&model.hiddenSize=64&training.batchSize=256&training.runLength=steps&training.steps=${STEPS}`;

const expectSaved = (page: Page) => expect(page.getByTestId("storage-state")).toHaveAttribute("data-value", "saved");

test("a run cut by a reload goes on as one that never was, each step once", async ({ page, browser, baseURL }) => {
  const other = await browser.newPage({ baseURL: baseURL!, locale: "en-US" });
  await openPage(other, LINK);
  await train(other);
  await expectRunState(other, "finished");
  const uncut = await stepsOf(other);
  await other.close();
  expect(uncut).toHaveLength(STEPS);

  await openPage(page, LINK);
  await train(page);
  await pause(page);
  await expectSaved(page);
  const kept = await numberOf(page, "metric-step");
  await page.getByTestId("resume").click();
  await expectSteps(page, kept + 200);
  const shown = await numberOf(page, "metric-step");
  await page.reload();
  await expectReady(page);
  await expectRunState(page, "paused");
  const step = await numberOf(page, "metric-step");
  expect(step).toBeGreaterThanOrEqual(kept);
  expect(step).toBeLessThan(STEPS);
  // No step that was seen goes without a word.
  const told = (await page.locator('[data-testid="notice"][data-kind="runReturned"]').textContent()) ?? "";
  const lost = Number(/at least ([\d,]+)/.exec(told)?.[1]?.replace(",", ""));
  expect(lost).toBeGreaterThanOrEqual(shown - step);
  await page.getByTestId("resume").click();
  await expectRunState(page, "finished");
  const resumed = await stepsOf(page);
  expect(resumed).toEqual(uncut);

  // A later visit finds the run as it ended; a link is opened as it says.
  await expectSaved(page);
  await page.goto("./?dataset=ola-mundo");
  await page.goto("./");
  await expectReady(page);
  await expectRunState(page, "finished");
  expect(await stepsOf(page)).toEqual(uncut);
});

test("the best weights can be put back after a return, and are what is kept from then on", async ({ page }) => {
  const model = "model.architecture=mlp&model.hiddenSize=64&tokens.contextLength=8&tokens.validationShare=0.2";
  const training = "training.batchSize=32&training.learningRate=0.02&training.runLength=steps&training.steps=1500";
  await openPage(page, model, training);
  // Without rhyme or reason, so that what is held back is soon guessed worse.
  const noise = (index: number) => Math.abs(Math.sin(12.9898 * index) * 43_758.5453) % 1;
  const letters = Array.from({ length: 3000 }, (_, index) => "abcdefgh"[Math.floor(8 * noise(index))]);
  await page.getByTestId("dataset-input").setInputFiles(textFile("noise.txt", letters.join("")));
  await expect(page.getByTestId("dataset-summary")).toContainText("noise.txt");
  await expectReady(page);
  await train(page);
  await expectRunState(page, "finished");
  await expectSaved(page);
  await page.reload();
  await expectReady(page);
  await expectRunState(page, "finished");
  const saved = page.getByTestId("storage-state");
  const savedBefore = (await saved.getAttribute("data-saved-at")) ?? "";
  await page.getByTestId("restore-best").click();
  const step = page.getByTestId("metric-step");
  await expect(step).not.toHaveAttribute("data-value", "1500");
  const restored = await numberOf(page, "metric-step");
  await expect(saved).not.toHaveAttribute("data-saved-at", savedBefore);
  await expectSaved(page);
  await page.reload();
  await expectReady(page);
  await expectRunState(page, "finished");
  await expect(step).toHaveAttribute("data-value", String(restored));
  await page.getByTestId("sample-generate").click();
  await expect(page.getByTestId("sample-step")).toHaveAttribute("data-value", String(restored));
});

test("two tabs, a full disk, and what is stored", async ({ page, context, baseURL }) => {
  const devtools = await context.newCDPSession(page);
  const origin = new URL(baseURL!).origin;
  await openPage(page, LINK);
  await train(page);
  await pause(page);
  await expectSaved(page);
  const name = await page.locator("#train .state b").textContent();

  // The other tab reads the run and says that it does not write it.
  const second = await context.newPage();
  await second.goto("./");
  await expectReady(second);
  await expect(second.locator('[data-testid="notice"][data-kind="keptElsewhere"]')).toContainText(name!);
  await expect(second.locator("#train .state b")).toHaveText(name!);
  await expectRunState(second, "paused");
  await second.close();

  await devtools.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1 });
  await page.getByTestId("step-once").click();
  const notice = page.locator('[data-testid="notice"][data-kind="storageFull"]');
  await expect(notice).toHaveCount(1);
  const [exported] = await Promise.all([page.waitForEvent("download"), notice.getByTestId("notice-export").click()]);
  expect(exported.suggestedFilename()).toMatch(/\.zip$/);
  await expect(page.getByTestId("storage-state")).toHaveAttribute("data-value", "full");
  await devtools.send("Storage.overrideQuotaForOrigin", { origin });
  await page.getByTestId("step-once").click();
  await expectSaved(page);
  await expect(notice).toHaveCount(0);

  // No question on closing: all of it is saved.
  await page.getByTestId("storage-state").click();
  const list = page.getByTestId("storage-list");
  await expect(list.locator('[data-kind="run"]')).toContainText(name!);
  await page.getByTestId("storage-clear").click();
  await page.getByTestId("storage-clear").click();
  await expect(list).toHaveCount(0);
  await page.keyboard.press("Escape");
  await page.goto("./");
  await expectReady(page);
  await expectRunState(page, "idle");
});
