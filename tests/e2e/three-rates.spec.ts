// What is taken home of several runs: the table, a report, one run, and all of them, which open again elsewhere.
import { writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { type Browser, expect, type Locator, type Page } from "@playwright/test";
import { unzipSync } from "fflate";
import Papa from "papaparse";
import { axePath, breaches } from "./support/breaches";
import { downloadedFile, exportFile, type MadeFile } from "./support/files";
import { expectReady, expectRunState, openPage, TINY_MODEL, unfold } from "./support/playground";
import { test } from "./support/test";

const FAST = TINY_MODEL.replace("epochs=10000", "epochs=2").replace("validationShare=0", "validationShare=0.1");
const HOSTILE = '=cmd|"/C calc"!A1 <img src=x onerror=alert(1)> ../CON';

test("the table, one run and all of them go home, and all open again in a fresh profile", async ({ page, browser }) => {
  await openPage(page, FAST, "dataset=poemas", "lang=en", "training.learningRate=0.001");
  for (const rate of ["0.001", "0.003", "0.01"]) await trainAt(page, rate);
  const rows = rowsOf(page);
  await expect(rows).toHaveCount(3);
  await rows.nth(1).getByTestId("run-name").fill(HOSTILE);
  await rows.nth(1).getByTestId("run-name").press("Enter");
  await rows.nth(1).getByTestId("run-note").fill("-1 is\tnoted");
  await rows.nth(1).getByTestId("run-note").press("Tab");
  await rows.nth(2).getByTestId("run-pin").click();
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
    expect(runs.map((run) => run["training.learningRate"])).toEqual(["0.001", "0.003", "0.01"]);
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
  const expected = table.map((row) => Number(row["data-validation-loss"]).toFixed(3));
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
  expect(await told(rows)).toEqual(table);
  const row = hostileRow(fresh, table);
  await row.getByTestId("run-open").click();
  await expect(row).toHaveClass(/open/);
  await fresh.getByTestId("sample-generate").click();
  await expect(fresh.getByTestId("sample-output")).toHaveAttribute("data-value", /./);
  // Waits until the browser keeps what came before.
  await fresh.getByTestId("import-file").setInputFiles(zip);
  await expect(fresh.locator(".toasts")).toContainText("0 runs opened; 3 were here already");
  expect(await told(rows)).toEqual(table);

  await expect(fresh.getByTestId("storage-state")).toHaveAttribute("data-value", "saved");
  await fresh.reload();
  await expectReady(fresh);
  await expect(rows).toHaveCount(3);
  expect(await told(rows)).toEqual(table);
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

async function trainAt(page: Page, rate: string): Promise<void> {
  const box = page.locator('input[data-config="training.learningRate"]:not([type=range])');
  await unfold(box);
  await box.fill(rate);
  await box.press("Tab");
  await page.getByTestId("train").click();
  await expectRunState(page, "finished");
}
