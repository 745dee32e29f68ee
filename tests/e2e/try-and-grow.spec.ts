// Runs by plan: values that are tried one after the other, and runs that grow.
import { expect, type Locator, type Page } from "@playwright/test";
import { axePath, breaches } from "./support/breaches";
import { textFile } from "./support/files";
import { expectReady, expectRunState, numberOf, openPage, TINY_MODEL, unfold } from "./support/playground";
import { test } from "./support/test";

/** Some seconds a run, so that a queue can be paused during its first. */
const FAST = TINY_MODEL.replace("epochs=10000", "epochs=4")
  .replace("hiddenSize=16", "hiddenSize=64")
  .replace("validationShare=0", "validationShare=0.1");
const RATES = [0.001, 0.003, 0.01];

test("values are tried one after the other, and runs grow", async ({ page }) => {
  test.slow();
  await page.addInitScript({ path: axePath });
  await openPage(page, FAST, "dataset=poemas", "lang=en");
  const rows = page.getByTestId("runs-table").locator("tbody[data-run]");
  const finished = page.getByTestId("runs-table").locator('tbody[data-state="finished"]');
  const queue = page.getByTestId("run-queue");

  await test.step("a list that cannot be tried is refused in a sentence", async () => {
    await page.getByTestId("try-values").click();
    await page.getByTestId("try-list").fill("0.001; 5");
    await expect(page.getByTestId("try-dialog")).toContainText("5 is not between 1e-6 and 1.");
    await page.getByTestId("try-list").fill(RATES.join("; "));
    await page.getByTestId("try-setting").nth(1).selectOption("training.batchSize");
    await page.getByTestId("try-list").nth(1).fill("16; 32");
    await expect(page.getByTestId("try-forecast")).toHaveAttribute("data-runs", "6");
    expect(await breaches(page.getByTestId("try-dialog"))).toEqual([]);
    await page.getByTestId("try-setting").nth(1).selectOption("");
    await expect(page.getByTestId("try-forecast")).toHaveAttribute("data-runs", "3");
  });

  await test.step("the queue is paused and brought into another order by keys; the page's settings do not reach it", async () => {
    await page.getByTestId("try-start").click();
    await page.getByTestId("run-queue-pause").click();
    await expect(queue.locator("li > span")).toHaveText(["3e-3 (Learning rate)", "0.01 (Learning rate)"]);
    await queue.getByTestId("run-queue-up").nth(1).press("Enter");
    await expect(queue.locator("li > span")).toHaveText(["0.01 (Learning rate)", "3e-3 (Learning rate)"]);
    await expect(queue.getByTestId("run-queue-up").first()).toBeFocused();
    await setRate(page, "0.5");
    await expect(finished).toHaveCount(1);
    await expect(page.getByTestId("run-queue-status")).toHaveAttribute("data-hold", "asked");
    expect(await breaches(queue)).toEqual([]);
    await page.getByTestId("run-queue-go-on").click();
    await expect(finished).toHaveCount(3);
    await expect(queue).toBeHidden();
  });

  const ids = await valuesOf(rows, "data-run");
  const row = (index: number) => page.locator(`tbody[data-run="${ids[index]}"]`);

  await test.step("each says its value, in the order in which they trained", async () => {
    const names = await rows
      .getByTestId("run-name")
      .evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value.split(" · ")[0]));
    expect(names).toEqual(["3e-3 (Learning rate)", "0.01 (Learning rate)", "1e-3 (Learning rate)"]);
  });

  await test.step("Stop stops the run and pauses the queue, which can be emptied", async () => {
    await page.getByTestId("try-values").click();
    await page.getByTestId("try-list").fill("0.02; 0.03");
    await page.getByTestId("try-start").click();
    await page.getByTestId("stop").click();
    await expect(page.getByTestId("run-queue-status")).toHaveAttribute("data-hold", "stopped");
    await page.getByTestId("run-queue-clear").click();
    await expect(queue).toBeHidden();
    await expectRunState(page, "stopped");
    await expect(rows).toHaveCount(4);
  });

  await test.step("a finished run is trained longer by steps", async () => {
    const before = Number(await row(1).getAttribute("data-steps"));
    await row(1).getByTestId("run-grow").click();
    expect(await breaches(page.getByTestId("grow-dialog"))).toEqual([]);
    await page.getByTestId("grow-unit").selectOption("steps");
    await page.getByTestId("grow-count").fill("20");
    await page.getByTestId("grow-longer").click();
    await expect(row(1)).toHaveAttribute("data-steps", String(before + 20));
    await expectRunState(page, "finished");
    await expect(page.getByTestId("metric-learning-rate")).toHaveAttribute("data-value", "0.01");
  });

  await test.step("a child begins with the best weights and another rate, and is drawn on from its parent", () =>
    expectChild(page, row(0), rows));

  await test.step("another begins with the first weights that were kept", async () => {
    await row(0).getByTestId("run-grow").click();
    const option = page.getByTestId("grow-from").locator("option", { hasText: "first kept" });
    const step = Number(/step ([\d,]+)/.exec((await option.textContent()) ?? "")?.[1]?.replace(",", ""));
    await page.getByTestId("grow-from").selectOption((await option.getAttribute("value")) ?? "");
    await page.getByTestId("grow-start").click();
    await expect(rows).toHaveCount(6);
    await expect(rows.first()).toHaveAttribute("data-state", "finished");
    await expect(rows.first().getByTestId("run-changes")).toContainText(`step ${step.toLocaleString("en")}`);
  });

  await test.step("on other data, characters that the model cannot write are counted first", async () => {
    await page
      .getByTestId("dataset-input")
      .setInputFiles(textFile("mine.txt", "o sabiá canta e o curió responde §\n".repeat(40)));
    await expectReady(page);
    await expect(page.getByTestId("dataset-summary")).toContainText("mine.txt");
    await row(0).getByTestId("run-grow").click();
    await expect(page.getByTestId("grow-data")).toHaveAttribute("data-unknown", "40");
    await expect(page.getByTestId("grow-data")).toContainText("§");
    await page.getByTestId("grow-start").click();
    await expect(page.getByTestId("run-parent")).toBeVisible();
    await expect(rows).toHaveCount(7);
    await expectRunState(page, "finished");
  });
});

