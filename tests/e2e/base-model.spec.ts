// A model from elsewhere through the page: its files dropped, taught pairs, compared with what it was, and found again.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { zip } from "../unit/containers/made-files";
import { stepsOf } from "./support/accidents";
import { axePath, breaches } from "./support/breaches";
import { dropFiles, exportFile, type MadeFile } from "./support/files";
import { expectReady, expectRunState, expectSteps, numberOf, openPage, setNumber, unfold } from "./support/playground";
import { test } from "./support/test";
import { colourPairs, configFile, tinyGpt2Tensors, tokenizerFile, weightsFile } from "./support/tiny-gpt2";

/** What a comparison shows: each figure of both models with the verdict, and all that they wrote. */
async function comparisonOf(page: Page) {
  const rows = await page.getByTestId("before-after").locator("tr[data-metric]").all();
  const figures = rows.map((row) =>
    row.evaluate((element) => {
      const { metric, base, tuned, verdict } = (element as HTMLElement).dataset;
      return { metric, base: Number(base), tuned: Number(tuned), verdict, text: element.textContent };
    }),
  );
  const answers = page.getByTestId("before-after-answers");
  const written = answers.locator("[data-side]").evaluateAll((sides) => sides.map((side) => side.textContent));
  return { figures: await Promise.all(figures), written: await written };
}

test("the files of a GPT-2, in odd order, learn pairs by LoRA, are compared, and are there after a reload", async ({
  page,
}) => {
  await page.addInitScript({ path: axePath });
  await openPage(page, "lang=en");
  const list = page.getByTestId("model-file-list");
  // The step that tells of them is folded.
  await page.locator('[data-step="data"] > summary').click();
  await dropFiles(page, weightsFile(tinyGpt2Tensors()));
  await expect(list.locator("[data-state=missing]")).toHaveText([/config\.json/, /tokenizer\.json/]);
  await dropFiles(page, tokenizerFile());
  await expect(list.locator("[data-state=missing]")).toHaveText([/config\.json/]);
  await dropFiles(page, configFile());
  await expect(list).toHaveCount(0);
  const base = page.getByTestId("base-model-select");
  await expect(base.locator("option:checked")).toHaveText("GPT-2 (opened from files)");
  await expect(page.getByTestId("vocabulary-size")).toHaveAttribute("data-value", "258");
  await expect(page.getByTestId("train")).toHaveText("Train");
  // What is shown of a step beside a model from elsewhere is what the next run will do.
  const stepTile = page.locator(".metrics > div").filter({ has: page.getByTestId("metric-step-milliseconds") });
  await expect(stepTile).toContainText(/\D8 windows each/);

  await dropFiles(page, colourPairs());
  const take = page.getByTestId("pair-take");
  await unfold(take);
  await take.click();
  await expect(page.getByTestId("pair-preview").locator("[data-part=response]").first()).toHaveText(/A cor azul\.$/);
  const trains = page.locator('select[data-config="tuning.trains"]');
  await unfold(trains);
  await trains.selectOption("lora");
  const wide = page.getByTestId("wide-adapters");
  await setNumber(page, "tuning.loraRank", "256");
  await expect(wide).toHaveCount(1);
  await setNumber(page, "tuning.loraRank", "8");
  await expect(wide).toHaveCount(0);
  await setNumber(page, "training.learningRate", "0.01");
  await setNumber(page, "training.epochs", "4");
  await expectReady(page);
  // What is frozen is held in half the memory, and found so again.
  const estimate = page.locator('[data-testid="memory-estimate"][data-source="device"]');
  await expect(estimate).toBeAttached();
  const whole = Number(await estimate.getAttribute("data-value"));
  const storage = page.locator('select[data-config="tuning.frozenStorage"]');
  await unfold(storage);
  await storage.selectOption("float16");
  await expect(estimate).toBeAttached();
  await expect.poll(async () => Number(await estimate.getAttribute("data-value"))).toBeLessThan(whole);
  await expectReady(page);
  const all = await numberOf(page, "parameter-count");
  await expect.poll(() => numberOf(page, "trained-count")).toBeLessThan(all / 2);
  await page.getByTestId("train").click();
  await expectRunState(page, "finished");
  await expect(page.getByTestId("run-parent")).toHaveText("Began with the weights of GPT-2, read from its files.");
  const run = await page.locator("#train .state b").textContent();

  const compare = page.getByTestId("comparison-start");
  await expect(page.getByTestId("comparison-base").locator("option:checked")).toHaveText("GPT-2 (where it began)");
  await compare.click();
  await expect(page.getByTestId("comparison-speakers")).toHaveText(
    `Base: GPT-2, step 0. Tuned: ${run}, step ${await numberOf(page, "metric-step")}.`,
  );
  const compared = await comparisonOf(page);
  await unfold(page.getByTestId("before-after-answers"));
  for (const part of [".comparison", '[data-step="model"]', ".runbar"]) {
    expect(await breaches(page.locator(part)), part).toEqual([]);
  }
  const [loss] = compared.figures;
  expect(loss).toMatchObject({ metric: "loss", verdict: "better" });
  expect(loss?.tuned).toBeLessThan((loss?.base ?? 0) - 0.2);
  expect(compared.figures.map(({ metric }) => metric)).toEqual(
    expect.arrayContaining(["perplexity", "exactMatch", "tokenF1", "bleu", "chrf", "rougeL"]),
  );

  expect(compared.figures.filter(({ text }) => /-?\d.* to -?\d/.test(text ?? ""))).not.toHaveLength(0);
  const report = (await exportFile(page, "export-report")).buffer.toString("utf8");
  expect(report).toContain(`Base: GPT-2, step 0. Tuned: ${run}`);
  expect(report).toContain(`seed ${await page.getByTestId("sample-seed").inputValue()} for both`);

  await expect(page.getByTestId("storage-state")).toHaveAttribute("data-value", "saved");
  const step = await numberOf(page, "metric-step");
  await page.reload();
  await expectReady(page);
  await expect.poll(() => numberOf(page, "metric-step")).toBe(step);
  await expect(base.locator("option:checked")).toHaveText("GPT-2 (opened from files)");
  await expect(trains).toHaveValue("lora");
  await expect(storage).toHaveValue("float16");
  await expect.poll(() => comparisonOf(page)).toEqual(compared);
  // The base is asked again out of its files, and answers as it had.
  await compare.click();
  await expect(page.getByTestId("comparison-stop")).toHaveCount(0);
  await expect.poll(() => comparisonOf(page)).toEqual(compared);
  await page.getByTestId("resume").click();
  await expectSteps(page, step + 1);
  await expectRunState(page, "finished");
  // The files of the model are listed, and stay while runs need them.
  await page.getByTestId("storage-state").click();
  const files = page.getByTestId("storage-list").locator("[data-kind=model]");
  await expect(files).toContainText("used by 2 runs");
  expect(Number(await files.getAttribute("data-value"))).toBeGreaterThan(1000);
  await files.getByRole("button").click({ force: true });
  await expect(page.getByTestId("explanation")).toContainText("delete these first");
  await expect(files).toHaveCount(1);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");

  // Without its base the next run says what is missing, and begins afresh where that is chosen.
  const model = page.getByTestId("runs-table").locator("tbody.run").filter({ hasText: "a model from its files" });
  await model.getByTestId("run-delete").click();
  await expect(base.locator("option:checked")).toHaveText("A model that is no longer here");
  await page.getByTestId("train").click();
  await expect(page.getByTestId("error-banner")).toHaveAttribute("data-code", "baseGone");
  await base.selectOption("");
  await expect(page.getByTestId("error-banner")).toHaveCount(0);
});

