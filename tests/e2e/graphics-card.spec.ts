// Whole jobs on the kernels for graphics cards, in software: every model of a preset, small, trains, writes, goes home and comes
// back, and goes on on the processor and on the card again with the losses that it would have had.
import { expect, type Page } from "@playwright/test";
import { type PresetId, presetIds, presets } from "@/domain/config/presets";
import { stepsOf } from "./support/accidents";
import { exportFile } from "./support/files";
import { expectSteps, numberOf, openPage, pause, sample, train } from "./support/playground";
import { test } from "./support/test";

const SMALL = ["training.epochs=10000", "tokens.contextLength=8", "tokens.validationShare=0"];
/** What makes a model small that has its sides from the settings, not from a base, and learns any text. */
const SMALL_MODEL = ["dataset=ola-mundo", "model.hiddenSize=16", "model.embeddingSize=8", "model.layers=1"];

/** The presets, of those that begin with the same base the first. */
const PRESETS = presetIds.filter((id, index) => {
  const { base } = presets[id].config;
  return base === "" || presetIds.findIndex((other) => presets[other].config.base === base) === index;
});

/** The settings of an address that has a preset train on little. */
function smallOf(preset: PresetId): readonly string[] {
  // The base is large for an adapter in software. Losses of batches of two are too rough to compare where they are small.
  return presets[preset].config.base === ""
    ? [...SMALL, ...SMALL_MODEL, "training.batchSize=16"]
    : [...SMALL, "training.batchSize=2"];
}

/** Goes on for some steps at least, and gives the loss of every step of the run. */
async function goOn(page: Page, steps: number): Promise<ReadonlyMap<number, number>> {
  const from = await numberOf(page, "metric-step");
  await page.getByTestId("resume").click();
  await expectSteps(page, from + steps);
  await pause(page);
  const cells = (await stepsOf(page)).map((line) => line.split(","));
  return new Map(cells.map(([, step, , loss]) => [Number(step), Number(loss)]));
}

/** Opens the page on a device with a run out of a file. */
async function take(page: Page, file: Awaited<ReturnType<typeof exportFile>>, ...link: readonly string[]) {
  await openPage(page, ...link);
  await page.getByTestId("import-file").setInputFiles(file);
  await expect.poll(() => numberOf(page, "metric-step")).toBeGreaterThan(0);
  return numberOf(page, "metric-step");
}

/** Expects losses behind a step as others are there. */
function expectSame(losses: ReadonlyMap<number, number>, others: ReadonlyMap<number, number>, after: number): void {
  const both = [...losses].filter(([step]) => step > after && others.has(step));
  expect(both.length).toBeGreaterThan(3);
  for (const [step, loss] of both) expect(loss / others.get(step)!, `step ${step}`).toBeCloseTo(1, 2);
}

test("the page counts the kernels while the card compiles them", async ({ page, backend }) => {
  await openPage(page, "preset=first-song", ...smallOf("first-song"), backend);
  const counted = page.waitForFunction(() =>
    /Preparing the graphics card: \d+ of \d+/.test(document.querySelector(".prog")?.textContent ?? ""),
  );
  await train(page);
  await counted;
});

for (const preset of PRESETS) {
  test(`${preset} trains on the card, goes on on the processor and back`, async ({ page, backend }) => {
    test.slow();
    const link = [`preset=${preset}`, ...smallOf(preset)];
    await openPage(page, ...link, backend);
    await expect(page.getByTestId("device")).toHaveAttribute("data-value", "plan-webgpu");
    await train(page);
    await expectSteps(page, 5);
    await pause(page);
    const text = await sample(page, { prompt: "ola", temperature: 0.8, length: 20, seed: "seven" });
    expect(text.length).toBeGreaterThan("ola".length);
    const file = await exportFile(page, "export-weights");
    const stayed = await goOn(page, 12);

    const first = await take(page, file, ...link, "backend=wasm");
    await expect(page.getByTestId("device")).toHaveAttribute("data-value", "plan-wasm");
    expectSame(await goOn(page, 5), stayed, first);
    const second = await take(page, await exportFile(page, "export-bundle"), ...link, backend);
    const returned = await goOn(page, 5);
    expect(second).toBeGreaterThan(first);
    expect(Math.min(...returned.keys())).toBeLessThanOrEqual(second + 1);
    expect([...returned.values()].every(Number.isFinite)).toBe(true);
    if (stayed.has(second + 5)) expectSame(returned, stayed, second);
  });
}
