// A run takes the memory that the page named before it.
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