test("a model of the page that is stopped on its way can be opened again", async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/model.safetensors", async (route) => {
    await held;
    await route.continue().catch(() => undefined);
  });
  await page.goto("./?lang=pt-BR&preset=product-descriptions");
  const cancel = page.getByTestId("base-cancel");
  await unfold(page.getByTestId("base-model-select"));
  await cancel.click();
  const stopped = page.getByTestId("base-stopped");
  await expect(stopped).toContainText("Machado, pequeno");
  await expect(page.getByTestId("error-banner")).toHaveCount(0);
  await expect(page.getByTestId("train")).toBeDisabled();
  release();
  await page.getByTestId("base-open-again").click();
  await expectReady(page);
  await expect(stopped).toHaveCount(0);
  await expect(page.getByTestId("train")).toBeEnabled();

  // Where the step is narrow, nothing in it lies over its neighbour.
  await page.setViewportSize({ width: 820, height: 1180 });
  const inStep = () =>
    page.locator('[data-step="model"]').evaluate((step) => {
      const edge = (selector: string, side: "top" | "left" | "right") =>
        [...step.querySelectorAll(selector)].map((element) => element.getBoundingClientRect()[side]);
      const choice = step.querySelector("fieldset");
      return {
        beyond: (choice?.scrollWidth ?? 0) - (choice?.clientWidth ?? 0),
        labels: new Set(edge('.slider:has([data-config="model.layers"], [data-config="model.heads"]) .k', "top")).size,
        letters: Math.max(...edge(".arch .m", "right")) <= Math.min(...edge(".arch rect", "left")),
      };
    });
  await expect.poll(inStep).toEqual({ beyond: 0, labels: 1, letters: true });
});

