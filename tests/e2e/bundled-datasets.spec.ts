// Every data set that the page brings along loads, is cut into windows and can be trained on.
import { readdirSync, readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import { expectReady, expectSteps, numberOf, openPage, TINY_MODEL } from "./support/playground";
import { test } from "./support/test";

const bundled: readonly { readonly id: string; readonly file: string }[] = JSON.parse(
  readFileSync("public/datasets/index.json", "utf8"),
);

test("the list of bundled data sets names every file beside it", () => {
  const files = readdirSync("public/datasets").filter((file) => file !== "index.json");
  expect(bundled.map(({ file }) => file).sort()).toEqual(files.sort());
});

for (const { id } of bundled) {
  test(`${id} loads and takes a first training step`, async ({ page }) => {
    await openPage(page, `dataset=${id}`, TINY_MODEL);
    await expect(page.getByTestId("dataset-summary")).toHaveAttribute("data-records", /^[1-9]\d*$/);
    await expect(page.getByTestId("dataset-summary")).toHaveAttribute("data-characters", /^[1-9]\d*$/);
    await expect(page.getByTestId("error-banner")).toHaveCount(0);
    await expectReady(page);
    expect(await numberOf(page, "vocabulary-size")).toBeGreaterThan(10);
    await page.getByTestId("step-once").click();
    await expectSteps(page, 1);
    const vocabulary = await numberOf(page, "vocabulary-size");
    expect(await numberOf(page, "metric-train-loss")).toBeLessThan(2 * Math.log(vocabulary));
  });
}