async function expectChild(page: Page, parent: Locator, rows: Locator): Promise<void> {
  const name = await parent.getByTestId("run-name").inputValue();
  const parentLoss = Number(await parent.getAttribute("data-validation-loss"));
  await parent.getByTestId("run-grow").click();
  await expect(page.getByTestId("grow-from")).toHaveValue("best");
  await page.getByTestId("try-list").fill("0.0005");
  await page.getByTestId("grow-start").click();
  await expect(rows).toHaveCount(5);
  const child = rows.first();
  await expect(child).toHaveAttribute("data-state", "finished");
  const changes = (await child.getByTestId("run-changes").textContent()) ?? "";
  const step = Number(/step ([\d,]+)/.exec(changes)?.[1]?.replace(",", ""));
  expect(changes).toContain(`from ${name}, step`);
  expect(step).toBeGreaterThan(0);
  await expect(page.getByTestId("metric-learning-rate")).toHaveAttribute("data-value", "0.0005");
  // Fresh weights would come to far more after as few steps at such a rate.
  expect(Number(await child.getAttribute("data-validation-loss"))).toBeLessThan(parentLoss + 0.05);

  const steps = await numberOf(page, "metric-step");
  const plot = page.getByTestId("loss-chart").locator(".crosshair");
  const lastPlace = async () => {
    await plot.focus();
    await plot.press("End");
    return Number(await plot.getAttribute("aria-valuenow"));
  };
  await page.getByTestId("chart-options").click();
  await page.getByTestId("abscissa").getByText("steps").click();
  await page.keyboard.press("Escape");
  await expect.poll(lastPlace, "the child goes on where its parent stood").toBe(step + steps);
  await page.getByTestId("chart-options").click();
  await page.getByTestId("join-runs").click();
  await page.keyboard.press("Escape");
  await expect.poll(lastPlace).not.toBe(step + steps);
}

async function setRate(page: Page, rate: string): Promise<void> {
  await unfold(page.locator('[data-config="training.learningRate"]').first());
  const box = page.locator('input:not([type=range])[data-config="training.learningRate"]').first();
  await box.fill(rate);
  await box.press("Tab");
}

function valuesOf(elements: Locator, attribute: string): Promise<string[]> {
  return elements.evaluateAll((list, name) => list.map((one) => one.getAttribute(name) ?? ""), attribute);
}
