// Pieces of words through the page: learned from a text in the tab, looked through, trained on, streamed in whole
// characters, and there again after a reload and out of a file.
import { expect, type Page } from "@playwright/test";
import { randomBits, randomKey } from "@/domain/random";
import { axePath, breaches } from "./support/breaches";
import { dropFiles, exportFile, textFile } from "./support/files";
import { expectReady, expectRunState, numberOf, openPage, sample, setNumber, unfold } from "./support/playground";
import { test } from "./support/test";

const TINY_ATTENTION =
  "lang=en&model.architecture=attention&model.embeddingSize=32&model.heads=2&model.layers=1" +
  "&model.lossPositions=every&tokens.contextLength=16&training.batchSize=16&training.learningRate=0.01" +
  "&training.runLength=steps&training.steps=250&corpus.textRecords=whole";

const birds = ["o curió", "a saíra", "o sabiá", "a patativa", "o trinca-ferro", "a corruíra"];
/** Signs of three and four bytes, one of them made of two code points. */
const signs = ["🦜", "☕", "❤️"];
const lines = Array.from({ length: 900 }, (_, at) => `${birds[at % 6]} cantou ${signs[at % 3]} na manhã de verão.`);
const song = textFile("manhã.txt", lines.join("\n"));

/** Words of two to five syllables drawn by chance: so many different ones that learning from them takes a while. */
function inventedWords() {
  const key = randomKey(5, "sampling");
  const syllable = (at: number) => {
    const bits = randomBits(key, at);
    return "bcdfgjlmnprstvxz"[bits & 15] + ("aeiouãéô"[(bits >> 4) & 7] ?? "");
  };
  const word = (at: number) =>
    Array.from({ length: 2 + (randomBits(key, -1 - at) & 3) }, (_, part) => syllable(5 * at + part)).join("");
  return textFile("words.txt", Array.from({ length: 200_000 }, (_, at) => word(at)).join(" "));
}

/** Notes every value that an attribute takes from now on, of whatever element has the test id. */
function watch(page: Page, testId: string, attribute: string): Promise<void> {
  return page.evaluate(
    ([id, name]) => {
      const seen: string[] = [];
      Object.assign(window, { [`seen-${id}`]: seen });
      const note = () => {
        const value = document.querySelector(`[data-testid="${id}"]`)?.getAttribute(name) ?? null;
        if (value !== null && value !== seen.at(-1)) seen.push(value);
      };
      new MutationObserver(note).observe(document.body, { subtree: true, childList: true, attributes: true });
    },
    [testId, attribute] as const,
  );
}

const seenOf = (page: Page, testId: string): Promise<readonly string[]> =>
  page.evaluate((id) => (window as unknown as Record<string, readonly string[]>)[`seen-${id}`] ?? [], testId);

test("a text gives pieces of words that a model learns, writes whole characters in, and keeps", async ({ page }) => {
  await page.addInitScript({ path: axePath });
  await openPage(page, TINY_ATTENTION);

  await test.step("pieces are shown as they are learned", async () => {
    const tokenizer = page.locator('select[data-config="tokens.tokenizer"]');
    await unfold(tokenizer);
    await tokenizer.selectOption("byteBpe");
    await setNumber(page, "tokens.vocabularySize", "1000");
    await page.getByTestId("dataset-input").setInputFiles(inventedWords());
    await expect(page.getByTestId("dataset-summary")).toContainText("words.txt");
    await expect(page.getByTestId("vocabulary-size")).toHaveAttribute("data-value", "1000");
    // What shows them has been fetched by now.
    await watch(page, "learning", "data-count");
    await setNumber(page, "tokens.vocabularySize", "8192");
    await expect(page.getByTestId("vocabulary-size")).toHaveAttribute("data-value", /^[2-8]\d{3}$/);
    const counts = (await seenOf(page, "learning")).map(Number);
    expect(counts.length).toBeGreaterThan(0);
    for (const count of counts) expect(count).toBeGreaterThan(0);
  });

  await test.step("and counted in the text that they are of", async () => {
    await setNumber(page, "tokens.vocabularySize", "300");
    await dropFiles(page, song);
    await expect(page.getByTestId("dataset-summary")).toContainText("manhã.txt");
    await expectReady(page);
    await expect(page.getByTestId("vocabulary-size")).toHaveAttribute("data-value", "300");
    await expect.poll(() => numberOf(page, "characters-per-token")).toBeGreaterThan(1.3);
    const strip = page.getByRole("list", { name: "First record as tokens" }).locator("li");
    expect((await strip.allTextContents()).some((piece) => /^\p{L}{3,}$/u.test(piece.replace("␣", "")))).toBe(true);
    await page.getByTestId("vocabulary").locator("summary").click();
    await page.getByTestId("vocabulary-search").fill(" cantou");
    const row = page.getByTestId("vocabulary-list").locator("tbody tr");
    await expect(row).toHaveCount(1);
    await expect(row).toHaveAttribute("data-count", "900");
    expect(await breaches(page.locator('[data-step="tokens"]'))).toEqual([]);
  });

  await test.step("the loss stands in bits a character too", async () => {
    await page.getByTestId("train").click();
    await expectRunState(page, "finished");
    const perToken = await numberOf(page, "characters-per-token");
    const loss = await numberOf(page, "metric-validation-loss");
    const bits = await numberOf(page, "metric-bits");
    expect(bits).toBeGreaterThan(0);
    expect(bits).toBeCloseTo(loss / Math.LN2 / perToken, 1);
    await expect(page.getByTestId("bits-per-character").first()).toHaveAttribute("data-value", /^\d/);
  });

  const request = { prompt: "o curió", temperature: 0, length: 120, seed: "seven" };
  await watch(page, "sample-output", "data-value");
  const text = await sample(page, request);
  const streamed = await seenOf(page, "sample-output");
  expect(streamed.length).toBeGreaterThan(2);
  for (const part of streamed.slice(1)) expect(text.startsWith(part)).toBe(true);
  expect(text).toMatch(/🦜|☕|❤️/);
  expect(text).toMatch(/manhã/);
  expect(streamed.join("")).not.toMatch(/\uFFFD/);

  const file = await exportFile(page, "export-bundle");
  await expect(page.getByTestId("storage-state")).toHaveAttribute("data-value", "saved");
  await page.reload();
  await expectReady(page);
  await expectRunState(page, "finished");
  await expect(page.getByTestId("vocabulary-size")).toHaveAttribute("data-value", "300");
  expect(await sample(page, request)).toBe(text);

  await openPage(page, "dataset=diecast-cars", "lang=en");
  await page.getByTestId("import-file").setInputFiles(file);
  await expectRunState(page, "finished");
  expect(await sample(page, request)).toBe(text);
});
