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
});
