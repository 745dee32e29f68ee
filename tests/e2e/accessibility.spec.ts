// The page passes axe's rules of WCAG 2.2 AA in both themes, at rest and with every step open, and in forced colours.
import { expect } from "@playwright/test";
import { axePath, breaches } from "./support/breaches";
import { openPage, TINY_MODEL } from "./support/playground";
import { test } from "./support/test";

for (const theme of ["light", "dark"]) {
  test(`the ${theme} page has no breach of WCAG 2.2 AA that axe can find`, async ({ page }) => {
    // Each of some twenty folds is looked through.
    test.slow();
    await page.addInitScript({ path: axePath });
    await openPage(page, "dataset=poemas", `theme=${theme}`, TINY_MODEL);
    expect(await breaches(page.locator("html"))).toEqual([]);
    // An open menu covers what lies below it, which axe would take for targets that are too small.
    const steps = page.locator("details:not(.menu)");
    for (let index = 0; index < (await steps.count()); index++) {
      await steps.nth(index).evaluate((step: HTMLDetailsElement) => {
        step.open = true;
      });
      expect(await breaches(steps.nth(index)), `fold ${index + 1}`).toEqual([]);
    }
  });
}

test("in forced colours no breach is found, and tracks, bars and tiles are still drawn", async ({ page }) => {
  await page.addInitScript({ path: axePath });
  await page.emulateMedia({ forcedColors: "active" });
  await openPage(page, "dataset=poemas", "lang=en", TINY_MODEL);
  expect(await breaches(page.locator("html"))).toEqual([]);
  const isDrawn = (selector: string, property: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
  expect(await isDrawn('input[type="range"]', "forced-color-adjust")).toBe("none");
  expect(await isDrawn(".bar", "border-top-style")).toBe("solid");
  expect(await isDrawn(".metrics > div", "outline-style")).toBe("solid");
  expect(await isDrawn(".dot", "border-top-style")).toBe("solid");
});
