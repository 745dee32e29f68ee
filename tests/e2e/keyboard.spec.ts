// Work by keys alone: whatever a press takes from the page or moves on it, the focus stays near.
import { expect, type Page } from "@playwright/test";
import { expectRunState, openPage, TINY_MODEL } from "./support/playground";
import { test } from "./support/test";

const FAST = TINY_MODEL.replace("epochs=10000", "epochs=2").replace("validationShare=0", "validationShare=0.1");

test("the keyboard keeps its place where what had it goes or moves", async ({ page }) => {
  await openPage(page, FAST, "dataset=poemas", "lang=en");
  const rows = page.getByTestId("runs-table").locator("tbody[data-run]");
  const focused = page.locator(":focus");
  for (let run = 1; run <= 2; run++) {
    await press(page, "train");
    await expect(rows).toHaveCount(run);
    await expectRunState(page, "finished");
  }

  await test.step("Continue goes, and the button that pauses has it, not the one that stops", async () => {
    await press(page, "resume");
    await expect(focused).toHaveAttribute("data-testid", /^(pause|train)$/);
    await expectRunState(page, "finished");
  });

  await test.step("Open goes with the run that is opened", async () => {
    await press(page, "run-open");
    await expect(rows.last()).toHaveClass(/open/);
    await expect(rows.last().locator(":focus")).toHaveCount(1);
  });

  await test.step("a name is taken over and a note given up in their place, which sorting moves", async () => {
    await press(page, "runs-sort-name");
    await expect(focused).toHaveAttribute("data-testid", "runs-sort-name");
    const last = await rows.last().getAttribute("data-run");
    await rows.last().getByTestId("run-name").focus();
    await page.keyboard.press("Control+A");
    await page.keyboard.type("000");
    await page.keyboard.press("Enter");
    await expect(rows.first()).toHaveAttribute("data-run", last ?? "");
    await expect(rows.first().getByTestId("run-name")).toBeFocused();
    await expect(rows.first().getByTestId("run-name")).toHaveValue("000");
    const note = rows.first().getByTestId("run-note");
    await note.focus();
    await page.keyboard.type("no");
    await page.keyboard.press("Escape");
    await expect(note).toBeFocused();
    await expect(note).toHaveValue("");
  });

  await test.step("Undo goes with its message, and the keys are back in the table", async () => {
    await press(page, "run-delete");
    await expect(rows).toHaveCount(1);
    await press(page, "undo-run");
    await expect(rows).toHaveCount(2);
    await expect(rows.locator(":focus")).toHaveCount(1);
  });

  await test.step("Show all goes, and the chart has it", async () => {
    const chart = page.getByTestId("loss-chart").getByRole("slider");
    await chart.focus();
    await page.keyboard.press("+");
    await press(page, "zoom-reset");
    await expect(chart).toBeFocused();
  });

  await test.step("an item goes from its menu, which keeps it until Escape gives it back", async () => {
    await press(page, "run-menu");
    await press(page, "run-compare");
    await expect(focused).not.toHaveCount(0);
    await page.keyboard.press("Escape");
    await expect(focused).toHaveAttribute("data-testid", "run-menu");
    await press(page, "runs-compare-before");
    await expect(focused).toHaveAttribute("data-testid", "try-values");
  });
});

test("a place that a hand chose is not kept for the keys", async ({ page }) => {
  await openPage(page, FAST, "dataset=poemas", "lang=en");
  await page.getByTestId("train").click();
  await expectRunState(page, "finished");
  await page.getByTestId("loss-chart").getByRole("slider").focus();
  await page.keyboard.press("+");
  const whole = page.locator("[data-testid=zoom-reset]:visible").first();
  await whole.click();
  await expect(whole).toBeHidden();
  await expect(page.locator(":focus")).toHaveCount(0);
});

/** Goes to the first control of a test id that is shown, as Tab would, and presses it. */
async function press(page: Page, testId: string): Promise<void> {
  await page.getByTestId(testId).locator("visible=true").first().focus();
  await page.keyboard.press("Enter");
}
