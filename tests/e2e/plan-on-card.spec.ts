// Plans on a graphics card, in the browser's worker.
import { expect } from "@playwright/test";
import { expectRunState, expectSteps, numberOf, openPage, TINY_MODEL, train } from "./support/playground";
import { test } from "./support/test";

test("a plan on the card trains, stops, and goes on", async ({ page }) => {
  await openPage(page, "dataset=poemas", TINY_MODEL, "backend=plan-webgpu");
  await train(page);
  await expect(page.getByTestId("device")).toHaveAttribute("data-value", "plan-webgpu");
  await page.getByTestId("pause").click();
  await expectRunState(page, "paused");
  const step = await numberOf(page, "metric-step");
  await page.getByTestId("resume").click();
  await expectSteps(page, step + 5);
  await expect(page.getByTestId("error-banner")).toHaveCount(0);
});
