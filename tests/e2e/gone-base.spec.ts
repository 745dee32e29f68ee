// Runs whose base model was deleted: what its kept files still do for them, and that the same files are it again.
import { expect } from "@playwright/test";
import { dropFiles, exportFile } from "./support/files";
import {
  expectReady,
  expectRunState,
  expectSteps,
  numberOf,
  openPage,
  sample,
  setNumber,
  unfold,
} from "./support/playground";
import { test } from "./support/test";
import { colourPairs, tinyGpt2Tensors, tinyZip, weightsFile } from "./support/tiny-gpt2";

test("runs outlive the model that they began with while its files are kept, and take the same files again", async ({
  page,
}) => {
  await openPage(page, "lang=en");
  await page.locator('[data-step="data"] > summary').click();
  await dropFiles(page, tinyZip());
  const chosen = page.getByTestId("base-model-select").locator("option:checked");
  await expect(chosen).toHaveText("tiny (opened from files)");
  await expectReady(page);
  await dropFiles(page, colourPairs());
  await expect(page.getByTestId("dataset-summary")).not.toContainText("diecast-cars");
  const take = page.getByTestId("pair-take");
  await unfold(take);
  await take.click();
  await setNumber(page, "training.epochs", "1");
  const rows = page.getByTestId("runs-table").locator("tbody.run");
  const rest = rows.and(page.locator(":not(.open)"));
  const trains = page.locator('select[data-config="tuning.trains"]');
  for (const [count, what] of [
    [2, "lora"],
    [3, "all"],
  ] as const) {
    await unfold(trains);
    await trains.selectOption(what);
    await expectReady(page);
    await page.getByTestId("train").click();
    await expect(rows).toHaveCount(count);
    await expectRunState(page, "finished");
  }
  await expect(page.getByTestId("storage-state")).toHaveAttribute("data-value", "saved");
  await test.step("which another tab does not delete", async () => {
    const tab = await page.context().newPage();
    await openPage(tab, "lang=en");
    const model = tab.getByTestId("runs-table").locator("tbody.run").filter({ hasText: "a model from its files" });
    await model.getByTestId("run-delete").click();
    await expect(tab.getByTestId("error-banner")).toHaveAttribute("data-code", "modelInUse");
    await expect(model).toHaveCount(1);
    await tab.close();
  });
  await rows.filter({ hasText: "a model from its files" }).getByTestId("run-delete").click();
  await expect(rows).toHaveCount(2);
  await expect(page.getByTestId("storage-state")).toHaveAttribute("data-value", "saved");
  const song = { prompt: "Qual a cor 1?", temperature: 0, length: 20, seed: "um" };

  await test.step("whose files are kept", async () => {
    await page.reload();
    await expectReady(page);
    await expect(page.getByTestId("base-gone")).toBeVisible();
    await expect(page.getByTestId("run-parent")).toHaveText(/^Began with the weights of tiny\./);
    const step = await numberOf(page, "metric-step");
    await page.getByTestId("resume").click();
    await expectSteps(page, step + 1);
    await expectRunState(page, "finished");
  });
  const id = await rest.getAttribute("data-run");
  const adapted = rows.and(page.locator(`[data-run="${id}"]`));
  await adapted.getByTestId("run-open").click();
  const written = await sample(page, song);
  await expect(page.getByTestId("storage-state")).toHaveAttribute("data-value", "saved");

  const banner = page.getByTestId("error-banner");
  await test.step("whose files are gone", async () => {
    await page.evaluate(async () =>
      (await navigator.storage.getDirectory()).removeEntry("models", { recursive: true }),
    );
    await page.reload();
    await expectReady(page);
    await expect(banner).toHaveAttribute("data-code", "baseGone");
    await page.getByTestId("sample-generate").click();
    await expect(page.locator(".sample-error")).toContainText("The base model tiny is not here");
    expect((await exportFile(page, "export-adapter")).name).toMatch(/-lora\.zip$/);
    await dropFiles(page, tinyZip(weightsFile(tinyGpt2Tensors({}, 12))));
    await expect(rows).toHaveCount(3);
    await adapted.getByTestId("run-open").click();
    await expect(banner).toHaveAttribute("data-code", "baseGone");
  });
  await dropFiles(page, tinyZip());
  await expect(rows).toHaveCount(4);
  await adapted.getByTestId("run-open").click();
  expect(await sample(page, song)).toBe(written);
  await expect(banner).toHaveCount(0);
});
