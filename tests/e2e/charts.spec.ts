// What the charts write beside their curves can be read.
import { expect, type Page } from "@playwright/test";
import { textFile } from "./support/files";
import { expectReady, expectRunState, openPage, TINY_MODEL, train } from "./support/playground";
import { test } from "./support/test";

const FAST = TINY_MODEL.replace("epochs=10000", "epochs=4").replace("validationShare=0", "validationShare=0.1");

for (const { scale, side } of [
  { scale: "logarithmic", side: "under" },
  { scale: "linear", side: "over" },
]) {
  test(`the word at the best loss stands ${side} it and on no label of the ${scale} axes`, async ({ page }) => {
    // The plot is lowest in a short window.
    await page.setViewportSize({ width: 1366, height: 768 });
    await openPage(page, FAST, "training.learningRate=0.01");
    // A text that is learnt by heart ends at the foot of the chart.
    await page.getByTestId("dataset-input").setInputFiles(textFile("ab.txt", "ab".repeat(4000)));
    await expect(page.getByTestId("dataset-summary")).toContainText("ab.txt");
    await expectReady(page);
    if (scale === "linear") await page.getByTestId("log-axis").evaluate((element) => (element as HTMLElement).click());
    await train(page);
    await expectRunState(page, "finished");
    await expect.poll(() => sideOfWord(page)).toBe(side);
    expect(await labelsUnder(page)).toEqual([]);
  });
}

/** Tells on which side of its ring the word at the best loss stands; "none" while there is none. */
function sideOfWord(page: Page): Promise<string> {
  return page.getByTestId("loss-chart").evaluate((chart) => {
    const ring = chart.querySelector(".best")?.getBoundingClientRect();
    const word = chart.querySelector(".best + text")?.getBoundingClientRect();
    if (ring === undefined || word === undefined) return "none";
    return word.top + word.bottom > ring.top + ring.bottom ? "under" : "over";
  });
}

/** Gives the axis labels that the word at the best loss covers; ["no word"] while there is none. */
function labelsUnder(page: Page): Promise<string[]> {
  return page.getByTestId("loss-chart").evaluate((chart) => {
    const word = chart.querySelector(".best + text")?.getBoundingClientRect();
    if (word === undefined) return ["no word"];
    const labels = [...chart.querySelectorAll(".recharts-cartesian-axis-tick-value")];
    if (labels.length === 0) return ["no labels"];
    return labels
      .filter((label) => {
        const box = label.getBoundingClientRect();
        return word.left < box.right && box.left < word.right && word.top < box.bottom && box.top < word.bottom;
      })
      .map((label) => label.textContent ?? "");
  });
}
