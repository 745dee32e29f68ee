// Every run stays: as a row of the table and as a line of both charts, which can be looked at closely and taken home.
import { readFile } from "node:fs/promises";
import { type CDPSession, expect, type Locator, type Page } from "@playwright/test";
import { axePath, breaches } from "./support/breaches";
import { expectReady, expectRunState, numberOf, openPage, TINY_MODEL, unfold } from "./support/playground";
import { test } from "./support/test";

const FAST = TINY_MODEL.replace("epochs=10000", "epochs=4").replace("validationShare=0", "validationShare=0.1");

test("runs are compared, sorted, opened and drawn", async ({ page }) => {
  await page.addInitScript({ path: axePath });
  await openPage(page, FAST, "dataset=poemas", "lang=en", "training.learningRate=0.001");
  for (const rate of ["0.001", "0.003", "0.01"]) await trainAt(page, rate);
  const rows = page.getByTestId("runs-table").locator("tbody[data-run]");
  await expect(rows).toHaveCount(3);
  const ids = await valuesOf(rows, "data-run");
  const row = (index: number) => page.locator(`tbody[data-run="${ids[index]}"]`);

  await test.step("rows tell what was changed, newest first, in looks of their own", async () => {
    await expect(rows.getByTestId("run-changes")).toHaveText([
      "Learning rate 3e-3 → 0.01",
      "Learning rate 1e-3 → 3e-3",
      "first run",
    ]);
    const looks = rows.locator(".line-key path");
    const fills = await looks.evaluateAll((paths) => paths.map((path) => getComputedStyle(path).fill));
    expect(new Set(fills).size).toBe(3);
    expect(await numberOf(page, "metric-step")).toBe(Number(await row(0).getAttribute("data-steps")));
  });

  await test.step("headers sort, baselines among the runs; a pinned run stays on top", async () => {
    const losses = async () =>
      (await valuesOf(page.getByTestId("runs-table").locator("tbody"), "data-validation-loss")).map(Number);
    const inOrder = (await losses()).sort((one, other) => one - other);
    expect(inOrder).toHaveLength(6);
    await page.getByTestId("runs-sort-loss").click();
    await expect.poll(losses).toEqual(inOrder);
    const worst = rows.last();
    const id = await worst.getAttribute("data-run");
    await worst.getByTestId("run-pin").click();
    await expect(rows.first()).toHaveAttribute("data-run", id ?? "");
    await rows.first().getByTestId("run-pin").click();
    for (let press = 0; press < 2; press++) await page.getByTestId("runs-sort-loss").click();
    await expect.poll(() => valuesOf(rows, "data-run")).toEqual(ids);
  });

  await test.step("a new name stands above the charts too", async () => {
    await row(0).getByTestId("run-name").fill("fast one");
    await row(0).getByTestId("run-name").press("Enter");
    await expect(page.locator("#train .state")).toContainText("fast one");
  });

  await test.step("an older run opens with its weights, and its settings go to the next one", async () => {
    await row(2).getByTestId("run-open").click();
    await expectRunState(page, "finished");
    await expect(row(2)).toHaveClass(/open/);
    await row(2).getByTestId("run-menu").click();
    await page.getByTestId("run-settings").locator("visible=true").click();
    await row(0).getByTestId("run-open").click();
    await expect(row(0)).toHaveClass(/open/);
  });

  await test.step("a closed eye takes a run out of both charts", async () => {
    const read = page.getByTestId("chart-readout").locator(`[data-run="${ids[1]}"]`);
    for (const chart of ["loss-chart", "accuracy-chart"]) {
      await page.getByTestId(chart).getByRole("slider").hover();
      await expect(read).toHaveCount(1);
    }
    await row(1).getByTestId("run-visible").click();
    await page.getByTestId("accuracy-chart").getByRole("slider").hover();
    await expect(page.getByTestId("chart-readout").locator(`[data-run="${ids[2]}"]`)).toHaveCount(1);
    await expect(read).toHaveCount(0);
  });

  await test.step("keys go on from the next row where a row goes", async () => {
    await row(1).getByTestId("run-delete").press("Enter");
    await expect(rows).toHaveCount(2);
    await expect(row(2).getByTestId("run-delete")).toBeFocused();
    await page.getByTestId("undo-run").last().click();
    await expect.poll(() => valuesOf(rows, "data-run")).toEqual(ids);
  });

  await test.step("both charts show the part that mouse, keys or fingers ask for", () => expectZoom(page));
  await test.step("a chart is taken home as a picture that stands by itself", () => expectPictures(page));
  expect(await breaches(page.locator(".runs"))).toEqual([]);
});

test.describe("on a small phone", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test("the table is cards in Portuguese that fit and can be used", async ({ page }) => {
    await page.addInitScript({ path: axePath });
    await openPage(page, FAST, "dataset=poemas", "lang=pt-BR", "theme=dark");
    for (let run = 0; run < 2; run++) {
      await page.getByTestId("train").click();
      await expectRunState(page, "finished");
    }
    const rows = page.getByTestId("runs-table").locator("tbody[data-run]");
    const row = rows.first();
    await expect(row.getByTestId("run-changes")).toHaveText("mesmos ajustes");
    const name = row.getByTestId("run-name");
    const written = "000 meu teste de um nome que não cabe em nenhuma linha";
    await name.fill(written);
    await name.press("Enter");
    await expect(name).toHaveValue(written);
    for (const control of await row.locator("button:visible, input").all()) {
      const box = await control.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
      expect((box?.x ?? 0) + (box?.width ?? 1000)).toBeLessThanOrEqual(360);
    }
    const ids = await valuesOf(rows, "data-run");
    await page.getByTestId("runs-sort").selectOption("name");
    await expect.poll(() => valuesOf(rows, "data-run")).toEqual([ids[0], ids[1]]);
    await page.getByTestId("runs-sort-turn").tap();
    await expect.poll(() => valuesOf(rows, "data-run")).toEqual([ids[1], ids[0]]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(await breaches(page.locator(".runs"))).toEqual([]);
    await expectLongName(page, written);
  });
});

