// Tables as people drop them: what reading found stands in the page with the press that reads it otherwise, and no
// row goes without a word.
import { expect } from "@playwright/test";
import { textFile } from "./support/files";
import { expectSteps, openPage, setNumber, TINY_MODEL, unfold } from "./support/playground";
import { test } from "./support/test";

const people = Array.from({ length: 60 }, (_, index) => `ana${index},Ana ate a mango on day ${index}.`);
const titled = ["Fruit of the village", "made up", "name,sentence", ...people].join("\n");

test("title lines are told and left out, one press reads them or takes the header for data, and back", async ({
  page,
}) => {
  await openPage(page, "lang=pt-BR", TINY_MODEL);
  const summary = page.getByTestId("dataset-summary");
  const input = page.getByTestId("dataset-input");
  await input.setInputFiles(textFile("people.csv", titled));
  await expect(summary).toHaveAttribute("data-records", "60");
  const note = page.locator('[data-testid="finding"][data-kind="titleLine"]').first();
  await expect(note).toContainText("2 linhas acima da tabela");
  await unfold(note);
  await note.locator("summary").click();
  await expect(note.locator("li[data-line]")).toHaveText([/Fruit of the village/, /made up/]);
  const reading = page.getByTestId("table-reading");
  await expect(reading).toHaveAttribute("data-header", "true");
  await note.getByRole("button", { name: "Ler também" }).click();
  // The header is a record then; the titles are rows too, which lack the sentence.
  await expect(summary).toHaveAttribute("data-records", "61");
  await page.locator('[data-testid="detect-again"][data-setting="corpus.skippedLines"]').click();
  await expect(summary).toHaveAttribute("data-records", "60");
  await reading.getByRole("button", { name: "Ela é dado" }).click();
  await expect(reading).toHaveAttribute("data-header", "false");
  await expect(reading).toContainText("são numeradas");
  // The next file is read by what it shows.
  await input.setInputFiles(textFile("more.csv", titled.replaceAll(",", ";")));
  await expect(reading).toHaveAttribute("data-header", "true");
  await expect(page.getByTestId("detect-again")).toHaveCount(0);
  await expect(summary).toHaveAttribute("data-records", "60");
  await expect(summary).toHaveAttribute("data-ready", "true");
  await page.getByTestId("train").click();
  await expectSteps(page, 1);
});

test("each finding says how many rows it concerns, any character parts columns, and what was changed is found again", async ({
  page,
}) => {
  await openPage(page, "lang=en", TINY_MODEL);
  const summary = page.getByTestId("dataset-summary");
  const quoted = people.map((row, index) => (index < 7 ? row.replace(/,(.*)$/, ',"$1 ""Oh!"""') : row));
  await page
    .getByTestId("dataset-input")
    .setInputFiles(textFile("people.csv", ["name,sentence", ...quoted].join("\n")));
  await expect(summary).toHaveAttribute("data-records", "60");
  const facts = page.locator("dl.facts");
  await unfold(facts);
  await expect(facts).toContainText("comma detected, in 61 rows");
  await expect(facts).toContainText('double quotes " detected, in 7 rows');
  await expect(facts).toContainText("written twice detected, in 7 rows");
  const reading = page.getByTestId("table-reading");
  await expect(reading).toContainText("names the 2 columns");
  await expect(reading.getByRole("button")).toHaveText(["It is data: 61", "Read as text: 61 lines"]);
  const delimiter = page.locator('select[data-config="corpus.delimiter"]');
  const other = page.locator('input[data-config="corpus.otherDelimiter"]');
  await unfold(delimiter);
  await expect(other).toHaveCount(0);
  await delimiter.selectOption("other");
  await other.fill("m");
  await expect(page.getByText("no letter, digit or quote")).toBeVisible();
  await expect(facts).toContainText("comma in 61 rows");
  await other.fill("\\u002e");
  await expect(page.getByText("no letter, digit or quote")).toHaveCount(0);
  await expect(facts).toContainText(". in 60 rows");
  await page.locator('select[data-config="corpus.quote"]').selectOption("none");
  const again = (setting: string) => page.locator(`[data-testid="detect-again"][data-setting="corpus.${setting}"]`);
  await again("delimiter").click();
  await expect(facts).toContainText("comma detected, in 61 rows");
  await expect(facts).not.toContainText("double quotes");
  await again("quote").click();
  await expect(facts).toContainText('double quotes " detected, in 7 rows');
  await expect(summary).toHaveAttribute("data-records", "60");
});

test("rows that go are asked about once, kept by a press, and an empty optional field drops none", async ({ page }) => {
  await openPage(page, "lang=en", TINY_MODEL);
  const summary = page.getByTestId("dataset-summary");
  const input = page.getByTestId("dataset-input");
  const asked = people.map((row, index) => `Tell me about ${index},${index % 5 === 0 ? "today" : ""},${row}`);
  await input.setInputFiles(textFile("alpaca.csv", ["instruction,input,name,output", ...asked].join("\n")));
  await expect(summary).toHaveAttribute("data-records", "60");
  await expect(page.getByTestId("loss-warning")).toHaveCount(0);

  const lacking = people.map((row, index) => (index % 4 === 0 ? `ana${index},` : row));
  await input.setInputFiles(textFile("lacking.csv", ["name,sentence", ...lacking].join("\n")));
  await expect(summary).toHaveAttribute("data-records", "45");
  const warning = page.getByTestId("loss-warning");
  await expect(warning).toHaveAttribute("data-lost", "15");
  await page.getByTestId("keep-incomplete").click();
  await expect(summary).toHaveAttribute("data-records", "60");
  await page.getByTestId("loss-undo").click();
  await expect(summary).toHaveAttribute("data-records", "45");
  await expect(summary).toHaveAttribute("data-ready", "true");
  await page.getByTestId("train").click();
  await expect(warning).toBeFocused();
  await page.getByTestId("train").click();
  await expectSteps(page, 1);
  await expect(warning).toHaveCount(0);
});

test("a random share of a table's rows is told, and all of them come back", async ({ page }) => {
  await openPage(page, "lang=en", TINY_MODEL);
  const rows = Array.from({ length: 2000 }, (_, at) => JSON.stringify({ text: `bird ${at} sings` }));
  await page.getByTestId("dataset-input").setInputFiles(textFile("birds.jsonl", rows.join("\n")));
  const summary = page.getByTestId("dataset-summary");
  await expect(summary).toHaveAttribute("data-records", "2000");
  await setNumber(page, "corpus.rowShare", "0.5");
  const drawn = page.getByTestId("drawn-rows");
  await expect(drawn).toHaveAttribute("data-rows", "2000");
  const kept = Number(await drawn.getAttribute("data-value"));
  expect(Math.abs(kept - 1000)).toBeLessThan(120);
  await expect(drawn).toContainText(/A random share of the rows: [\d,]+ of 2,000, drawn by the seed .+\./);
  await page.locator('input[data-config="corpus.rowSeed"]').fill("wren");
  await expect(drawn).toContainText("drawn by the seed wren.");
  await setNumber(page, "corpus.rowShare", "1");
  await expect(drawn).toHaveCount(0);
  await expect(summary).toHaveAttribute("data-records", "2000");
});
