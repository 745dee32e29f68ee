// The address chooses language and theme; an address that says nonsense is forgiven with a notice.
import { expect } from "@playwright/test";
import { numberOf, openPage } from "./support/playground";
import { test } from "./support/test";

test("the page speaks English and Portuguese", async ({ page }) => {
  await openPage(page, "lang=en");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByTestId("train")).toContainText("Train");
  await openPage(page, "lang=pt-BR");
  await expect(page.locator("html")).toHaveAttribute("lang", "pt-BR");
  await expect(page.getByTestId("train")).toContainText("Treinar");
  await expect(page.getByRole("contentinfo")).toContainText("Espaço");
  await expect(page.getByTestId("preset-select")).toHaveAttribute("data-preset", "primeiros-versos");
  await expect(page.getByTestId("about-data")).toContainText("475 poemas");
  await expect(page.getByTestId("dataset-summary")).toHaveAttribute("data-records", /^4\d\d$/);
});

test("numbers are written as the language writes them, raw values stay", async ({ page }) => {
  await openPage(page, "lang=pt-BR", "preset=hotwheels-mlp");
  const parameters = await numberOf(page, "parameter-count");
  expect(parameters).toBeGreaterThan(1000);
  const written = new Intl.NumberFormat("pt-BR").format(parameters);
  await expect(page.getByTestId("parameter-count")).toContainText(written);
});

for (const theme of ["light", "dark"]) {
  test(`the ${theme} theme colours the page`, async ({ page }) => {
    await openPage(page, `theme=${theme}`);
    const brightness = await page.evaluate(() => {
      const channels =
        getComputedStyle(document.body)
          .backgroundColor.match(/[\d.]+/g)
          ?.map(Number) ?? [];
      return channels.slice(0, 3).reduce((sum, channel) => sum + channel, 0) / 3;
    });
    if (theme === "dark") expect(brightness).toBeLessThan(80);
    else expect(brightness).toBeGreaterThan(200);
  });
}

test("an address with unknown and bad values still opens a page that trains", async ({ page }) => {
  await openPage(page, "preset=nonsense", "training.learningRate=loud", "wings=2");
  await expect(page.getByTestId("error-banner")).toHaveCount(0);
  await expect(page.getByTestId("notice").first()).toBeVisible();
  await page.getByTestId("step-once").click();
  await expect(page.getByTestId("metric-step")).toHaveAttribute("data-value", "1");
});

test("an address sets any setting by its path", async ({ page }) => {
  await openPage(page, "model.architecture=mlp", "model.hiddenSize=48", "training.learningRate=3e-4");
  const rate = page.locator('[data-config="training.learningRate"]').first();
  await expect(rate).toHaveAttribute("data-value", "0.0003");
});
