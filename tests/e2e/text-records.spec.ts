// A plain text falls into records, by itself where it is a list and by a press otherwise; what the page chose for
// it leaves no trace for the data after it.
import { expect } from "@playwright/test";
import { textFile } from "./support/files";
import { openPage, TINY_MODEL, unfold } from "./support/playground";
import { test } from "./support/test";

const names = Array.from({ length: 60 }, (_, index) => `ana${String.fromCharCode(97 + (index % 26))}${index}`);

test("a list of names is records by itself, one press makes it one text, and a table comes in after it", async ({
  page,
}) => {
  await openPage(page, "lang=en", TINY_MODEL, "tokens.validationShare=0.1");
  const summary = page.getByTestId("dataset-summary");
  const reading = page.getByTestId("text-records");
  await page.getByTestId("dataset-input").setInputFiles(textFile("names.txt", names.join("\n")));
  await expect(summary).toHaveAttribute("data-records", "60");
  await expect(reading).toHaveAttribute("data-value", "lines");
  await unfold(reading);
  // Nothing of the page may name a setting that does nothing here, or name one twice.
  await expect(page.locator('[data-config="corpus.separator"]')).toHaveCount(0);
  await expect(page.locator('input[data-config="corpus.endToken"]')).toHaveCount(1);
  const choices = page.locator('[data-config="corpus.textRecords"]');
  await choices.getByRole("button", { name: "The whole text" }).click();
  await expect(summary).toHaveAttribute("data-records", "1");
  await choices.getByRole("button", { name: "Each line: 60" }).click();
  await expect(summary).toHaveAttribute("data-records", "60");
  await choices.getByRole("button", { name: "The whole text" }).click();
  await expect(summary).toHaveAttribute("data-records", "1");
  const lines = names.map((name) => JSON.stringify({ name, likes: "mango" }));
  await page.getByTestId("dataset-input").setInputFiles(textFile("names.jsonl", lines.join("\n")));
  await expect(summary).toHaveAttribute("data-records", "60");
  await expect(summary).toHaveAttribute("data-ready", "true");
  await expect(page.getByTestId("error-banner")).toHaveCount(0);
  await expect(page.getByTestId("train")).toBeEnabled();
  // Verses are lines of their poem until a press makes each a record beside its name.
  const poems = names.map((name) => ({ name, lines: [`${name} sings`, `and ${name} sleeps`] }));
  await page.getByTestId("dataset-input").setInputFiles(textFile("poems.json", JSON.stringify(poems)));
  const lists = page.getByTestId("text-lists");
  await unfold(lists);
  await expect(summary).toHaveAttribute("data-records", "60");
  await lists.getByRole("button", { name: "A record each: 120" }).click();
  await expect(summary).toHaveAttribute("data-records", "120");
  await lists.getByRole("button", { name: "Lines of one record: 60" }).click();
  await expect(summary).toHaveAttribute("data-records", "60");
});

test("data that cannot be trained on shows what cleaning left of it, and Train waits", async ({ page }) => {
  await openPage(page, "lang=en", TINY_MODEL, "tokens.padRecords=false");
  const same = JSON.stringify(Array.from({ length: 60 }, () => "one"));
  await page.getByTestId("dataset-input").setInputFiles(textFile("same.json", same));
  await expect(page.getByTestId("error-banner")).toHaveAttribute("data-code", "textTooShort");
  await expect(page.getByTestId("dataset-summary")).toHaveAttribute("data-records", "1");
  await expect(page.getByTestId("loss-warning").getByText("59 repeated records, dropped")).toBeVisible();
  await expect(page.getByTestId("train")).toBeDisabled();
  await page.getByTestId("dataset-input").setInputFiles(textFile("names.txt", names.join("\n")));
  await expect(page.getByTestId("train")).toBeEnabled();
});
