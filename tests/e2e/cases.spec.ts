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
  ["49-multiline-quoted.csv", 60, '<title>Poema 0<poem>Ana viu,\nmanga na feira,\n"e cantou"'],
  ["50-python-dicts.json", 60, "<question>What happened on day 1?<answer>Ana viu manga"],
  ["51-json-trailing-comma.json", 60, "<question>What happened on day 1?<answer>Ana viu manga"],
  ["52-pipe-table.txt", 60, "Ana viu manga na feira no dia 1."],
  ["54-subtitles.srt", 1, "Ana viu manga na feira no dia 1."],
  ["55-pandas-index-column.csv", 60, "<text>Ana viu manga na feira no dia 1.<label>0"],
];

function caseFile(name: string): MadeFile {
  return { name, mimeType: "", buffer: readFileSync(`tests/cases/fixtures/${name}`) };
}

async function expectRecords(page: Page, [name, records, first]: Case): Promise<void> {
  await page.getByTestId("dataset-input").setInputFiles(caseFile(name));
  const summary = page.getByTestId("dataset-summary");
  await expect.soft(summary, name).toContainText(name.endsWith(".zip") ? "frases.csv" : name, { timeout: 8_000 });
  await expect.soft(summary, name).toHaveAttribute("data-ready", "true");
  await expect.soft(summary, name).toHaveAttribute("data-records", String(records), { timeout: 4_000 });
  await expect.soft(page.getByTestId("first-record"), name).toContainText(first, { timeout: 4_000 });
}

test("every file is read as its owner sees it, whatever came before it", async ({ page }) => {
  test.setTimeout(240_000);
  await openPage(page, "lang=en", TINY_MODEL);
  for (const file of readable) await expectRecords(page, file);
});
