// Files that go wrong elsewhere, handed to the page one after the other as students would: each becomes the records
// that its owner sees in it, whatever file came before, and what the page says of it is written in its language.
import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import type { MadeFile } from "./support/files";
import { openPage, TINY_MODEL } from "./support/playground";
import { test } from "./support/test";

/** A file, how many records it holds, and what stands in the first of them. */
type Case = readonly [name: string, records: number, first: string];

const readable: readonly Case[] = [
  ["01-header-with-empty-names.csv", 60, "<label>spam<message>Ana viu manga na feira no dia 1.<|end|>"],
  ["02-trailing-comma-every-line.csv", 60, "<name>Ana<sentence>Ana viu manga na feira no dia 1.<|end|>"],
  ["03-trailing-comma-rows-only.csv", 60, "<name>Ana<sentence>Ana viu manga na feira no dia 1.<|end|>"],
  ["04-title-lines-before-header.csv", 60, "<name>Ana<fruit>manga<place>na feira<sentence>Ana viu manga"],
  ["06-comment-lines.csv", 60, "<name>Ana<fruit>manga<sentence>Ana viu manga"],
  ["07-optional-field-mostly-empty.json", 60, "<instruction>Say what Ana did on day 1.<input>Fruit: manga<output>Ana"],
  ["08-intents-with-an-empty-field.json", 20, "<tag>tag0<patterns>Did Ana eat?\nWhat did Ana do?<responses>Ana viu"],
  ["09-messages.jsonl", 60, "Ana viu manga na feira no dia 1."],
  ["10-squad-shape.json", 60, "<question>"],
  ["12-features-then-rows.json", 60, "<text>Ana viu manga na feira no dia 1."],
  ["13-records-by-id.json", 60, "<directions>Ana viu manga na feira no dia 1."],
  ["15-dictionary.json", 600, "<key>manga0<value>Ana viu manga na feira no dia 1."],
  ["16-columns-of-rows.json", 60, "<question>What happened on day 1?<answer>Ana viu manga"],
  ["17-object-of-arrays.json", 60, "<question>What happened on day 1?<answer>Ana viu manga"],
  ["19-pretty-printed-objects.jsonl", 60, "<question>What happened on day 1?<answer>Ana viu manga"],
  ["20-nan-from-python.json", 60, "<text>Ana viu manga na feira no dia 1."],
  ["21-numbers-rewritten.json", 60, "<id>1606877985956843500<price>10.50<big>1e5<item>manga"],
  ["24-questions-no-header.csv", 60, "What did Ana do on day 1?"],
  ["26-single-column-bare-commas.csv", 60, "Ana viu manga na feira no dia 1.<|end|>"],
  ["27-form-questions-as-header.csv", 60, "Ana viu manga na feira no dia 1."],
  ["29-backslash-quotes.csv", 60, 'He said "manga", and Ana viu manga'],
  ["31-chinese-gbk.txt", 1, "小猫在院子里看花。"],
  ["32-russian-windows-1251.txt", 1, "Маленький кот сидит на окне"],
  ["34-stray-byte-before-accents.txt", 1, "Coração, pão e açúcar."],
  ["36-decomposed-accents.txt", 1, "Bruno comeu uva em casa no dia 2. Coração e pão."],
  ["37-mac-roman-cr.csv", 60, "Coração."],
  ["38-poems-blank-lines.txt", 60, "Ana viu\nmanga na feira\ne cantou<|end|>"],
  ["39-names-one-a-line.txt", 64, "ana<|end|>"],
  ["40-endoftext-inside-lines.txt", 60, "<|startoftext|>Ana viu manga na feira no dia 1.\nE cantou.<|endoftext|>"],
  ["41-rich-text.rtf", 1, "Clara plantou limão no sítio no dia 3."],
  ["41b-rich-text-named-txt.txt", 1, "Clara plantou limão no sítio no dia 3."],
  ["42-web-page.html", 1, "Ana viu manga na feira no dia 1."],
  ["44-csv-in-a.zip", 60, "Ana viu manga na feira no dia 1."],
  ["45a-semicolons.csv", 60, "<nome>Ana<nota>0,5<frase>Ana viu manga"],
  ["45b-commas.csv", 60, "<name>Ana<fruit>manga<sentence>Ana viu manga"],
  ["46-utf16le-no-mark-chinese.txt", 1, "小猫在院子里看花。"],
  ["46b-utf16le-no-mark-latin.csv", 60, "<nome>Ana<frase>Ana viu manga"],
  ["47-rows-of-different-length.csv", 60, "<name>Ana<fruit>manga<place>na feira<note>ok"],
  // So little text is refused for longer contexts alone.
  ["48-tiny.txt", 1, "Oi, tudo bem?"],
  ["49-multiline-quoted.csv", 60, '<title>Poema 0<poem>Ana viu,\nmanga na feira,\n"e cantou"'],
  ["50-python-dicts.json", 60, "<question>What happened on day 1?<answer>Ana viu manga"],
  ["51-json-trailing-comma.json", 60, "<question>What happened on day 1?<answer>Ana viu manga"],
  ["52-pipe-table.txt", 60, "Ana viu manga na feira no dia 1."],
  ["54-subtitles.srt", 1, "Ana viu manga na feira no dia 1."],
  ["55-pandas-index-column.csv", 60, "<text>Ana viu manga na feira no dia 1.<label>0"],
];

