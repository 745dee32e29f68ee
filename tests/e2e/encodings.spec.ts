// A text in an old encoding is read right, shows how it would read otherwise, and text that was encoded twice is
// repaired by a press.
import { expect } from "@playwright/test";
import { textFile } from "./support/files";
import { openPage, TINY_MODEL, unfold } from "./support/playground";
import { test } from "./support/test";

test("Chinese in GBK shows its lines in each likely encoding, and a press reads it by another one", async ({
  page,
}) => {
  await openPage(page, "lang=en", TINY_MODEL);
  await page.getByTestId("dataset-input").setInputFiles("tests/cases/fixtures/31-chinese-gbk.txt");
  const choice = page.getByTestId("encoding-choice");
  const chinese = choice.locator('[data-encoding="gb18030"]');
  await expect(choice).toBeAttached();
  await unfold(choice);
  await expect(chinese).toHaveAttribute("aria-pressed", "true");
  await expect(chinese).toContainText("GBK, GB18030 (Chinese)小猫在院子里看花。");
  const other = choice.locator("button[aria-pressed=false]").first();
  const read = await other.locator("span").first().textContent();
  await other.click();
  await expect(chinese).toHaveAttribute("aria-pressed", "false");
  await expect(page.getByRole("region", { name: "First rows of the file" })).toContainText(String(read).slice(0, 12));
  await chinese.click();
  await expect(chinese).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator('select[data-config="corpus.encoding"]')).toHaveValue("auto");
});

test("um texto codificado duas vezes é consertado por um botão e desfeito pelo mesmo", async ({ page }) => {
  await openPage(page, "lang=pt-BR", TINY_MODEL);
  const text = "CoraÃ§Ã£o de mãe sempre tem lugar para mais uma criança.\n".repeat(40);
  await page.getByTestId("dataset-input").setInputFiles(textFile("duas-vezes.txt", text));
  const found = page.getByTestId("doubly-encoded");
  await expect(found).toHaveAttribute("data-count", "80");
  await unfold(found);
  await expect(found).toContainText("80 lugares parecem codificados duas vezes");
  await found.getByRole("button", { name: "Consertar" }).click();
  await expect(page.getByTestId("first-record")).toContainText("Coração de mãe");
  await found.getByRole("button", { name: "Desfazer" }).click();
  await expect(page.getByTestId("first-record")).toContainText("CoraÃ§Ã£o de mãe");
});
