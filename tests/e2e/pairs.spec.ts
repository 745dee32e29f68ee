// Pairs of prompt and response through the page: offered, taken, mended by counts, cut into windows, told apart, learned.
import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { axePath, breaches } from "./support/breaches";
import { dropFiles, textFile } from "./support/files";
import { expectReady, expectSteps, numberOf, openPage, setNumber, unfold } from "./support/playground";
import { test } from "./support/test";

const TINY_ATTENTION =
  "model.architecture=attention&model.embeddingSize=8&model.heads=2&model.layers=1&model.lossPositions=every" +
  "&tokens.contextLength=32&tokens.validationShare=0.2&training.batchSize=8";

const plain = Array.from({ length: 40 }, (_, at) => ({ question: `What is ${at}?`, answer: `It is ${at}.` }));
const odd = [
  { question: "What is 3?", answer: "It is 3." },
  { question: "What is 4?", answer: "It is four." },
  { question: "Empty?", answer: "" },
  { question: "Tags?", answer: "<p>&nbsp;</p>" },
  { question: "Entity?", answer: "Fish &amp; chips." },
];
const oddTable = textFile("pairs.jsonl", [...plain, ...odd].map((row) => JSON.stringify(row)).join("\n"));

/** Waits until so many pairs are left. */
const expectPairs = (page: Page, count: number) =>
  expect(page.getByTestId("pair-findings")).toHaveAttribute("data-value", String(count));

const press = (page: Page, path: string) =>
  page.getByTestId("pairs").locator(`[role=switch][data-config="${path}"]`).click();

async function choose(page: Page, path: string, value: string): Promise<void> {
  const list = page.locator(`select[data-config="${path}"]`).first();
  await unfold(list);
  await list.selectOption(value);
}

test("a table is offered as pairs, mended with counts, previewed, cut into windows and learned from", async ({
  page,
}) => {
  await page.addInitScript({ path: axePath });
  await openPage(page, "lang=en", TINY_ATTENTION);
  await dropFiles(page, oddTable);
  const pairs = page.getByTestId("pairs");
  await unfold(pairs);
  await page.getByTestId("pair-take").click();
  await expect(page.getByTestId("pair-prompt")).toHaveValue("{question}");
  await expect(page.getByTestId("pair-response")).toHaveValue("{answer}");

  await test.step("each switch tells what it found and what is left", async () => {
    await expectPairs(page, 43);
    const found = page.getByTestId("pair-findings");
    await expect(found).toContainText("1 empty responses, 0 empty prompts");
    await expect(found).toContainText("1 field of tags alone");
    await press(page, "corpus.removeMarkup");
    await expectPairs(page, 42);
    await press(page, "corpus.dropIncomplete");
    await expectPairs(page, 44);
    await press(page, "corpus.dropIncomplete");
    await press(page, "corpus.removeDuplicates");
    await expectPairs(page, 43);
    await press(page, "corpus.removeDuplicates");
    await expect(page.getByTestId("pair-repeated")).toHaveAttribute("data-value", "1");
    await choose(page, "corpus.repeatedQuestions", "first");
    await expectPairs(page, 41);
  });

  await test.step("templates are previewed, and a mistake is told under its own box", async () => {
    const preview = page.getByTestId("pair-preview").locator("li");
    await page.getByTestId("pair-prompt").fill("Tell me: {question}");
    await expect(preview.first().locator("[data-part=prompt]")).toContainText("Tell me: What is 0?");
    await expect(preview.first().locator("[data-part=response]")).toContainText("It is 0.");
    await expect(page.getByTestId("record-template")).toHaveAttribute(
      "placeholder",
      "Tell me: {question} {answer}<|end|>",
    );
    await page.getByTestId("pair-response").fill("{reply}");
    await expect(pairs.getByRole("alert")).toContainText("reply");
    await page.getByTestId("pair-response").fill("{answer}");
    await expect(pairs.getByRole("alert")).toHaveCount(0);
    await page.getByTestId("pair-prompt").fill("{question}");
  });

  const windows = page.getByTestId("first-windows");
  await test.step("a window a pair, in which the response counts, or all of it", async () => {
    await unfold(windows);
    await expect(page.getByTestId("window-count")).toHaveAttribute("data-value", "41");
    await expect(windows.locator("mark").first()).toHaveText(/^␣It␣is␣\d+\.$/);
    // Split by question: each of them is on one side.
    await expect(page.getByText("33 to train")).toBeVisible();
    await expect(page.getByText("8 to validate")).toBeVisible();
    await unfold(pairs);
    await press(page, "tokens.answerOnly");
    await unfold(windows);
    await expect(windows.locator("mark").first()).toHaveText(/^hat␣is␣\d+\?␣It␣is␣\d+\.$/);
    await unfold(pairs);
    await press(page, "tokens.answerOnly");
    await choose(page, "tokens.layout", "stream");
    await expect.poll(() => numberOf(page, "window-count")).not.toBe(41);
    await choose(page, "tokens.layout", "records");
    await expect(page.getByTestId("window-count")).toHaveAttribute("data-value", "41");
  });

  await test.step("what does not fit is counted", async () => {
    await expect(page.getByTestId("pair-truncated")).toHaveAttribute("data-value", "0");
    await setNumber(page, "tokens.contextLength", "16");
    await expect(page.getByTestId("pair-truncated")).toHaveAttribute("data-value", "41");
    await expect(page.getByTestId("pair-truncated")).toContainText("lose their beginning");
    await setNumber(page, "tokens.contextLength", "32");
  });

  await test.step("a held-out question is asked, and the end of an answer ends it", async () => {
    await expect(page.getByTestId("pair-truncated")).toHaveAttribute("data-value", "0");
    await expectReady(page);
    await page.getByTestId("step-once").click();
    await expectSteps(page, 1);
    await expect(page.getByTestId("sample-prompt")).toHaveValue(/^What is \d+\?$/);
    await expect(page.getByTestId("sample-stop-token")).toHaveValue("<|end|>");
    await page.getByTestId("sample-generate").click();
    await expect(page.getByTestId("sample-output")).toHaveAttribute("data-value", /./);
    await expect(page.getByTestId("sample-step")).toHaveAttribute("data-current", "true");
    await expect(page.getByTestId("record-card")).toHaveCount(0);
    await expect(page.getByTestId("sample-attempts")).toHaveCount(0);
    await unfold(pairs);
    expect(await breaches(pairs)).toEqual([]);
  });
});

