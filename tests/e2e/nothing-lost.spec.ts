// A trained model is not lost by a press: what took its place can be undone, and closing the window asks.
import { expect, type Page } from "@playwright/test";
import { exportFile } from "./support/files";
import {
  expectRunState,
  expectSteps,
  numberOf,
  openPage,
  pause,
  refuseStorage,
  sample,
  TINY_MODEL,
  train,
} from "./support/playground";
import { test } from "./support/test";

/** Starts on the big button. */
async function trainAgain(page: Page): Promise<void> {
  await page.getByTestId("train").click();
  await expectRunState(page, "running");
}

/** Waits until the run under way has trained for `seconds`. */
async function expectTrainedFor(page: Page, seconds: number): Promise<void> {
  const elapsed = async () => {
    const shown = await page.getByTestId("run-state").getByText("elapsed").textContent();
    const [minutes, rest] = shown?.match(/\d+/g) ?? [];
    return 60 * Number(minutes) + Number(rest);
  };
  await expect.poll(elapsed).toBeGreaterThanOrEqual(seconds);
}

/** Trains until the run is worth keeping, and stops it. */
async function trainForAWhile(page: Page): Promise<void> {
  await train(page);
  await expectTrainedFor(page, 4);
  await page.getByTestId("stop").click();
  await expectRunState(page, "stopped");
}

const request = { prompt: "ola", temperature: 0.8, length: 40, seed: "seven" };

test("the model that Train again replaced comes back as it was and goes on training", async ({ page }) => {
  await openPage(page, "dataset=poemas", TINY_MODEL);
  await trainForAWhile(page);
  const step = await numberOf(page, "metric-step");
  const text = await sample(page, request);
  await trainAgain(page);
  await page.getByTestId("undo-run").click();
  await expectRunState(page, "stopped");
  expect(await numberOf(page, "metric-step")).toBe(step);
  expect(await sample(page, request), "the same weights write the same text").toBe(text);
  await page.getByTestId("resume").click();
  await expectSteps(page, step + 5);
});

test("the model that Reset took away comes back, and its file can still be saved", async ({ page }) => {
  await openPage(page, "dataset=poemas", TINY_MODEL);
  await trainForAWhile(page);
  const step = await numberOf(page, "metric-step");
  await page.getByTestId("reset").click();
  await expectRunState(page, "idle");
  await page.getByTestId("undo-run").click();
  await expectRunState(page, "stopped");
  expect(await numberOf(page, "metric-step")).toBe(step);
  expect((await exportFile(page, "export-weights")).name).toContain(`step-${step}`);
  await page.getByTestId("reset").click();
  await expectRunState(page, "idle");
  await expect(page.getByTestId("undo-run"), "a file holds the model now").toBeHidden();
});

test("a run of a few steps goes without a word", async ({ page }) => {
  await openPage(page, TINY_MODEL);
  for (let step = 1; step <= 3; step++) {
    await page.getByTestId("step-once").click();
    await expectSteps(page, step);
  }
  await page.getByTestId("reset").click();
  await expectRunState(page, "idle");
  await expect(page.getByTestId("undo-run")).toBeHidden();
});

test("closing the window asks of a long run that neither the browser nor a file keeps", async ({ page, context }) => {
  await refuseStorage(context);
  await openPage(page, "dataset=poemas", TINY_MODEL);
  const questions: string[] = [];
  page.on("dialog", (dialog) => {
    questions.push(dialog.type());
    void dialog.dismiss();
  });
  await expect(page.locator('[data-testid="notice"][data-kind="storageRefused"]')).toHaveCount(1);
  await expect(page.getByTestId("storage-state")).toHaveAttribute("data-value", "memory");
  await train(page);
  await expectTrainedFor(page, 21);
  await pause(page);
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => questions).toEqual(["beforeunload"]);
  expect(page.isClosed(), "the answer was to stay").toBe(false);

  await exportFile(page, "export-weights");
  const closed = page.waitForEvent("close");
  await page.close({ runBeforeUnload: true });
  await closed;
  expect(questions).toEqual(["beforeunload"]);
});
