// The three presets that rebuild other people's notebooks give those notebooks' figures.
import { existsSync } from "node:fs";
import { expect } from "@playwright/test";
import { expectReady, expectRunState, numberOf, openPage, sample, train } from "./support/playground";
import { test } from "./support/test";

const SYSTEMS = [
  { file: "hwdata.csv", preset: "hotwheels-mlp", vocabulary: 104, windows: 4_633_313, parameters: 148_200 },
  { file: "poemas-10k.txt", preset: "poema-gru", vocabulary: 60, windows: 905_476, parameters: 179_772 },
];

for (const { file, preset, vocabulary, windows, parameters } of SYSTEMS) {
  test(`${preset} counts what its notebook counts on ${file}`, async ({ page }) => {
    const path = `../shared/data/${file}`;
    test.skip(!existsSync(path), `${file} is not here; it belongs to others and is not part of the project`);
    await openPage(page, `preset=${preset}`);
    await page.getByTestId("dataset-input").setInputFiles(path);
    await expect.poll(() => numberOf(page, "window-count")).toBe(windows);
    expect(await numberOf(page, "vocabulary-size")).toBe(vocabulary);
    expect(await numberOf(page, "parameter-count")).toBe(parameters);
  });
}

test("ola-mundo-attention learns its sentence by heart", async ({ page }) => {
  await openPage(page, "preset=ola-mundo-attention");
  await expectReady(page);
  expect(await numberOf(page, "vocabulary-size")).toBe(14);
  await train(page);
  await expectRunState(page, "finished", 120_000);
  const text = await sample(page, { prompt: "ola m", temperature: 0, length: 20, seed: "1" });
  expect(text).toContain("ola mundo, como vai você?");
});