/** Files that hold nothing to learn from, and the one sentence that says so in each language. */
const refused = [
  [
    "23-785-numbers-wide.csv",
    "tooManyColumns",
    "785 columns of numbers: there is nothing to write",
    "785 colunas de números: não há nada para escrever",
  ],
] as const;

/** What the page says beside the records of some, in both languages. */
const told = [
  ["01-header-with-empty-names.csv", "The first row names the 2 columns", "A primeira linha dá nome às 2 colunas"],
  ["04-title-lines-before-header.csv", "2 lines above the table", "2 linhas acima da tabela"],
  ["10-squad-shape.json", "Records at", "Registros em"],
  ["24-questions-no-header.csv", "No row names the columns", "Nenhuma linha dá nome às colunas"],
  ["34-stray-byte-before-accents.txt", "line 1", "linha 1"],
  [
    "38-poems-blank-lines.txt",
    "Each stretch between blank lines is a record",
    "Cada trecho entre linhas em branco é um registro",
  ],
  ["39-names-one-a-line.txt", "64 repeated records, dropped", "64 registros repetidos, descartados"],
  ["06-comment-lines.csv", "2 comment lines", "2 linhas de comentário"],
  ["45a-semicolons.csv", "1 column of numbers with a decimal comma", "1 coluna de números com vírgula decimal"],
] as const;

function caseFile(name: string): MadeFile {
  return { name, mimeType: "", buffer: readFileSync(`tests/cases/fixtures/${name}`) };
}

async function expectRecords(page: Page, [name, records, first]: Case): Promise<void> {
  await page.getByTestId("dataset-input").setInputFiles(caseFile(name));
  const summary = page.getByTestId("dataset-summary");
  await expect.soft(summary, name).toContainText(name.endsWith(".zip") ? "frases.csv" : name);
  await expect.soft(summary, name).toHaveAttribute("data-ready", "true");
  await expect.soft(summary, name).toHaveAttribute("data-records", String(records));
  await expect.soft(page.getByTestId("first-record"), name).toContainText(first);
}

async function expectRefusal(page: Page, [name, code, ...words]: (typeof refused)[number], language: 0 | 1) {
  await page.getByTestId("dataset-input").setInputFiles(caseFile(name));
  const banner = page.getByTestId("error-banner");
  await expect.soft(banner, name).toHaveAttribute("data-code", code);
  await expect.soft(banner, name).toContainText(words[language]);
}

/** Drops the files that the page says something of, and those that it refuses: ten in all. */
async function expectWords(page: Page, language: 0 | 1): Promise<void> {
  for (const [name, ...words] of told) {
    await page.getByTestId("dataset-input").setInputFiles(caseFile(name));
    await expect.soft(page.getByTestId("dataset-summary"), name).toContainText(name);
    await expect.soft(page.locator("body"), name).toContainText(words[language]);
  }
  for (const file of refused) await expectRefusal(page, file, language);
}

test("every file is read as its owner sees it, whatever came before it, or refused with its reason", async ({
  page,
}) => {
  await openPage(page, "lang=en", TINY_MODEL);
  for (const file of readable) await expectRecords(page, file);
  await expectWords(page, 0);
});

test("what is found is told in Portuguese too, and repeated names are kept by one press", async ({ page }) => {
  await openPage(page, "lang=pt-BR", TINY_MODEL);
  await expectWords(page, 1);
  await page.getByTestId("dataset-input").setInputFiles(caseFile("39-names-one-a-line.txt"));
  const summary = page.getByTestId("dataset-summary");
  await expect(summary).toHaveAttribute("data-records", "64");
  await page.getByTestId("keep-duplicate").click();
  await expect(summary).toHaveAttribute("data-records", "128");
});
