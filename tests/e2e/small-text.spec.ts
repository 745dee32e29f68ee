// A few verses of one's own, pasted on a phone: one press learns them, another goes on, and the page says what to expect.
import { expect } from "@playwright/test";
import { expectReady, expectRunState, numberOf, openPage, sample, unfold } from "./support/playground";
import { test } from "./support/test";

const VERSES = [
  "Batatinha quando nasce",
  "espalha a rama pelo chão",
  "Menininha quando dorme",
  "põe a mão no coração",
].join("\n");
const TEXT = Array(3).fill(VERSES).join("\n");

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

test("a pasted verse is learned by one press, goes on by another, and the page says that it is little", async ({
  page,
}) => {
  await openPage(page, "lang=pt-BR&dataset=poemas");
  await page.locator('nav a[href="#setup"]').tap();
  const box = page.getByTestId("paste-text");
  await unfold(box);
  await box.fill(TEXT);
  await page.getByRole("button", { name: "Usar este texto" }).tap();
  await expect(page.getByTestId("window-count")).toHaveAttribute("data-value", /^\d{3}$/);
  await expectReady(page);
  await page.locator('nav a[href="#train"]').tap();
  const hint = page.getByTestId("little-text");
  await expect(hint).toBeInViewport();
  await expect(hint).toContainText(`${TEXT.length} caracteres`);

  await page.getByTestId("train").tap();
  await expectRunState(page, "finished");
  const steps = await numberOf(page, "metric-step");
  expect(steps).toBeGreaterThanOrEqual(1500);
  await page.locator('nav a[href="#sample"]').tap();
  const written = await sample(page, { prompt: "Batatinha", temperature: 0.5, length: 100, seed: "1" });
  expect(`Batatinha${written}`).toContain(VERSES);

  await page.locator('nav a[href="#train"]').tap();
  expect(await numberOf(page, "continue-steps")).toBe(steps);
  await page.getByTestId("resume").tap();
  await expect.poll(() => numberOf(page, "metric-step")).toBe(2 * steps);
  await expectRunState(page, "finished");
});

test("too few steps are told before the press, with a way to the automatic length", async ({ page }) => {
  await openPage(page, "training.epochs=1&training.batchSize=4096&tokens.contextLength=8");
  const hint = page.getByTestId("few-steps");
  await expect(hint).toHaveAttribute("data-value", /^\d\d?$/);
  await hint.getByRole("button").tap();
  await expect(hint).toBeHidden();
});
