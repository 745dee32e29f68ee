// Every explanation opens by touch and by keyboard, stays inside the window, and goes by Escape or a press elsewhere.
import { expect, type Locator, type Page } from "@playwright/test";
import { openPage, TINY_MODEL, train, unfold } from "./support/playground";
import { test } from "./support/test";

/** Fails where a part of the box lies outside the window. */
async function expectInside(page: Page, box: Locator): Promise<void> {
  const edges = await box.boundingBox();
  const view = page.viewportSize();
  if (edges === null || view === null) throw new Error("nothing is drawn");
  expect(edges.x).toBeGreaterThanOrEqual(0);
  expect(edges.y).toBeGreaterThanOrEqual(0);
  expect(edges.x + edges.width).toBeLessThanOrEqual(view.width);
  expect(edges.y + edges.height).toBeLessThanOrEqual(view.height);
}

const openAllFolds = (page: Page) =>
  page.evaluate(() => {
    for (const fold of document.querySelectorAll("details")) {
      fold.removeAttribute("name");
      fold.open = true;
    }
  });

test.describe("by touch, on the smallest phone", () => {
  test.use({ viewport: { width: 320, height: 568 }, hasTouch: true });

  test("every setting and every figure explains itself", async ({ page }) => {
    test.slow();
    await openPage(page, "lang=pt-BR");
    await openAllFolds(page);
    const unexplained = await page.evaluate(() => {
      const paths = (selector: string) =>
        [...document.querySelectorAll<HTMLElement>(selector)].map((element) => element.dataset.config);
      const explained = new Set(paths("[data-testid=help]"));
      return paths(":is(input, select, textarea, fieldset)[data-config]").filter((path) => !explained.has(path));
    });
    expect(unexplained).toEqual([]);
    const explanation = page.getByTestId("explanation");
    for (const tab of ["setup", "train", "sample"]) {
      await page.evaluate((id) => location.assign(`#${id}`), tab);
      await expect(page.locator(`#${tab}`)).toBeVisible();
      const buttons = page.locator(`#${tab}`).getByTestId("help");
      expect(await buttons.count()).toBeGreaterThan(4);
      for (const button of await buttons.all()) {
        await unfold(button);
        await button.tap();
        await expect(button).toHaveAttribute("aria-expanded", "true");
        await expect(explanation).toHaveText(/\p{L}{3}/u);
        await expectInside(page, explanation);
        await page.touchscreen.tap(125, 26);
        await expect(explanation).toHaveCount(0);
      }
    }
  });

  test("the device and a button that rests tell why, and a press elsewhere closes both", async ({ page }) => {
    await openPage(page);
    const chip = page.getByTestId("device");
    const size = await chip.boundingBox();
    expect(Math.min(size?.width ?? 0, size?.height ?? 0)).toBeGreaterThanOrEqual(24);
    const box = page.locator(".device-reason");
    await chip.tap();
    await expect(box).toBeVisible();
    await expectInside(page, box);
    await page.touchscreen.tap(125, 26);
    await expect(box).toBeHidden();
    await chip.tap();
    await expect(box).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(box).toBeHidden();
    await expect(page.getByTestId("stop")).toBeDisabled();
    await page.getByTestId("stop").tap({ force: true });
    await expect(page.getByTestId("explanation")).toHaveText("Nothing is running");
    await expectInside(page, page.getByTestId("explanation"));
    await chip.tap();
    await expect(page.getByTestId("explanation")).toHaveCount(0);
    await expect(box).toBeVisible();
  });
});

test("by keyboard the explanation follows its control, says the reason of a lock, and Escape closes it", async ({
  page,
}) => {
  await openPage(page, TINY_MODEL);
  await openAllFolds(page);
  const track = page.locator('input[type=range][data-config="model.hiddenSize"]');
  const help = page.locator('[data-testid=help][data-config="model.hiddenSize"]');
  const explanation = page.getByTestId("explanation");
  await expect(track).toHaveAccessibleDescription("Width of the hidden layer, or the memory of a GRU.");
  await track.focus();
  await page.keyboard.press("Tab");
  await expect(help).toBeFocused();
  await expect(help).toHaveAccessibleName("About Hidden size");
  await page.keyboard.press("Enter");
  await expect(explanation).toHaveText("Width of the hidden layer, or the memory of a GRU.");
  await page.keyboard.press("Escape");
  await expect(explanation).toHaveCount(0);
  await expect(help).toBeFocused();

  await train(page);
  await expect(track).toBeDisabled();
  await help.press("Enter");
  await expect(explanation).toContainText("locked in this run");
  await page.getByTestId("step-once").focus();
  await page.keyboard.press("Enter");
  await expect(explanation).toHaveText("Pause first to go one step at a time");
});