/** A name that is too long for its place is cut there, and takes no figure with it. */
async function expectLongName(page: Page, name: string): Promise<void> {
  const heading = page.locator("#train .state");
  await expect(heading).toContainText(name);
  expect((await heading.boundingBox())?.height).toBeLessThanOrEqual(28);
  // The run that is open stands as "training" and "validation".
  await page.getByTestId("run-open").first().tap();
  const chart = page.getByTestId("loss-chart").getByRole("slider");
  await chart.tap();
  const value = page.getByTestId("chart-readout").locator("div", { hasText: name }).locator("b");
  const box = await page.locator(".crosshair-box").boundingBox();
  const inside = await value.boundingBox();
  expect((inside?.x ?? 1000) + (inside?.width ?? 0)).toBeLessThanOrEqual((box?.x ?? 0) + (box?.width ?? 0));
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
}

async function trainAt(page: Page, rate: string): Promise<void> {
  const control = page.locator('[data-config="training.learningRate"]');
  await unfold(control.first());
  const box = page.locator('input:not([type=range])[data-config="training.learningRate"]').first();
  await box.fill(rate);
  await box.press("Tab");
  await page.getByTestId("train").click();
  await expectRunState(page, "running");
  await expectRunState(page, "finished");
  await expectReady(page);
}

function valuesOf(elements: Locator, attribute: string): Promise<string[]> {
  return elements.evaluateAll((list, name) => list.map((one) => one.getAttribute(name) ?? ""), attribute);
}

async function expectZoom(page: Page): Promise<void> {
  const plot = page.getByTestId("loss-chart").getByRole("slider");
  const other = page.getByTestId("accuracy-chart").getByRole("slider");
  const view = async (of: Locator) => [
    Number(await of.getAttribute("data-low")),
    Number(await of.getAttribute("data-high")),
  ];
  const whole = await view(plot);
  const width = (whole[1] ?? 0) - (whole[0] ?? 0);
  await plot.scrollIntoViewIfNeeded();
  const box = (await plot.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const at = (share: number) => [box.x + share * box.width, box.y + box.height / 2] as const;

  await page.mouse.move(...at(0.25));
  await page.mouse.down();
  await page.mouse.move(...at(0.5), { steps: 3 });
  await page.mouse.up();
  await expect(page.getByTestId("zoom-reset")).toHaveCount(2);
  const marked = await view(plot);
  expect(marked[0]).toBeCloseTo(0.25 * width, 1);
  expect(marked[1]).toBeCloseTo(0.5 * width, 1);
  expect(await view(other)).toEqual(marked);
  await page.mouse.dblclick(...at(0.5));
  await expect.poll(() => view(plot)).toEqual(whole);

  await plot.focus();
  await plot.press("End");
  await plot.press("+");
  const near = await view(plot);
  expect((near[1] ?? 0) - (near[0] ?? 0)).toBeCloseTo(width / 2, 6);
  await plot.press("Home");
  await plot.press("ArrowRight");
  expect((await view(plot))[0], "the view follows the crosshair").toBeLessThan(near[0] ?? 0);
  await plot.press("0");
  expect(await view(plot)).toEqual(whole);
  await plot.blur();

  const touch = await page.context().newCDPSession(page);
  await pinch(touch, [at(0.4), at(0.6)], [at(0.2), at(0.8)]);
  const pinched = await view(plot);
  expect((pinched[1] ?? 0) - (pinched[0] ?? 0)).toBeCloseTo(width / 3, 1);
  for (let tap = 0; tap < 2; tap++) {
    await touchAt(touch, "touchStart", [at(0.5)]);
    await touchAt(touch, "touchEnd", []);
  }
  await expect.poll(() => view(plot)).toEqual(whole);
  await plot.blur();
}

type Point = readonly [x: number, y: number];

function touchAt(touch: CDPSession, type: "touchStart" | "touchMove" | "touchEnd", places: readonly Point[]) {
  return touch.send("Input.dispatchTouchEvent", { type, touchPoints: places.map(([x, y], id) => ({ x, y, id })) });
}

/** Two fingers come down, move, and go. */
async function pinch(touch: CDPSession, from: readonly Point[], to: readonly Point[]): Promise<void> {
  await touchAt(touch, "touchStart", from);
  await touchAt(touch, "touchMove", to);
  await touchAt(touch, "touchEnd", []);
}

async function expectPictures(page: Page): Promise<void> {
  await page.getByTestId("chart-options").click();
  const menu = page.getByTestId("loss-chart");
  const save = async (testId: string) => {
    const arriving = page.waitForEvent("download");
    await menu.getByTestId(testId).click();
    const download = await arriving;
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  };
  const drawing = await save("save-svg");
  expect(drawing.name).toBe("fast-one-loss.svg");
  const svg = drawing.bytes.toString();
  expect(svg).toContain("fast one, validation");
  expect(svg.replaceAll("http://www.w3.org/2000/svg", "")).not.toMatch(/var\(|https?:|href|style=|class=/);
  const picture = await save("save-png");
  expect(picture.name).toBe("fast-one-loss.png");
  expect([...picture.bytes.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  const [width, height] = [picture.bytes.readUInt32BE(16), picture.bytes.readUInt32BE(20)];
  expect(width).toBeGreaterThan(600);
  expect(height).toBeGreaterThan(400);
  await page.keyboard.press("Escape");
}
