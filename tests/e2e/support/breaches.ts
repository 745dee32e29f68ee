// What axe finds on a page.
import { createRequire } from "node:module";
import type { Locator } from "@playwright/test";
import type { AxeResults } from "axe-core";

/** The script that puts axe into a page; an init script is no content of the page, so the policy lets it through. */
export const axePath = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** Gives each breach of WCAG 2.2 AA within a part as rule, help and the elements concerned. */
export async function breaches(part: Locator): Promise<string[]> {
  const results: AxeResults = await part.evaluate((element) =>
    window.axe.run(element, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }),
  );
  return results.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(" ")}`);
}