test("rates tried over a model from files begin each with its weights, as a run by hand does", async ({ page }) => {
  await openPage(page, "lang=en");
  await dropFiles(page, good.config, good.tokenizer, good.weights);
  await expect(page.getByTestId("base-model-select").locator("option:checked")).toHaveText(/^GPT-2/);
  await dropFiles(page, colourPairs());
  const take = page.getByTestId("pair-take");
  await unfold(take);
  await take.click();
  const trains = page.locator('select[data-config="tuning.trains"]');
  await unfold(trains);
  await trains.selectOption("lora");
  await setNumber(page, "training.epochs", "2");
  await expectReady(page);
  const parameters = await numberOf(page, "parameter-count");

  await page.getByTestId("try-values").click();
  await expect(page.getByTestId("try-setting").first().locator("option", { hasText: "Rank" })).toHaveCount(1);
  await page.getByTestId("try-list").fill("0.01; 0.02");
  await page.getByTestId("try-start").click();
  const finished = page.getByTestId("runs-table").locator('tbody.run[data-state="finished"]');
  const tried = finished.filter({ hasText: "from GPT-2, step 0" });
  await expect(tried).toHaveCount(2);
  for (const row of await tried.all()) await expect(row).toHaveAttribute("data-parameters", String(parameters));
  await expect(page.getByTestId("run-parent")).toHaveText("Began with the weights of GPT-2, read from its files.");
  await expect(page.getByTestId("comparison-base").locator("option:checked")).toHaveText("GPT-2 (where it began)");
  const steps = await stepsOf(page);
  await setNumber(page, "training.learningRate", "0.02");
  await page.getByTestId("train").click();
  await expect(tried).toHaveCount(3);
  expect(await stepsOf(page)).toEqual(steps);
});

/** What is dropped, the code of the refusal, and what it names in both languages; where files are missing there is none. */
type WrongFiles = readonly [what: string, files: readonly MadeFile[], code: string | null, named: RegExp];

const good = { config: configFile(), weights: weightsFile(tinyGpt2Tensors()), tokenizer: tokenizerFile() };
const damaged = { ...good.weights, buffer: Buffer.from(good.weights.buffer) };
damaged.buffer.writeBigUInt64LE(2n ** 40n);
const turned = tinyGpt2Tensors().map((one) => (one.name.endsWith("wpe.weight") ? { ...one, shape: [16, 64] } : one));
const larger = weightsFile(tinyGpt2Tensors({ vocabularySize: 300 }));
const float64 = tinyGpt2Tensors().map((one) =>
  one.name.endsWith("wpe.weight") ? { ...one, dtype: "F64", bytes: Buffer.concat([one.bytes, one.bytes]) } : one,
);
const truncated = { ...good.weights, buffer: good.weights.buffer.subarray(0, -100) };
const pickle = { name: "pytorch_model.bin", mimeType: "", buffer: Buffer.from("PK") };
const lastShard = weightsFile(tinyGpt2Tensors().slice(9), "model-00002-of-00002.safetensors");

const wrongFiles: readonly WrongFiles[] = [
  ["no config.json", [good.weights, good.tokenizer], null, /config\.json/],
  ["no tokenizer", [good.config, good.weights], null, /tokenizer\.json/],
  ["one of two shards", [lastShard, good.config, good.tokenizer], null, /model-00001-of-00002\.safetensors/],
  [
    "a tensor of another shape",
    [weightsFile(turned), good.config, good.tokenizer],
    "modelTensorsRefused",
    /transformer\.wpe\.weight \(16 × 64 ≠ 64 × 16\)/,
  ],
  [
    "a model of another kind",
    [configFile({ model_type: "llama" }), good.weights, good.tokenizer],
    "modelOfOtherKind",
    /llama.*GPT-2.*distilgpt2/,
  ],
  ["a damaged header", [good.config, good.tokenizer, damaged], "modelFileBroken", /model\.safetensors/],
  [
    "a tokenizer of another model",
    [configFile({ vocab_size: 300 }), larger, good.tokenizer],
    "modelVocabularyDiffers",
    /300.*258/,
  ],
  [
    "another activation",
    [configFile({ activation_function: "relu" }), good.weights, good.tokenizer],
    "modelSettingRefused",
    /activation_function.*relu.*gelu_new/,
  ],
  [
    "numbers of a type that is not read",
    [good.config, good.tokenizer, weightsFile(float64)],
    "modelTensorsRefused",
    /transformer\.wpe\.weight \(F64\)/,
  ],
  ["a file cut short", [good.config, good.tokenizer, truncated], "modelFileBroken", /model\.safetensors/],
  ["weights that can hold programs", [good.config, good.tokenizer, pickle], "modelPickled", /pytorch_model\.bin/],
];

