// The worker dies, by outside means: the page says so, comes back by itself and loses no more than it says.
import { type BrowserContext, expect, type Page } from "@playwright/test";
import { endWorker, holdWorkers, stepsOf } from "./support/accidents";
import { expectReady, expectRunState, expectSteps, numberOf, openPage, TINY_MODEL, train } from "./support/playground";
import { test } from "./support/test";

const WORKER = /assets\/training\.worker-[^/]*\.js$/;

/** Lets the first worker that starts run `code` behind its own script; later ones are left alone. */
async function spoilFirstWorker(context: BrowserContext, code: string): Promise<void> {
  await context.route(
    WORKER,
    async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `${await response.text()}\n${code}` });
    },
    { times: 1 },
  );
}

const notice = (page: Page, kind: string) => page.locator(`[data-testid="notice"][data-kind="${kind}"]`);

test.describe("the worker", () => {
  test("crashes while it trains: the run is back at its newest copy and goes on", async ({ page, context }) => {
    await spoilFirstWorker(context, "setTimeout(() => { throw new Error('boom'); }, 9000);");
    await openPage(page, "dataset=poemas", TINY_MODEL);
    await train(page);
    await expect(notice(page, "workerRestarted")).toBeVisible();
    await expectRunState(page, "paused");
    const step = await numberOf(page, "metric-step");
    expect(step).toBeGreaterThan(0);
    await page.getByTestId("chart-marks").press("Enter");
    await expect(page.locator(".note-list li")).toHaveText([/^Interrupted: back at step/]);
    await expect(page.locator(".note-list li")).toHaveAttribute("data-step", String(step));
    await page.keyboard.press("Escape");
    await page.getByTestId("resume").click();
    await expectSteps(page, step + 5);
    await expect(page.getByTestId("error-banner")).toHaveCount(0);
  });

  test("dies while a queue runs: the run goes on by itself, and the queue after it", async ({ page, context }) => {
    await holdWorkers(context);
    const model = TINY_MODEL.replace("hiddenSize=16", "hiddenSize=64").replace("epochs=10000", "epochs=4");
    await openPage(page, "dataset=poemas", model);
    await page.getByTestId("try-values").click();
    await page.getByTestId("try-list").fill("0.001; 0.003");
    await page.getByTestId("try-start").click();
    await expectSteps(page, 500);
    await endWorker(page, "by an error");
    await expect(notice(page, "workerRestarted")).toBeVisible();
    const rows = page.getByTestId("runs-table").locator("tbody[data-run]");
    await expect(page.getByTestId("run-queue")).toBeHidden();
    await expect(rows).toHaveCount(2);
    await expect(page.getByTestId("runs-table").locator('tbody[data-state="finished"]')).toHaveCount(2);
    expect(await rows.nth(0).getAttribute("data-steps")).toBe(await rows.nth(1).getAttribute("data-steps"));
    await rows.nth(1).getByTestId("run-open").click();
    await expect(rows.nth(1)).toHaveClass(/open/);
    const steps = (await stepsOf(page)).map((line) => Number(line.split(",")[1]));
    expect(steps).toEqual(steps.map((_, index) => index + 1));
  });

  test("hangs at rest: another one takes its place with the same data", async ({ page, context }) => {
    await spoilFirstWorker(context, "setTimeout(() => { for (;;); }, 2500);");
    await openPage(page, "dataset=poemas", TINY_MODEL);
    const windows = await numberOf(page, "window-count");
    const replaced = page.waitForEvent("worker");
    await replaced;
    await expectReady(page);
    await expect(page.getByTestId("window-count")).toHaveAttribute("data-value", String(windows));
    await train(page);
  });

  test("does not load at first: it is asked for again, and the data are there", async ({ page, context }) => {
    await context.route(WORKER, (route) => route.fulfill({ status: 503 }), { times: 1 });
    await openPage(page, "dataset=poemas", TINY_MODEL);
    await train(page);
  });
});
