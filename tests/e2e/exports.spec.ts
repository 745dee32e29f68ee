// A model of the GPT-2 family taken home for other programs and brought back: whole, in fewer bits, and as an adapter.
import { expect, type Page } from "@playwright/test";
import { downloadedFile, dropFiles, exportFile, type MadeFile } from "./support/files";
import { expectReady, expectRunState, openPage, sample, unfold } from "./support/playground";
import { test } from "./support/test";

const RUN =
  "base=machado&dataset=poemas&tuning.trains=lora&tuning.loraRank=2&tokens.contextLength=32&tokens.stride=32" +
  "&training.runLength=steps&training.steps=6&training.batchSize=4&training.learningRate=0.003&tokens.validationShare=0.02";
const SONG = { prompt: "Uma noite destas", temperature: 0, length: 20, seed: "1" };

/** Chooses how numbers are written, and takes the model home. */
async function exportAs(page: Page, form: string): Promise<MadeFile> {
  await page.locator(`.export-forms input[value="${form}"]`).check({ force: true });
  return exportFile(page, "export-hf");
}

/** Picks a file and gives what the model in it writes. */
async function reopened(page: Page, file: MadeFile): Promise<string> {
  await page.getByTestId("import-file").setInputFiles(file);
  await expectOpen(page, file);
  return sample(page, SONG);
}

/** Waits until the run of a file is open. */
async function expectOpen(page: Page, { name }: MadeFile): Promise<void> {
  const base = page.getByTestId("base-model-select").locator("option:checked");
  await expect(base).toContainText(name.replace(/\.zip$/, ""));
}

test("a tuned GPT-2 goes home for other programs in every form, and opens here again", async ({ page }) => {
  await openPage(page, RUN);
  await page.getByTestId("train").click();
  await expectRunState(page, "finished");
  const own = await sample(page, SONG);

  await page.getByTestId("export-measure").click();
  const costs = page.getByTestId("export-costs").locator("tbody tr");
  await expect(costs).toHaveCount(4);
  const figures = await costs.evaluateAll((rows) => rows.map((row) => ({ ...(row as HTMLElement).dataset })));
  const [ofOwn, whole, halves, bytes] = figures.map(({ bytes, loss, same, all }) => ({
    bytes: Number(bytes),
    loss: Number(loss),
    same: Number(same) / Number(all),
  }));
  expect(whole.loss).toBeCloseTo(ofOwn.loss, 4);
  expect(halves.loss).toBeCloseTo(ofOwn.loss, 2);
  expect(bytes.loss).not.toBe(ofOwn.loss);
  expect(bytes.loss).toBeCloseTo(ofOwn.loss, 1);
  expect(halves.bytes / whole.bytes).toBeCloseTo(0.5, 2);
  expect(bytes.bytes / whole.bytes).toBeLessThan(0.27);
  expect(whole.same).toBe(1);

  const [inFull, inHalves, inBytes] = [
    await exportAs(page, "F32"),
    await exportAs(page, "F16"),
    await exportAs(page, "I8"),
  ];
  const adapter = await exportFile(page, "export-adapter");
  const kept = await test.step("a run that only the browser keeps leaves with its frozen weights", async () => {
    const rows = page.getByTestId("runs-table").locator("tbody.run");
    const id = await rows.and(page.locator(".open")).getAttribute("data-run");
    await rows.and(page.locator(":not(.open)")).getByTestId("run-open").click();
    await expect(page.getByTestId("storage-state")).toHaveAttribute("data-value", "saved");
    await page.reload();
    await expectReady(page);
    const row = rows.and(page.locator(`[data-run="${id}"]:not(.open)`));
    await row.getByTestId("run-menu").click();
    const arriving = page.waitForEvent("download");
    await row.getByTestId("run-export").click();
    return downloadedFile(await arriving);
  });

  // A page that knows nothing of the run; the adapter finds its base in the list of models.
  await openPage(page, "dataset=poemas");
  await expect(page.getByTestId("export-hf")).toHaveAttribute("aria-disabled", "true");
  await page.getByTestId("import-file").setInputFiles(kept);
  await expect(page.getByTestId("metric-step")).toHaveAttribute("data-value", "6");
  expect(await sample(page, SONG)).toBe(own);
  expect(await reopened(page, inFull)).toBe(own);
  expect(await reopened(page, inHalves)).toContain(SONG.prompt);
  expect(await reopened(page, inBytes)).toContain(SONG.prompt);
  await dropFiles(page, adapter);
  await expectOpen(page, adapter);
  expect(await sample(page, SONG)).toBe(own);
  await expect(page.getByTestId("storage-state")).toHaveAttribute("data-value", "saved");
  await page.reload();
  await expectReady(page);
  expect(await sample(page, SONG)).toBe(own);
});

test("a large bundle on its way out shows how far it is, can be stopped, and comes when asked again", async ({
  page,
}) => {
  await openPage(
    page,
    "preset=ola-mundo-attention&lang=pt-BR&model.embeddingSize=256&model.layers=4&model.heads=4" +
      "&training.runLength=steps&training.steps=1&training.batchSize=2",
  );
  await page.getByTestId("train").click();
  await expectRunState(page, "finished");
  const bundle = page.getByTestId("export-bundle");
  await unfold(bundle);
  await bundle.click();
  const progress = page.getByTestId("export-progress");
  await expect(progress).toContainText("Escrevendo…");
  await page.getByTestId("export-stop").click();
  await expect(page.getByText("Interrompido: nenhum arquivo foi salvo")).toBeVisible();
  await expect(progress).toHaveCount(0);
  const run = await exportFile(page, "export-bundle");
  expect(run.name).toMatch(/-step-1\.zip$/);
  await expect(progress).toHaveCount(0);
  await page.getByTestId("import-file").setInputFiles(run);
  await expect(page.getByTestId("metric-step")).toHaveAttribute("data-value", "1");
});
