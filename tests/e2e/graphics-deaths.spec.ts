// The graphics process dies or is busy, as only a browser with an adapter can show.
import { expect } from "@playwright/test";
import { crashGraphics, stepsOf } from "./support/accidents";
import { expectRunState, expectSteps, numberOf, openPage, pause, TINY_MODEL, train } from "./support/playground";
import { test } from "./support/test";

test.describe("the graphics process", () => {
  test("crashes while it trains: the run goes on there by itself, each step once, and after the third on the processor", async ({
    page,
    backend,
  }) => {
    const device = page.getByTestId("device");
    await openPage(page, "dataset=poemas", TINY_MODEL, backend);
    await train(page);
    for (const left of ["plan-webgpu", "plan-webgpu", "plan-wasm"]) {
      await expectSteps(page, (await numberOf(page, "metric-step")) + 5);
      await crashGraphics(page);
      await expect(device).toHaveAttribute("data-value", left);
    }
    await expect(page.locator('[data-testid="notice"][data-kind="cardGivenUp"]')).toBeVisible();
    await expect(page.getByTestId("error-banner")).toHaveCount(0);
    await expectSteps(page, (await numberOf(page, "metric-step")) + 5);
    await pause(page);
    const steps = (await stepsOf(page)).map((line) => Number(line.split(",")[1]));
    expect(steps).toEqual(steps.map((_, index) => index + 1));
  });

  test("is busy with a long step: Stop shows", async ({ page, backend }) => {
    await openPage(page, "preset=tiny-attention", "training.evaluateEvery=0", backend);
    await page.getByTestId("train").click();
    await expectRunState(page, "running");
    await page.getByTestId("stop").click();
    await expectRunState(page, "stopped");
  });
});
