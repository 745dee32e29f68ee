// A file that cannot be used is refused with a plain sentence, and what was there before stays.
import { expect, type Page } from "@playwright/test";
import { exportFile, type MadeFile, textFile } from "./support/files";
import { expectSteps, numberOf, openPage, pause, TINY_MODEL, train } from "./support/playground";
import { test } from "./support/test";

const binary: MadeFile = {
  name: "photo.png",
  mimeType: "image/png",
  buffer: Buffer.from([
    0x89,
    0x50,
    0x4e,
    0x47,
    0x0d,
    0x0a,
    0x1a,
    0x0a,
    ...Array.from({ length: 600 }, (_, i) => (i * 37) % 256),
  ]),
};

const BAD_DATA: readonly (readonly [string, MadeFile])[] = [
  ["an empty file", textFile("empty.txt", "")],
  ["a picture", binary],
  ["JSON that ends too early", textFile("broken.json", '[{"question": "Who')],
];

async function expectRefusal(page: Page): Promise<void> {
  const banner = page.getByTestId("error-banner");
  await expect(banner).toBeVisible();
  await expect(banner).toHaveAttribute("data-code", /^[a-zA-Z]+$/);
  await expect(banner).toContainText(/\w+ \w+ \w+.*\./s);
}

for (const [what, file] of BAD_DATA) {
  test(`${what} is refused and loses nothing`, async ({ page }) => {
    await openPage(page, "dataset=poemas", TINY_MODEL);
    await train(page);
    await pause(page);
    const step = await numberOf(page, "metric-step");
    const windows = await numberOf(page, "window-count");
    await page.getByTestId("dataset-input").setInputFiles(file);
    await expectRefusal(page);
    expect(await numberOf(page, "metric-step")).toBe(step);
    expect(await numberOf(page, "window-count")).toBe(windows);
    await page.getByTestId("resume").click();
    await expectSteps(page, step + 1);
  });
}

test("a damaged weights file is refused and loses nothing", async ({ page }) => {
  await openPage(page, "dataset=poemas", TINY_MODEL);
  await train(page);
  await pause(page);
  const step = await numberOf(page, "metric-step");
  const whole = await exportFile(page, "export-weights");
  const cut = { ...whole, name: "cut.safetensors", buffer: whole.buffer.subarray(0, whole.buffer.length - 5) };
  await page.getByTestId("import-file").setInputFiles(cut);
  await expectRefusal(page);
  expect(await numberOf(page, "metric-step")).toBe(step);
  await page.getByTestId("resume").click();
  await expectSteps(page, step + 1);
});

test("rows that cannot be read are listed with their lines, and the good ones load", async ({ page }) => {
  await openPage(page, TINY_MODEL);
  const lines = ['{"text": "one"}', '{"text": "two"', '{"text": "three, a longer line to learn from"}'];
  await page.getByTestId("dataset-input").setInputFiles(textFile("lines.jsonl", lines.join("\n")));
  await expect(page.getByTestId("dataset-summary")).toHaveAttribute("data-records", "2");
  await expect(page.getByTestId("dataset-summary")).toHaveAttribute("data-problems", "1");
  await expect(page.getByTestId("dataset-problems")).toContainText("2");
});

test("a refusal is in the page's language, and its technical side is only copied", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openPage(page, "lang=pt-BR");
  const junk = { name: "junk.safetensors", mimeType: "application/octet-stream", buffer: Buffer.alloc(5) };
  await page.getByTestId("import-file").setInputFiles(junk);
  const banner = page.getByTestId("error-banner");
  await expect(banner).toHaveAttribute("data-code", "weightsRuleBroken");
  await expect(banner).not.toContainText("5 bytes");
  await page.getByTestId("copy-details").click();
  await expect(page.getByTestId("copy-details")).toHaveText("Detalhes copiados");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("Curió: weightsRuleBroken, tooShort: 5 bytes");
});
