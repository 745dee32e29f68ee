// On a phone the page fits its 390 pixels and does the same job.
import { expect } from "@playwright/test";
import { expectSteps, openPage, pause, TINY_MODEL, train } from "./support/playground";
import { test } from "./support/test";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

test("nothing is wider than the phone, and training works", async ({ page }) => {
  await openPage(page, "dataset=poemas", TINY_MODEL);
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(await overflow()).toBeLessThanOrEqual(0);
  await train(page);
  await expectSteps(page, 3);
  await pause(page);
  expect(await overflow()).toBeLessThanOrEqual(0);
  const plot = page.getByTestId("loss-chart").getByRole("slider");
  await plot.scrollIntoViewIfNeeded();
  const box = (await plot.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  for (const share of [0.02, 0.4, 0.6, 0.98]) {
    await page.touchscreen.tap(box.x + share * box.width, box.y + box.height / 2);
    const read = await page.getByTestId("chart-readout").locator("b").first().boundingBox();
    expect(read?.x, "what a finger reads stands in the plot").toBeGreaterThanOrEqual(box.x);
    expect((read?.x ?? 0) + (read?.width ?? 1000)).toBeLessThanOrEqual(box.x + box.width);
  }
});

test("no window between phone and desktop cuts the page off", async ({ page }) => {
  await openPage(page, "lang=pt-BR", "training.epochs=7");
  for (const width of [360, 390, 761, 800, 880, 960, 1024, 1181]) {
    await page.setViewportSize({ width, height: 800 });
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), {
        message: `${width} px`,
      })
      .toBeLessThanOrEqual(0);
  }
});
