// The graphics process dies or is busy, as only a browser with an adapter can show.
import { expect } from "@playwright/test";
import { expectRunState, expectSteps, numberOf, openPage, TINY_MODEL, train } from "./support/playground";
import { test } from "./support/test";

test.describe("the graphics process", () => {
  test("crashes while it trains: the banner leads to the processor, where the run goes on", async ({
    page,
    browser,
    backend,
  }) => {
    await openPage(page, "dataset=poemas", TINY_MODEL, backend);
    await train(page);
    const session = await browser.newBrowserCDPSession();
    await session.send("Browser.crashGpuProcess").catch(() => undefined);
    const banner = page.getByTestId("error-banner");
    await expect(banner).toHaveAttribute("data-code", "deviceLost");
    await banner.getByRole("button", { name: "CPU" }).click();
    await expectRunState(page, "paused");
    await expect(page.getByTestId("device")).toHaveAttribute("data-value", "plan-wasm");
    const step = await numberOf(page, "metric-step");
    await page.getByTestId("resume").click();
    await expectSteps(page, step + 5);
  });

  test("is busy with a long step: Stop shows at once", async ({ page, backend }) => {
    await openPage(page, "preset=tiny-attention", "training.evaluateEvery=0", backend);
    await page.getByTestId("train").click();
    await expectRunState(page, "running");
    await page.getByTestId("stop").click();
    await expectRunState(page, "stopped", 1_500);
  });
});
