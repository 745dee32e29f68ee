// The set-up column says what is really in use: the example, whether it was changed, and the data.
import { expect } from "@playwright/test";
import { textFile } from "./support/files";
import { numberOf, openPage, TINY_MODEL, unfold } from "./support/playground";
import { test } from "./support/test";

const EXAMPLES = [
  "first-song",
  "primeiros-versos",
  "hotwheels-mlp",
  "poema-gru",
  "ola-mundo-attention",
  "tiny-attention",
];

test("every example opens as it is, without being marked as changed", async ({ page }) => {
  await openPage(page);
  for (const example of EXAMPLES) {
    await page.getByTestId("preset-select").selectOption(example);
    await expect(page.getByTestId("dataset-summary")).toHaveAttribute("data-ready", "true");
    await expect(page.getByTestId("preset-select")).toHaveValue(example);
  }
});

test("an example whose settings or data were changed says so and can be chosen anew", async ({ page }) => {
  await openPage(page);
  const picker = page.getByTestId("preset-select");
  const shown = picker.locator("option:checked");
  const epochs = page.locator('input[data-config="training.epochs"]').first();
  await unfold(epochs);
  await epochs.fill("7");
  await epochs.press("Tab");
  await expect(shown).toHaveText("Die-cast cars · quick MLP, changed");
  await page.getByText("PT", { exact: true }).click();
  await expect(shown).toHaveText("Carrinhos · MLP rápida, alterado");
  await picker.selectOption("first-song");
  await expect(shown).toHaveText("Carrinhos · MLP rápida");
  await expect(epochs).toHaveValue("5");
  await page.getByTestId("dataset-input").setInputFiles(textFile("mine.txt", "one two three ".repeat(40)));
  await expect(shown).toHaveText("Carrinhos · MLP rápida, alterado");
});

test("a refused file leaves the name of the data in use on its card", async ({ page }) => {
  await openPage(page);
  const summary = page.getByTestId("dataset-summary");
  await expect(summary).toContainText("diecast-cars.csv");
  await page.getByTestId("dataset-input").setInputFiles(textFile("empty.txt", ""));
  await expect(page.getByTestId("error-banner")).toHaveAttribute("data-code", "fileEmpty");
  await expect(summary).toContainText("diecast-cars.csv");
});

test("settings that the data cannot satisfy are not called ready", async ({ page }) => {
  await openPage(page, "preset=ola-mundo-attention");
  await expect(page.getByTestId("run-state")).toContainText("Ready");
  const context = page.locator('input[data-config="tokens.contextLength"]').first();
  await unfold(context);
  await context.fill("512");
  await context.press("Tab");
  await expect(page.getByTestId("error-banner")).toHaveAttribute("data-code", "textTooShort");
  await expect(page.getByTestId("run-state")).not.toContainText("Ready");
  await context.fill("2");
  await context.press("Tab");
  await expect(page.getByTestId("run-state")).toContainText("Ready");
});

test("a pasted table is read as a table", async ({ page }) => {
  await openPage(page);
  const box = page.getByTestId("paste-text");
  await unfold(box);
  await box.fill(
    ["name,year", ...Array.from({ length: 50 }, (_, index) => `bird ${index},${1990 + index}`)].join("\n"),
  );
  await page.getByTestId("paste-use").click();
  await expect(page.getByTestId("dataset-summary")).toHaveAttribute("data-records", "50");
  await expect(page.getByTestId("record-template")).toBeVisible();
});

test("padding records rests while there is no padding token", async ({ page }) => {
  await openPage(page);
  const pad = page.locator('input[data-config="tokens.padToken"]');
  const padRecords = page.locator('input[data-config="tokens.padRecords"]');
  const countPadding = page.locator('input[data-config="tokens.countPadding"]');
  await unfold(pad);
  await padRecords.uncheck();
  await expect(countPadding).toBeDisabled();
  await padRecords.check();
  await expect(countPadding).toBeEnabled();
  await pad.fill("");
  await expect(padRecords).toBeDisabled();
});

test("cleaning and the issues found start on one line", async ({ page }) => {
  await openPage(page);
  const rows = Array.from({ length: 60 }, (_, index) =>
    index % 3 === 0 ? `{"name": "only ${index}` : `{"name": "a bird ${index}", "number": ${index}}`,
  );
  await page.getByTestId("dataset-input").setInputFiles(textFile("torn.jsonl", rows.join("\n")));
  const list = page.getByTestId("dataset-problems");
  await unfold(list);
  await expect(list).toBeVisible();
  const tops = await list.evaluate((element) =>
    [...(element.closest(".pair")?.children ?? [])].map((child) => Math.round(child.getBoundingClientRect().top)),
  );
  expect(tops).toHaveLength(2);
  expect(tops[0]).toBe(tops[1]);
});

test("a text of thousands of different characters gets a hint, and still trains", async ({ page }) => {
  await openPage(page);
  const hint = page.getByTestId("vocabulary-hint");
  await expect(hint).toHaveCount(0);
  const signs = Array.from({ length: 1500 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join("");
  await page.getByTestId("dataset-input").setInputFiles(textFile("signs.txt", signs.repeat(2)));
  await expect(hint).toHaveText(/1,50\d different characters/);
  await expect(page.getByTestId("error-banner")).toBeHidden();
  await expect(page.getByTestId("train")).toBeEnabled();
});

test("figures that count padding say for what share of the targets, others speak of characters", async ({ page }) => {
  await openPage(page, "lang=en", TINY_MODEL, "tokens.countPadding=true");
  const remark = /counts padding, [\d.]+\s%(?: to [\d.]+\s%)? of the targets/;
  const share = page.getByTestId("padding-share");
  for (const part of [share, page.getByTestId("loss-chart"), page.getByTestId("accuracy-chart")]) {
    await expect(part).toContainText(remark);
  }
  expect(await numberOf(page, "padding-share")).toBeGreaterThan(0.05);
  await expect(page.getByTestId("loss-chart")).not.toContainText("per character");
  for (const without of [[], ["tokens.countPadding=true", "tokens.padRecords=false"]]) {
    await openPage(page, "lang=en", TINY_MODEL, ...without);
    await expect(share).toHaveCount(0);
    await expect(page.getByTestId("loss-chart")).toContainText("per character");
  }
});

test("a long load shows beside the grey Train, and Cancel there keeps the old data", async ({ page }) => {
  await openPage(page);
  const name = await page.getByTestId("dataset-summary").getAttribute("data-records");
  const line = "a bird sings on a branch in the morning, 1\n";
  await page.getByTestId("dataset-input").setInputFiles(textFile("long.csv", line.repeat(1_000_000)));
  await expect(page.getByTestId("run-loading")).toContainText("long.csv");
  await page.getByTestId("run-load-cancel").click();
  await expect(page.getByTestId("run-loading")).toHaveCount(0);
  await expect(page.getByTestId("dataset-summary")).toHaveAttribute("data-records", name ?? "");
});
