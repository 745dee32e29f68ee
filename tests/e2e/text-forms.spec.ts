// Chats, subtitles, pages and books as people drop them: what they say is learned, what stands around it is not.
import { expect } from "@playwright/test";
import { textFile } from "./support/files";
import { expectSteps, openPage, pause, sample, TINY_MODEL, train, unfold } from "./support/playground";
import { test } from "./support/test";

const people = ["Ana Souza", "Bruno"];
const chat = [
  "12/03/2024 14:05 - As mensagens são protegidas com a criptografia de ponta a ponta.",
  ...Array.from(
    { length: 60 },
    (_, index) =>
      `12/03/2024 14:${String(index).padStart(2, "0")} - ${people[index % 2]}: Oi, Ana! Vou à feira ${index}`,
  ),
  "12/03/2024 15:00 - Bruno: <Mídia oculta>",
].join("\n");

test("a chat is senders and texts, a switch replaces the names, and it trains and writes", async ({ page }) => {
  await openPage(page, "lang=pt-BR", TINY_MODEL);
  const summary = page.getByTestId("dataset-summary");
  await page.getByTestId("dataset-input").setInputFiles(textFile("Conversa.txt", chat));
  await expect(summary).toHaveAttribute("data-records", "60");
  const record = page.getByTestId("first-record");
  await unfold(record);
  await expect(record).toContainText("<sender>Ana Souza<text>Oi, Ana! Vou à feira 0<|end|>");
  await expect(page.getByText("1 mensagem sem palavras")).toHaveCount(1);
  await page.getByTestId("chat-records").getByRole("switch").click();
  await expect(record).toContainText("<sender>P1<text>Oi, P1! Vou à feira 0<|end|>");
  await expect(page.getByTestId("chat-records")).toContainText("Trocar os nomes");
  await page.locator('[data-config="corpus.chatRecords"]').getByText("Cada conversa").click();
  await expect(summary).toHaveAttribute("data-records", "1");
  await expect(record).toContainText("P2: Oi, P1! Vou à feira 1");
  await page.locator('[data-config="corpus.chatRecords"]').getByText("Cada mensagem").click();
  await expect(summary).toHaveAttribute("data-records", "60");
  await expect(page.getByTestId("train")).toBeEnabled();
  await train(page);
  await expectSteps(page, 20);
  await pause(page);
  const written = await sample(page, { prompt: "", temperature: 0.8, length: 40, seed: "1" });
  expect(written).not.toBe("");
});

test("subtitles and pages are their text, and a book may do without its licence", async ({ page }) => {
  await openPage(page, "lang=en", TINY_MODEL);
  const record = page.getByTestId("first-record");
  const input = page.getByTestId("dataset-input");
  const cues = Array.from(
    { length: 30 },
    (_, at) => `${at + 1}\n00:00:${10 + at},000 --> 00:00:${10 + at},900\n<i>Hello ${at}.</i>\n`,
  );
  await input.setInputFiles(textFile("film.srt", cues.join("\n")));
  await unfold(record);
  await expect(record).toContainText("Hello 0.\nHello 1.\n");
  await expect(record).not.toContainText("-->");
  const page_ = `<!doctype html><title>No</title><script>no()</script>${"<p>Fish &amp; chips, please.</p>".repeat(30)}`;
  await input.setInputFiles(textFile("page.html", page_));
  await expect(record).toContainText("Fish & chips, please.\nFish & chips, please.\n");
  await expect(record).not.toContainText("no()");
  const around = "PROJECT GUTENBERG EBOOK A BOOK ***";
  const poems = Array.from({ length: 20 }, (_, at) => `Line ${at} goes,\nand on.\n---\n`).join("");
  await input.setInputFiles(
    textFile("book.txt", `Licence\n*** START OF THE ${around}\n\n${poems}\n*** END OF THE ${around}\nLicence\n`),
  );
  await expect(page.getByTestId("front-matter")).toHaveAttribute("data-value", "gutenberg");
  await expect(record).toContainText("START OF THE PROJECT GUTENBERG");
  // A load that takes its time draws the card anew, folded.
  await unfold(record);
  await page.getByTestId("front-matter").getByRole("switch").click();
  await expect(record).not.toContainText("GUTENBERG");
  await expect(record).toContainText("Line 0 goes,\nand on.");
  await page.getByRole("button", { name: "Up to ---: 20" }).click();
  await expect(page.getByTestId("dataset-summary")).toHaveAttribute("data-records", "20");
});
