// A run takes the memory that the page named before it, and is refused where there is not so much.
import { expect } from "@playwright/test";
import { numberOf, openPage, train } from "./support/playground";
import { test } from "./support/test";

for (const preset of ["first-song", "hotwheels-mlp", "tiny-attention"]) {
  test(`a run of ${preset} uses what was estimated before it, within a fifth`, async ({ page }) => {
    await openPage(page, `preset=${preset}`);
    await expect(page.getByTestId("memory-used")).toHaveCount(0);
    await expect(page.getByTestId("memory-estimate")).toHaveAttribute("data-source", "device");
    const estimate = await numberOf(page, "memory-estimate");
    await train(page);
    const used = await numberOf(page, "memory-used");
    expect(Math.abs(used - estimate) / estimate).toBeLessThan(0.2);
    expect(await numberOf(page, "memory-estimate"), "the estimate stays while the settings do").toBe(estimate);
  });
}

test("what the device cannot hold is refused before anything starts, with settings that fit", async ({ page }) => {
  const tooLarge =
    "model.architecture=attention&model.embeddingSize=512&tokens.contextLength=512&training.batchSize=4096";
  await openPage(page, tooLarge);
  await expect(page.getByTestId("memory-too-much")).toHaveAttribute("data-value", /^\d+$/);
  await page.getByTestId("train").click();
  const banner = page.getByTestId("error-banner");
  await expect(banner).toHaveAttribute("data-code", "doesNotFit");
  await expect(page.getByTestId("run-state")).toHaveAttribute("data-value", "idle");
  await banner.getByRole("button").first().click();
  await expect(banner).toHaveCount(0);
  await expect(page.getByTestId("memory-estimate")).toHaveAttribute("data-source", "device");
  await expect(page.getByTestId("memory-too-much")).toHaveCount(0);
});