test("files that make no model are told in both languages, and the right ones mend them", async ({ page }) => {
  await openPage(page, "lang=en");
  const banner = page.getByTestId("error-banner");
  const speak = (language: string) => page.getByText(language, { exact: true }).click();
  for (const [what, files, code, named] of wrongFiles) {
    await test.step(what, async () => {
      await dropFiles(page, ...files);
      const told = code === null ? page.getByTestId("model-files-told") : banner;
      if (code !== null) await expect(told).toHaveAttribute("data-code", code);
      await expect(told).toContainText(named);
      const english = (await told.textContent()) ?? "";
      await speak("PT");
      await expect(told).not.toHaveText(english);
      await expect(told).toContainText(named);
      await speak("EN");
      await page.getByTestId("model-forget").click();
      await expect(banner).toHaveCount(0);
    });
  }
  // A damaged file that comes by itself belongs to the model that waits for it, and a sound one takes its place.
  await dropFiles(page, good.config, good.tokenizer);
  await dropFiles(page, damaged);
  await expect(banner).toHaveAttribute("data-code", "modelFileBroken");
  await dropFiles(page, good.weights);
  const chosen = page.getByTestId("base-model-select").locator("option:checked");
  await expect(chosen).toHaveText(/^GPT-2/);
  await expect(banner).toHaveCount(0);

  // Numbers are read when they are needed; what cannot be computed with is told then.
  const spoilt = tinyGpt2Tensors().map((one) =>
    one.name.endsWith("wpe.weight") ? { ...one, bytes: new Uint8Array(one.bytes.length).fill(255) } : one,
  );
  await dropFiles(page, good.config, good.tokenizer, weightsFile(spoilt));
  // Until the files have been looked through, the model before them writes.
  await expect(async () => {
    await page.getByTestId("sample-generate").click();
    await expect(page.locator(".sample-error")).toContainText("transformer.wpe.weight", { timeout: 5000 });
  }).toPass();

  // A model that is whole by itself is taken by itself, whatever is missing from another.
  await dropFiles(page, configFile({ model_type: "llama" }));
  const filesBy = (seed: number) =>
    [good.config, weightsFile(tinyGpt2Tensors({}, seed)), good.tokenizer].map(
      ({ name, buffer }) => [`tiny/${name}`, buffer] as const,
    );
  const packed = Buffer.from(zip(Object.fromEntries(filesBy(12))));
  await dropFiles(page, { name: "packed.zip", mimeType: "application/zip", buffer: packed });
  await expect(chosen).toHaveText("packed (opened from files)");
  const folder = await mkdtemp(join(tmpdir(), "curio-model-"));
  await Promise.all(filesBy(13).map(([path, buffer]) => writeFile(join(folder, basename(path)), buffer)));
  await page.getByTestId("model-folder").setInputFiles(folder);
  await expect(chosen).toHaveText(`${basename(folder)} (opened from files)`);
  await rm(folder, { recursive: true });
});

/** Lists what lies in a folder of the origin's private file system, folders within it too, each file with its bytes. */
function filesIn(page: Page, root: string): Promise<readonly string[]> {
  return page.evaluate(async (name) => {
    const found: string[] = [];
    const walk = async (folder: FileSystemDirectoryHandle, path: string): Promise<void> => {
      for await (const [key, entry] of folder.entries()) {
        if (entry instanceof FileSystemDirectoryHandle) await walk(entry, `${path}${key}/`);
        else found.push(`${path}${key} ${(await entry.getFile()).size}`);
      }
    };
    await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle(name, { create: true }), "");
    return found.sort();
  }, root);
}

test("a model in a packed zip is unpacked once onto the disk and kept without its zip, and nothing is left over", async ({
  page,
}) => {
  await openPage(page, "lang=en");
  const files = [good.config, good.weights, good.tokenizer];
  const packed = Buffer.from(zip(Object.fromEntries(files.map(({ name, buffer }) => [name, buffer]))));
  await dropFiles(page, { name: "packed.zip", mimeType: "application/zip", buffer: packed });
  const chosen = page.getByTestId("base-model-select").locator("option:checked");
  await expect(chosen).toHaveText("packed (opened from files)");
  const bytes = files.map(({ buffer }) => String(buffer.length)).sort();
  const sizesIn = async (root: string) => (await filesIn(page, root)).map((line) => line.split(" ")[1]).sort();
  expect(await sizesIn("unpacked")).toEqual(bytes);
  await expect.poll(() => sizesIn("models")).toEqual(expect.arrayContaining(bytes));
  await expect(page.getByTestId("storage-state")).toHaveAttribute("data-value", "saved");

  await page.reload();
  await expectReady(page);
  await expect(chosen).toHaveText("packed (opened from files)");
  await expect.poll(() => filesIn(page, "unpacked")).toEqual([]);
});
