// Three learning rates from the first press to another computer: tried one after the other, cut in the middle of the third,
// compared, labelled, deleted and brought back, taken home as table, report, run and zip, and opened elsewhere.
import { writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { type Browser, expect, type Locator, type Page } from "@playwright/test";
import { unzipSync } from "fflate";
import Papa from "papaparse";
import { stepsOf } from "./support/accidents";
import { axePath, breaches } from "./support/breaches";
import { downloadedFile, exportFile, type MadeFile } from "./support/files";
import {
  expectReady,
  expectRunState,
  expectSteps,
  numberOf,
  openPage,
  pause,
  TINY_MODEL,
  unfold,
} from "./support/playground";
import { test } from "./support/test";

/** Some seconds a run, so that the third can be cut in its middle. */
const FAST = TINY_MODEL.replace("epochs=10000", "epochs=5")
  .replace("hiddenSize=16", "hiddenSize=64")
  .replace("validationShare=0", "validationShare=0.1");
const RATES = [0.001, 0.003, 0.01];
const HOSTILE = '=cmd|"/C calc"!A1 <img src=x onerror=alert(1)> ../CON';

test("three rates are tried, cut in the third, compared, taken home and opened elsewhere", async ({
  page,
  browser,
}) => {
  await openPage(page, FAST, "dataset=poemas", "lang=en");
  const rows = rowsOf(page);
  await test.step("a reload in the middle of the third run: one press goes on with it", () => expectQueueBack(page));
  await test.step("the third is the run that a hand would have begun, each step once", () => expectUncut(page));
  await test.step("a deleted run comes back to its place, and goes where nobody wants it back", async () => {
    const ids = await valuesOf(rows, "data-run");
    await rows.nth(1).getByTestId("run-delete").click();
    await expect(rows).toHaveCount(3);
    await page.getByTestId("undo-run").last().click();
    await expect.poll(() => valuesOf(rows, "data-run")).toEqual(ids);
    await rows.first().getByTestId("run-delete").click();
    await expect(rows).toHaveCount(3);
  });
  await test.step("table and overlay tell what each run's own file tells", () => expectOverlay(page));
  await test.step("name and note are written by hand", () => label(page));
  const table = await told(rows);

  await test.step("the table as another program reads it", async () => {
    const csv = await exportFile(page, "export-table");
    const { data } = Papa.parse<Record<string, string>>(csv.buffer.toString().slice(1), { header: true });
    const runs = data.filter(({ kind }) => kind === "run");
    const byId = new Map(table.map((row) => [row["data-run"], row]));
    expect(runs).toHaveLength(3);
    for (const run of runs) {
      const row = byId.get(run.run ?? "");
      expect(run.best_loss).toBe(row?.["data-validation-loss"]);
      expect(run.seconds).toBe(row?.["data-seconds"]);
    }
    expect(runs.map((run) => Number(run["training.learningRate"]))).toEqual(RATES);
    expect(runs[1]).toMatchObject({ name: `'${HOSTILE}`.trim(), note: "'-1 is\tnoted" });
  });

  await test.step("a run that is not open, named after itself", async () => {
    const arriving = page.waitForEvent("download");
    const hostile = hostileRow(page, table);
    await hostile.getByTestId("run-menu").click();
    await hostile.getByTestId("run-export").click();
    const bundle = await downloadedFile(await arriving);
    const steps = table.find((row) => row.name === HOSTILE)?.["data-steps"];
    expect(bundle.name).toBe(`cmd-C-calc-A1-img-src-x-onerror-alert-1-CON-step-${steps}.zip`);
    expect(Object.keys(unzipSync(bundle.buffer))).toContain("model.safetensors");
    await page.keyboard.press("Escape");
  });

  await test.step("a report that opens from disk, asks for nothing and runs nothing", async () => {
    await page.getByTestId("sample-generate").click();
    await expect(page.getByTestId("sample-output")).toHaveAttribute("aria-busy", "false");
    await expectReport(browser, await exportFile(page, "export-report"), table);
  });

  const zip = await exportFile(page, "export-runs");
  await test.step("all runs in a fresh profile: the same table, weights when one is opened, kept from then on", async () =>
    expectSameTable({ fresh: await browser.newPage(), zip, table }));
});

/** Tries the rates, and loads the page again while the third trains. */
async function expectQueueBack(page: Page): Promise<void> {
  const rows = rowsOf(page);
  const finished = page.getByTestId("runs-table").locator('tbody[data-state="finished"]');
  const status = page.getByTestId("run-queue-status");
  await page.getByTestId("try-values").click();
  await page.getByTestId("try-list").fill(RATES.join("; "));
  await page.getByTestId("try-start").click();
  await expect(finished).toHaveCount(2);
  // Its pause makes a checkpoint; the reload comes behind it.
  await expectSteps(page, 500);
  await pause(page);
  const paused = Date.now();
  await expect.poll(() => isSavedSince(page, paused), "saved behind the pause").toBe(true);
  const kept = await numberOf(page, "metric-step");
  await expect(status).toHaveAttribute("data-hold", "runPaused");
  await page.getByTestId("run-queue-go-on").click();
  await expectSteps(page, kept + 100);
  await page.reload();
  await expectReady(page);
  await expectRunState(page, "paused");
  await expect(rows).toHaveCount(3);
  await expect(finished).toHaveCount(2);
  const [third, first] = [await numberOf(page, "metric-step"), Number(await rows.nth(1).getAttribute("data-steps"))];
  expect(third).toBeGreaterThanOrEqual(kept);
  expect(third).toBeLessThan(first);
  await expect(status).toHaveAttribute("data-hold", "returned");
  await expect(status).toContainText("2 done");
  await page.getByTestId("run-queue-go-on").click();
  await expect(finished).toHaveCount(3);
  await expect(page.getByTestId("run-queue")).toBeHidden();
  await expect(rows).toHaveCount(3);
}

/** The record of a pause may be saved before its weights have come; then these are saved as well. */
async function isSavedSince(page: Page, time: number): Promise<boolean> {
  const savedAt = async () => Number(await page.getByTestId("storage-state").getAttribute("data-saved-at"));
  const before = await savedAt();
  await page.waitForTimeout(1500);
  return before > time && (await savedAt()) === before;
}

/** Trains the third once more by hand, and holds all steps of both against each other. */
async function expectUncut(page: Page): Promise<void> {
  const cut = await stepsOf(page);
  await setRate(page, String(RATES[2]));
  await page.getByTestId("train").click();
  await expect(rowsOf(page)).toHaveCount(4);
  await expectRunState(page, "finished");
  expect(await stepsOf(page)).toEqual(cut);
}

/** Compares rows, and what the crosshair reads of every run, with the measurements that each run gives. */
async function expectOverlay(page: Page): Promise<void> {
  const rows = rowsOf(page);
  const files = new Map<string, readonly Record<string, string>[]>();
  for (const [index, rate] of RATES.toReversed().entries()) {
    const row = rows.nth(index);
    if (!(await row.getAttribute("class"))?.includes("open")) await row.getByTestId("run-open").click();
    await expect(row).toHaveClass(/open/);
    await expect(page.getByTestId("metric-learning-rate")).toHaveAttribute("data-value", String(rate));
    const file = await exportFile(page, "export-metrics");
    const { data } = Papa.parse<Record<string, string>>(file.buffer.toString(), { header: true });
    files.set((await row.getAttribute("data-run")) ?? "", data);
    const checks = data.flatMap(({ validation_loss: loss = "" }) => (loss === "" ? [] : [Number(loss)]));
    expect(checks).toContain(Number(await row.getAttribute("data-validation-loss")));
  }
  expect(new Set(await valuesOf(rows, "data-validation-loss")).size).toBe(3);
  const plot = page.getByTestId("loss-chart").getByRole("slider");
  await plot.focus();
  await plot.press("End");
  for (const key of ["PageDown", "PageDown", "ArrowLeft"]) await plot.press(key);
  for (const [id, lines] of files) {
    const read = page.getByTestId("chart-readout").locator(`[data-run="${id}"][data-line="validation"]`);
    const step = await read.getAttribute("data-step");
    const line = lines.find((one) => one.step === step && one.validation_loss !== "");
    expect(Number(await read.getAttribute("data-value"))).toBe(Number(line?.validation_loss));
  }
  await plot.press("Escape");
  await plot.blur();
}

async function label(page: Page): Promise<void> {
  const rows = rowsOf(page);
  const name = rows.nth(1).getByTestId("run-name");
  await name.fill(HOSTILE);
  await name.press("Enter");
  await name.fill("lost");
  await name.press("Escape");
  await expect(name).toHaveValue(HOSTILE);
  const note = rows.nth(1).getByTestId("run-note");
  await note.fill("-1 is\tnoted");
  await note.press("Tab");
  const last = await rows.nth(2).getAttribute("data-run");
  await rows.nth(2).getByTestId("run-pin").click();
  await expect(rows.first()).toHaveAttribute("data-run", last ?? "");
}

/** Opens a report as its reader would, in both themes and on a phone. */
async function expectReport(browser: Browser, file: MadeFile, table: readonly Record<string, string>[]): Promise<void> {
  const path = test.info().outputPath("report.html");
  await writeFile(path, file.buffer);
  const context = await browser.newContext({ viewport: { width: 360, height: 800 }, colorScheme: "light" });
  const report = await context.newPage();
  const told: string[] = [];
  report.on("request", (request) => void told.push(request.url()));
  report.on("dialog", (dialog) => void dialog.dismiss().then(() => told.push("dialog")));
  report.on("console", (message) => void told.push(message.text()));
  await report.addInitScript({ path: axePath });
  const address = pathToFileURL(path).href;
  await report.goto(address);
  expect(told).toEqual([address]);

  expect(await report.locator("script, img, link, iframe, object, [onerror], [style], [src], [href]").count()).toBe(0);
  await expect(report.locator("tbody th bdi").filter({ hasText: "calc" }).first()).toHaveText(HOSTILE);
  const losses = report.locator("table").first().locator("tbody tr:nth-child(-n + 3) td:nth-child(4)");
  const expected = table.map((row) => {
    const loss = Number(row["data-validation-loss"]);
    // Each token is a character.
    return `${loss.toFixed(3)} · ${(loss / Math.LN2).toFixed(2)} bits/char`;
  });
  expect((await losses.allTextContents()).toSorted()).toEqual(expected.toSorted());
  await expect(report.locator("figure svg")).toHaveCount(2);
  await expect(report.locator("section pre")).not.toHaveCount(0);
  const width = () => report.evaluate(() => document.documentElement.scrollWidth);
  expect(await width()).toBe(360);
  const paper = () => report.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const line = () =>
    report
      .locator("figure svg path")
      .last()
      .evaluate((one) => getComputedStyle(one).stroke);
  const light = [await paper(), await line()];
  expect(await breaches(report.locator("body"))).toEqual([]);
  await report.emulateMedia({ colorScheme: "dark" });
  const dark = [await paper(), await line()];
  expect(dark.filter((colour, index) => colour === light[index])).toEqual([]);
  expect(await breaches(report.locator("body"))).toEqual([]);
  await report.emulateMedia({ media: "print" });
  expect([await paper(), await line()]).toEqual(light);
  expect(told).toEqual([address]);
  await context.close();
}

async function expectSameTable(given: {
  readonly fresh: Page;
  readonly zip: MadeFile;
  readonly table: readonly Record<string, string>[];
}): Promise<void> {
  const { fresh, zip, table } = given;
  await openPage(fresh, FAST, "dataset=poemas", "lang=en");
  await fresh.getByTestId("import-file").setInputFiles(zip);
  const rows = rowsOf(fresh);
  await expect(rows).toHaveCount(3);
  await expect.poll(() => told(rows)).toEqual(table);
  const row = hostileRow(fresh, table);
  await row.getByTestId("run-open").click();
  await expect(row).toHaveClass(/open/);
  await fresh.getByTestId("sample-generate").click();
  await expect(fresh.getByTestId("sample-output")).toHaveAttribute("data-value", /./);
  // Waits until the browser keeps what came before.
  await fresh.getByTestId("import-file").setInputFiles(zip);
  await expect(fresh.locator(".toasts")).toContainText("0 runs opened; 3 were here already");
  await expect.poll(() => told(rows)).toEqual(table);

  await expect(fresh.getByTestId("storage-state")).toHaveAttribute("data-value", "saved");
  await fresh.reload();
  await expectReady(fresh);
  await expect(rows).toHaveCount(3);
  await expect.poll(() => told(rows)).toEqual(table);
  const other = fresh.locator("tbody[data-run]:not(.open)").first();
  const id = await other.getAttribute("data-run");
  await other.getByTestId("run-open").click();
  await expect(fresh.locator("tbody.open")).toHaveAttribute("data-run", id ?? "");
  await fresh.getByTestId("sample-generate").click();
  await expect(fresh.getByTestId("sample-output")).toHaveAttribute("data-value", /./);
  await fresh.close();
}

function rowsOf(page: Page): Locator {
  return page.getByTestId("runs-table").locator("tbody[data-run]");
}

function hostileRow(page: Page, table: readonly Record<string, string>[]): Locator {
  return page.locator(`tbody[data-run="${table.find(({ name }) => name === HOSTILE)?.["data-run"]}"]`);
}

/** Reads all data of the rows, with what is written in them by hand. */
function told(rows: Locator): Promise<Record<string, string>[]> {
  return rows.evaluateAll((bodies) =>
    bodies.map((body) => {
      const data = [...body.attributes].filter(({ name }) => name.startsWith("data-"));
      const [name = "", note = ""] = [...body.querySelectorAll("input")].map(({ value }) => value);
      return { ...Object.fromEntries(data.map(({ name, value }) => [name, value])), name, note };
    }),
  );
}

async function setRate(page: Page, rate: string): Promise<void> {
  const box = page.locator('input[data-config="training.learningRate"]:not([type=range])');
  await unfold(box);
  await box.fill(rate);
  await box.press("Tab");
}

function valuesOf(elements: Locator, attribute: string): Promise<string[]> {
  return elements.evaluateAll((list, name) => list.map((one) => one.getAttribute(name) ?? ""), attribute);
}
