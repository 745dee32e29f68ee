// On a phone the page fits its 390 pixels and does the same job.
import { expect, type Locator, type Page } from "@playwright/test";
import { dropFiles, textFile } from "./support/files";
import { expectRunState, expectSteps, openPage, pause, TINY_MODEL, train, unfold } from "./support/playground";
import { test } from "./support/test";

const TINY_ATTENTION =
  "model.architecture=attention&model.embeddingSize=8&model.heads=2&model.layers=1&model.lossPositions=every" +
  "&tokens.contextLength=32&tokens.validationShare=0.2&training.batchSize=8";

/** How far the page can be scrolled to the side. */
const sideways = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

/** Lists the controls of a part that stand beyond the sides of the window, which no thumb reaches. */
const beyondReach = (part: Locator) =>
  part.evaluate((within) =>
    [...within.querySelectorAll("button, input, select, textarea, summary")]
      .filter((control) => {
        const { left, right } = control.getBoundingClientRect();
        return control.checkVisibility() && (left < 0 || right > innerWidth);
      })
      .map((control) => control.outerHTML.slice(0, 120)),
  );

async function boxOf(part: Locator) {
  const box = await part.boundingBox();
  if (box === null) throw new Error("boxOf: expected a part that is shown");
  return box;
}

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

test("nothing is wider than the phone, and training works", async ({ page }) => {
  await openPage(page, "dataset=poemas", TINY_MODEL);
  expect(await sideways(page)).toBeLessThanOrEqual(0);
  await train(page);
  await expectSteps(page, 3);
  await pause(page);
  expect(await sideways(page)).toBeLessThanOrEqual(0);
  const plot = page.getByTestId("loss-chart").getByRole("slider");
  await plot.scrollIntoViewIfNeeded();
  const value = page.getByTestId("chart-readout").locator("b").first();
  for (const share of [0.02, 0.4, 0.6, 0.98]) {
    // The plot may still move under the finger while parts of the page above it arrive.
    await expect(async () => {
      const box = await boxOf(plot);
      await page.touchscreen.tap(box.x + share * box.width, box.y + box.height / 2);
      await expect(value).toBeVisible({ timeout: 2000 });
      const read = await boxOf(value);
      expect(read.x, "what a finger reads stands in the plot").toBeGreaterThanOrEqual(box.x);
      expect(read.x + read.width).toBeLessThanOrEqual(box.x + box.width);
    }).toPass();
  }
});

test("pairs and the comparison of two models are within a thumb's reach", async ({ page }) => {
  const rows = Array.from({ length: 40 }, (_, at) => ({ question: `What is ${at}?`, answer: `It is ${at}.` }));
  await openPage(page, "lang=en", `${TINY_ATTENTION}&training.runLength=steps&training.steps=4`);
  await dropFiles(page, textFile("pairs.jsonl", rows.map((row) => JSON.stringify(row)).join("\n")));
  const show = (section: string) => page.locator(`nav a[href="#${section}"]`).tap();
  await show("setup");
  const pairs = page.getByTestId("pairs");
  await unfold(pairs);
  await page.getByTestId("pair-take").tap();
  await expect(page.getByTestId("pair-preview").locator("li").first()).toContainText("It is 0.");
  expect(await sideways(page)).toBeLessThanOrEqual(0);
  expect(await beyondReach(pairs)).toEqual([]);

  await show("train");
  await page.getByTestId("train").tap();
  await expectRunState(page, "finished");
  await show("sample");
  await page.getByTestId("comparison-start").tap();
  await unfold(page.getByTestId("before-after-answers"));
  expect(await sideways(page)).toBeLessThanOrEqual(0);
  expect(await beyondReach(page.locator(".comparison"))).toEqual([]);
});

test("no window between phone and desktop cuts the page off", async ({ page }) => {
  await openPage(page, "lang=pt-BR", "training.epochs=7");
  for (const width of [360, 390, 761, 800, 880, 960, 1024, 1181]) {
    await page.setViewportSize({ width, height: 800 });
    await expect.poll(() => sideways(page), { message: `${width} px` }).toBeLessThanOrEqual(0);
  }
});