/** A file as people share it, what the page takes it for, and its first pair. */
const shared = [
  ["07-optional-field-mostly-empty.json", 60, "Say what Ana did on day 1.\nFruit: manga", "Ana viu manga"],
  ["08-intents-with-an-empty-field.json", 20, "Did Ana eat?\nWhat did Ana do?", "Ana viu manga"],
  ["09-messages.jsonl", 60, "What did Ana do?\nTell me!", "Ana viu manga na feira no dia 1."],
  ["10-squad-shape.json", 60, "What happened on day 1?", "Ana viu manga na feira no dia 1."],
  ["16-columns-of-rows.json", 60, "What happened on day 1?", "Ana viu manga na feira no dia 1."],
] as const;

test("tables as people share them become pairs by one press, or by the names of their columns", async ({ page }) => {
  await openPage(page, "lang=en", TINY_ATTENTION);
  const drop = (name: string) =>
    dropFiles(page, { name, mimeType: "", buffer: readFileSync(`tests/cases/fixtures/${name}`) });
  const first = page.getByTestId("pair-preview").locator("li").first();
  for (const [name, count, prompt, response] of shared) {
    await test.step(name, async () => {
      await drop(name);
      await expect(page.getByTestId("dataset-summary")).toContainText(name);
      await unfold(page.getByTestId("pairs"));
      await page.getByTestId("pair-take").click();
      await expect.soft(first.locator("[data-part=prompt]")).toContainText(prompt);
      await expect.soft(first.locator("[data-part=response]")).toContainText(response);
      await expectPairs(page, count);
      // Of a conversation only the last answer is learned, which is said.
      await expect.soft(page.getByTestId("pair-conversations")).toHaveCount(name === "09-messages.jsonl" ? 1 : 0);
      await page.getByTestId("pair-leave").click();
    });
  }

  await test.step("a text with scores is no pair", async () => {
    await drop("20-nan-from-python.json");
    await expect(page.getByTestId("dataset-summary")).toHaveAttribute("data-records", "60");
    await expect(page.getByTestId("pair-offer")).toHaveCount(0);
  });

  await test.step("columns without names are put where they belong", async () => {
    await drop("24-questions-no-header.csv");
    await expect(page.getByTestId("dataset-summary")).toContainText("24-questions-no-header.csv");
    const settings = page.getByTestId("pair-settings");
    await settings.locator("summary").click();
    const chip = (at: number) => settings.getByRole("button", { name: /column/i }).nth(at);
    await chip(0).click();
    await chip(3).click();
    await expect(first.locator("[data-part=prompt]")).toContainText("What did Ana do on day 1?");
    await expect(first.locator("[data-part=response]")).toContainText("Ana viu manga na feira no dia 1.");
    await expectPairs(page, 60);
    await unfold(page.getByTestId("first-windows"));
    await expect(page.getByTestId("window-count")).toHaveAttribute("data-value", "60");
  });
});
