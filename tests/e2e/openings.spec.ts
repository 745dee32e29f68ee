// The page opened in ways in which it cannot be all that it is: each says what is wrong and what to do.
import { pathToFileURL } from "node:url";
import { expect } from "@playwright/test";
import { INSECURE_HOST } from "../../playwright.config";
import { expectReady, train } from "./support/playground";
import { test } from "./support/test";

const BOTH_LANGUAGES = [/has not started.*reload/s, /não abriu.*recarregue/s];

test.describe("on an insecure address", () => {
  test.use({ baseURL: INSECURE_HOST });

  test("trains on one thread, and the chip names the true reason", async ({ page }) => {
    await page.goto("./");
    await expectReady(page);
    await train(page);
    const device = page.getByTestId("device");
    await expect(device).toHaveAttribute("data-value", "plan-wasm");
    await expect(device).toContainText("neither https nor localhost");
    await expect(device).not.toContainText("no WebGPU");
  });
});

test("opened from a disk, says in both languages what to do", async ({ page }) => {
  await page.goto(pathToFileURL("dist/index.html").href);
  for (const words of BOTH_LANGUAGES) await expect(page.locator("body")).toContainText(words);
  await expect(page.getByText("has not started")).toBeVisible();
});

test("without its scripts, says in both languages what to do; with them, never", async ({ page }) => {
  await page.goto("./");
  await expectReady(page);
  await expect(page.locator(".not-started")).toHaveCount(0);
  await page.route("**/assets/index-*.js", (route) => route.fulfill({ status: 404 }));
  await page.goto("./");
  await expect(page.getByText("has not started")).toBeHidden();
  await expect(page.getByText("has not started")).toBeVisible();
  for (const words of BOTH_LANGUAGES) await expect(page.locator("body")).toContainText(words);
});
