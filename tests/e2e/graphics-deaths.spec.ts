// The graphics process dies or is busy, as only a browser with an adapter can show.
import { expect } from "@playwright/test";
import { expectRunState, expectSteps, numberOf, openPage, TINY_MODEL, train } from "./support/playground";
import { test } from "./support/test";

test.describe("the graphics process", () => {
  test("crashes while it trains: the run is back on the card by itself, and goes on", async ({
    page,
    browser,
    backend,
  }) => {
    await openPage(page, "dataset=poemas", TINY_MODEL, backend);
    await train(page);
    const session = await browser.newBrowserCDPSession();
    await session.send("Browser.crashGpuProcess").catch(() => undefined);
    await expect(page.locator('[data-testid="notice"][data-kind="workerRestarted"]')).toBeVisible({ timeout: 30_000 });
    await expectRunState(page, "running");
    await expect(page.getByTestId("error-banner")).toHaveCount(0);
    await expect(page.getByTestId("device")).toHaveAttribute("data-value", "plan-webgpu");
    await expectSteps(page, (await numberOf(page, "metric-step")) + 5);
  });

  test("is busy with a long step: Stop shows at once", async ({ page, backend }) => {
    await openPage(page, "preset=tiny-attention", "training.evaluateEvery=0", backend);
    await page.getByTestId("train").click();
    await expectRunState(page, "running");
    await page.getByTestId("stop").click();
    await expectRunState(page, "stopped", 1_500);
  });
});
