// The page passes axe's rules of WCAG 2.2 AA in both themes, at rest and with every step open.
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";
import type { AxeResults } from "axe-core";
import { openPage, TINY_MODEL } from "./support/playground";
import { test } from "./support/test";

const axePath = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** Gives each breach as rule, help and the elements concerned. */
async function breaches(page: Page): Promise<string[]> {
  const results: AxeResults = await page.evaluate(() =>
    window.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }),
  );
  return results.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(" ")}`);
}

for (const theme of ["light", "dark"]) {
  test(`the ${theme} page has no breach of WCAG 2.2 AA that axe can find`, async ({ page }) => {
    // An init script is no content of the page, so the policy lets it through.
    await page.addInitScript({ path: axePath });
    await openPage(page, "dataset=poemas", `theme=${theme}`, TINY_MODEL);
    expect(await breaches(page)).toEqual([]);
    // An open menu covers what lies below it, which axe would take for targets that are too small.
    const steps = page.locator("details:not(.menu)");
    for (let index = 0; index < (await steps.count()); index++) {
      await steps.nth(index).evaluate((step: HTMLDetailsElement) => {
        step.open = true;
      });
      expect(await breaches(page), `with fold ${index + 1} open`).toEqual([]);
    }
  });
}
