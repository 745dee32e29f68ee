// From the smallest phone to a laptop the way to a first run lies in the first view, and nothing is cut off.
import { expect, type Locator, type Page } from "@playwright/test";
import { openPage, pause, TINY_MODEL, train, unfold } from "./support/playground";
import { test } from "./support/test";

const WINDOWS = [
  [320, 568],
  [360, 640],
  [768, 1024],
  [820, 1180],
  [1024, 768],
  [1093, 614],
  [1180, 820],
  [1366, 768],
] as const;

const WIDEST_PHONE = 760;
const TAB_BAR = 57;

/** Gives the lower edge of what is drawn of an element, and fails where that is nothing. */
async function bottomOf(element: Locator): Promise<number> {
  const box = await element.boundingBox();
  if (box === null || box.height === 0) throw new Error(`${element} is not drawn`);
  return box.y + box.height;
}

/** What a window shows of the page without scrolling. */
async function firstView(page: Page, width: number) {
  const phone = width <= WIDEST_PHONE;
  const loss = phone ? page.getByTestId("run-loss") : page.getByTestId("loss-chart").locator(".read");
  const lowest = Math.max(await bottomOf(page.getByTestId("resume")), await bottomOf(loss));
  return { lowest: phone ? lowest + TAB_BAR : lowest };
}

const layout = (page: Page) =>
  page.evaluate(() => {
    const steps = [...document.querySelectorAll("details.step > summary")].map((step) => step.getBoundingClientRect());
    const picture = document.querySelector(".arch svg")?.getBoundingClientRect();
    const help = document.querySelector(".top-right > button:last-of-type")?.getBoundingClientRect();
    // What scrolls shows its buttons without that.
    const table = document.querySelector(".runs-scroll");
    const right = (table?.getBoundingClientRect().left ?? 0) + (table?.clientWidth ?? 0);
    const hidden = [...(table?.querySelectorAll("button") ?? [])].filter(
      (button) => button.getBoundingClientRect().right > right,
    );
    return {
      hidden: hidden.map((button) => button.dataset.testid ?? ""),
      sideways: document.documentElement.scrollWidth - innerWidth,
      stepTops: steps.filter((step) => step.height > 0).map((step) => step.top),
      pictureWidth: picture?.width ?? 0,
      helpRight: help?.right ?? Number.POSITIVE_INFINITY,
    };
  });

for (const language of ["en", "pt-BR"]) {
  test(`every window shows the big button and the newest loss first, in ${language}`, async ({ page }) => {
    await openPage(page, `lang=${language}`);
    await train(page);
    await pause(page);
    for (const [width, height] of WINDOWS) {
      await page.setViewportSize({ width, height });
      await page.evaluate(() => scrollTo(0, 0));
      const window = `${width} × ${height}`;
      await expect(async () => {
        expect((await firstView(page, width)).lowest, window).toBeLessThanOrEqual(height);
        const { sideways, stepTops, pictureWidth, helpRight, hidden } = await layout(page);
        expect(sideways, window).toBeLessThanOrEqual(0);
        expect(helpRight, window).toBeLessThanOrEqual(width);
        expect(pictureWidth, window).toBeLessThan(400);
        expect(hidden, window).toEqual([]);
        expect(stepTops, window).toEqual([...stepTops].sort((a, b) => a - b));
        expect(new Set(stepTops).size, window).toBe(width <= WIDEST_PHONE ? 0 : 4);
      }).toPass();
    }
  });
}

test("on a phone the run stays in sight while its figures are read", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 568 });
  await openPage(page);
  await train(page);
  await pause(page);
  await page.getByTestId("epoch-table").scrollIntoViewIfNeeded();
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await expect(page.getByTestId("resume")).toBeInViewport({ ratio: 1 });
  await expect(page.getByTestId("run-loss")).toBeInViewport({ ratio: 1 });
  await page.getByRole("link", { name: /Sample/ }).click();
  await expect(page.getByRole("link", { name: /Train \d/ })).toBeVisible();
  await page.getByRole("link", { name: /Set up/ }).click();
  await page.locator("details.step > summary").first().click();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});

test("a large number leaves room for the words beside it", async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await openPage(page, TINY_MODEL, "lang=pt-BR", "training.runLength=steps", "training.steps=1000000");
  await train(page);
  await pause(page);
  const steps = page.locator(".slider").filter({ has: page.locator('[data-config="training.steps"]') });
  await unfold(steps);
  const parts = [
    steps.locator("label"),
    steps.locator(".badge"),
    steps.locator(".explain"),
    steps.locator(".slider-value"),
  ];
  const boxes = await Promise.all(parts.map((part) => part.boundingBox()));
  for (const [index, one] of boxes.entries()) {
    for (const other of boxes.slice(index + 1)) expect(meet(one, other), `part ${index + 1}`).toBe(false);
  }
});

type Box = Awaited<ReturnType<Locator["boundingBox"]>>;

/** Tells whether two boxes cover a common pixel; what is not drawn counts as covering everything. */
function meet(one: Box, other: Box): boolean {
  if (one === null || other === null) return true;
  const isBeside = one.x + one.width <= other.x + 1 || other.x + other.width <= one.x + 1;
  return !isBeside && one.y + one.height > other.y + 1 && other.y + other.height > one.y + 1;
}
