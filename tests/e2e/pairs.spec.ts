// Pairs of prompt and response through the page: offered, taken, mended, told apart, learned from and asked.
import { expect } from "@playwright/test";
import { textFile } from "./support/files";
import { expectReady, expectSteps, numberOf, openPage, TINY_MODEL, unfold } from "./support/playground";
import { test } from "./support/test";

test("a table is offered as pairs, which are mended, previewed, learned from and asked", async ({ page }) => {
  test.setTimeout(120_000);
  await openPage(page, "lang=en", TINY_MODEL, "tokens.validationShare=0.2");
  const rows = Array.from({ length: 40 }, (_, at) => ({ question: `What is ${at}?`, answer: `It is ${at}.` }));
  const odd = [
    { question: "What is 3?", answer: "It is three." },
    { question: "What is 4?", answer: "It is 4." },
    { question: "Empty?", answer: "" },
    { question: "Tags?", answer: "<p>&nbsp;</p>" },
  ];
  const file = textFile("pairs.jsonl", [...rows, ...odd].map((row) => JSON.stringify(row)).join("\n"));
  await page.getByTestId("dataset-input").setInputFiles(file);
  await expectReady(page);
  const pairs = page.getByTestId("pairs");
  await unfold(pairs);
  await expect(pairs).toHaveAttribute("data-value", "false");
  await page.getByTestId("pair-take").click();
  await expect(pairs).toHaveAttribute("data-value", "true");
  await expect(page.getByTestId("pair-prompt")).toHaveValue("{question}");
  await expect(page.getByTestId("pair-response")).toHaveValue("{answer}");

  // One empty and one repeated pair are dropped; tags alone stay until they are taken out.
  const found = page.getByTestId("pair-findings");
  await expect(found).toHaveAttribute("data-value", "42", { timeout: 15_000 });
  await expect(page.getByTestId("pair-repeated")).toHaveAttribute("data-value", "1");
  await found.locator('[role=switch][data-config="corpus.removeMarkup"]').click();
  await expect(found).toHaveAttribute("data-value", "41", { timeout: 15_000 });
  const first = page.getByTestId("pair-preview").locator("li").first();
  await expect(first.locator("[data-part=prompt]")).toContainText("What is 0?");
  await expect(first.locator("[data-part=response]")).toContainText("It is 0.");
  await expect(page.getByTestId("pair-truncated")).toHaveAttribute("data-value", "41");

  // A mistake is told under its own box.
  await page.getByTestId("pair-response").fill("{reply}");
  await expect(pairs.getByRole("alert")).toContainText("reply", { timeout: 15_000 });
  await page.getByTestId("pair-response").fill("{answer}");
  await expect(pairs.getByRole("alert")).toHaveCount(0, { timeout: 15_000 });

  await expectReady(page);
  await page.getByTestId("step-once").click();
  await expectSteps(page, 1);
  expect(await numberOf(page, "metric-train-loss")).toBeGreaterThan(0);
  await expect(page.getByTestId("sample-prompt")).toHaveValue(/^What is \d+\?$/);
  await expect(page.getByTestId("sample-stop-token")).toHaveValue("<|end|>");
});
