// Spreadsheets, archives and several files at once: read right at the first try, trained on and written from.
import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { workbook, zip } from "../unit/containers/made-files";
import { linesDown, pdf } from "../unit/containers/made-pdf";
import { dropFiles, type MadeFile, textFile } from "./support/files";
import { expectReady, expectRunState, openPage, sampleAgain, TINY_MODEL, unfold } from "./support/playground";
import { test } from "./support/test";

/** A run that ends by itself. */
const SHORT_RUN = "training.runLength=steps&training.steps=20";

function made(name: string, bytes: Uint8Array): MadeFile {
  return { name, mimeType: "application/octet-stream", buffer: Buffer.from(bytes) };
}

async function expectRecords(page: Page, count: number): Promise<void> {
  await expect(page.getByTestId("dataset-summary")).toHaveAttribute("data-records", String(count));
  await expectReady(page);
}

async function trainAndSample(page: Page): Promise<void> {
  await page.getByTestId("train").click();
  await expectRunState(page, "finished");
  expect((await sampleAgain(page)).length).toBeGreaterThan(0);
}

test("a spreadsheet is read from its longest sheet, and another is one press away", async ({ page }) => {
  await openPage(page, "lang=en", TINY_MODEL, SHORT_RUN);
  const birds = ["curió", "sabiá", "bem-te-vi", "tico-tico"];
  const rows = Array.from({ length: 60 }, (_, index) => [`${birds[index % 4]} ${index}`, 1990 + (index % 30)]);
  const songs = [
    ["Song", "Seconds"],
    ["whistle", 2],
    ["trill of a small bird", 5],
    ["call at dawn", 9],
  ];
  await dropFiles(page, made("birds.xlsx", workbook({ Songs: songs, Birds: [["Bird", "Year"], ...rows] })));
  await expectRecords(page, 60);
  await expect(page.getByTestId("record-template")).toHaveAttribute("placeholder", "<bird>{Bird}<year>{Year}<|end|>");
  await trainAndSample(page);
  const sheets = page.locator('fieldset[data-config="corpus.member"]');
  await expect(sheets).toHaveAttribute("data-value", "Birds");
  await unfold(sheets);
  await sheets.getByRole("button", { name: "Songs", exact: true }).click();
  await expectRecords(page, 3);
  await expect(sheets).toHaveAttribute("data-value", "Songs");
});

test("a zip of poems becomes a record a poem, in Portuguese", async ({ page }) => {
  await openPage(page, "lang=pt-BR", TINY_MODEL, SHORT_RUN);
  const poems = Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [
      `poemas/${index + 1}.txt`,
      `O curió canta, verso ${index},\nna beira do rio, outra vez,\ne a manhã responde.\n`,
    ]),
  );
  const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]);
  await dropFiles(page, made("poemas.zip", zip({ ...poems, "poemas/capa.png": picture, "poemas/.DS_Store": "x" })));
  await expectRecords(page, 12);
  await expect(page.getByTestId("record-template")).toHaveAttribute("placeholder", "{text}<|end|>");
  await expect(page.locator(".issues")).toContainText("1 arquivo sem texto nem tabela, ou danificado: poemas/capa.png");
  await trainAndSample(page);
});

test("files dropped at once become one data set, a zip names its one table, and refusals tell the reason", async ({
  page,
}) => {
  await openPage(page, "lang=en", TINY_MODEL);
  const table = (from: number) =>
    ["item,price", ...Array.from({ length: 20 }, (_, index) => `thing ${from + index},${index}`)].join("\n");
  await dropFiles(page, textFile("jan.csv", table(0)), textFile("feb.csv", table(20)));
  await expectRecords(page, 40);
  await expect(page.getByTestId("dataset-summary")).toContainText("jan.csv + 1");
  const files = page.locator('fieldset[data-config="corpus.member"]');
  await unfold(files);
  await files.getByRole("button", { name: "jan.csv", exact: true }).click();
  await expectRecords(page, 20);
  await page.getByTestId("dataset-input").setInputFiles(made("shop.zip", zip({ "a/shop.csv": table(5) })));
  await expect(page.locator(".facts")).toContainText("shop.csv in shop.zip");
  await expectRecords(page, 20);
  const banner = page.getByTestId("error-banner");
  await page.getByTestId("dataset-input").setInputFiles(made("photo.jpg", new Uint8Array([0xff, 0xd8, 0xff, 0xe0])));
  await expect(banner).toContainText("photo.jpg is a picture or a recording, not text.");
});

test("a PDF and a Parquet file are read at the first try, and a damaged one leaves the data that stood", async ({
  page,
}) => {
  await openPage(page, "lang=en", TINY_MODEL, SHORT_RUN);
  const parquet = readFileSync("tests/unit/containers/fixtures/verses-zstd.parquet");
  const names = ["Ana", "Rui", "Eva", "Tom\xe9"];
  const list = (from: number) => Array.from({ length: 50 }, (_, index) => `${names[index % 4]} ${from + index}`);
  await dropFiles(page, made("names.pdf", pdf([linesDown(...list(0)), linesDown(...list(50))])));
  await expectRecords(page, 100);
  await expect(page.locator(".facts")).toContainText("names.pdf");
  await trainAndSample(page);
  await dropFiles(page, made("verses.parquet", parquet));
  await expect(page.getByTestId("record-template")).toHaveAttribute(
    "placeholder",
    "<verse>{verse}<square>{square}<|end|>",
  );
  await expectRecords(page, 40);
  await trainAndSample(page);
  const banner = page.getByTestId("error-banner");
  const input = page.getByTestId("dataset-input");
  const refused = [
    ["cut.parquet", parquet.subarray(0, 900), "cut.parquet is damaged or not whole, so it could not be opened."],
    [
      "cut.pdf",
      pdf([linesDown("one")]).subarray(0, 500),
      "cut.pdf is damaged or not whole, so it could not be opened.",
    ],
    ["scan.pdf", pdf([null]), "scan.pdf holds no text, only pictures of pages."],
    ["empty.docx", zip({ "word/document.xml": "<w:document/>" }), "empty.docx holds no words."],
  ] as const;
  for (const [name, bytes, sentence] of refused) {
    await input.setInputFiles(made(name, bytes));
    await expect(banner).toContainText(sentence);
    await expect(page.getByTestId("dataset-summary")).toContainText("verses.parquet");
    await expectRecords(page, 40);
  }
  const long = Array.from({ length: 3000 }, (_, index) => linesDown(...list(index)));
  await input.setInputFiles(made("long.pdf", pdf(long)));
  await page.getByTestId("load-cancel").click();
  await expect(page.getByTestId("load-cancel")).toHaveCount(0);
  await expect(page.getByTestId("dataset-summary")).toContainText("verses.parquet");
  await expectRecords(page, 40);
});
