// `npm run bench:full-size`: models of GPT-2's sizes with random weights through the real page: their files are opened,
// trained by LoRA and wholly over the end of an epoch, written by, saved and opened again. Gives seconds, and the most
// memory that the page and its workers held (Linux).
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Page } from "@playwright/test";
import { processesBelow } from "./processor-time";
import { gpt2Shapes, writeRandomGpt2 } from "./random-gpt2";
import { rawValue, type ServedPage, servePage, waitForValue } from "./served-page";

/** Steps behind the first: more than an epoch, so that best weights are kept and validation is measured. */
const STEPS = 4;
const STEPS_AN_EPOCH = 3;
const VALIDATION = 0.3;
const CHARACTERS_A_TOKEN = 1.7;
const WRITTEN = 20;
const PATIENCE = 600_000;

/** Prints a line for each stage of each model. */
export async function main(words: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...words],
    options: {
      models: { type: "string", default: "distilgpt2,gpt2" },
      trains: { type: "string", default: "lora,all" },
      storage: { type: "string", default: "float32" },
      context: { type: "string", default: "64" },
      batch: { type: "string", default: "8" },
    },
  });
  const folder = mkdtempSync(join(tmpdir(), "curio-full-size-"));
  const served = await servePage();
  try {
    for (const name of values.models.split(",")) {
      if (!(name in gpt2Shapes)) throw new Error(`full-size: expected one of ${Object.keys(gpt2Shapes)}, got ${name}`);
      const files = writeRandomGpt2(join(folder, name), gpt2Shapes[name as keyof typeof gpt2Shapes]);
      const { context, batch, storage } = values;
      for (const trains of values.trains.split(",")) {
        await goThrough(served, { name, files, trains, storage, folder, context, batch });
      }
    }
    return 0;
  } finally {
    await served.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Way {
  readonly name: string;
  readonly files: readonly string[];
  readonly trains: string;
  /** Of frozen weights, where there are any. */
  readonly storage: string;
  readonly folder: string;
  readonly context: string;
  readonly batch: string;
}

async function goThrough({ browser, address }: ServedPage, way: Way): Promise<void> {
  const { name, files, trains, storage, folder, context, batch } = way;
  const visit = await browser.newContext({ acceptDownloads: true });
  try {
    const page = await visit.newPage();
    page.setDefaultTimeout(PATIENCE);
    page.on("pageerror", (error) => console.error(`page: ${error.message}`));
    const stage = async (what: string, work: () => Promise<unknown>) => {
      const begun = performance.now();
      const more = await work();
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      console.log(
        `${name} ${trains} ${batch} × ${context} · ${what}: ${seconds} s, at most ${memoryPeak()} MiB${more ? `, ${more}` : ""}`,
      );
    };
    await page.goto(`${address}?lang=en&tokens.validationShare=${VALIDATION}`);
    await waitForValue(page, "device", /^(plan|reference)-/);
    await stage("an empty page", async () => {
      const text = { name: "words.txt", mimeType: "text/plain", buffer: Buffer.from(someText(way)) };
      await page.getByTestId("dataset-input").setInputFiles(text);
      await waitForValue(page, "window-count", /^[1-9]/);
    });
    await stage("files opened", async () => {
      await page.getByTestId("model-files").setInputFiles([...files]);
      await waitForValue(page, "vocabulary-size", /^50257$/);
      await waitForValue(page, "window-count", /^[1-9]/);
    });
    await page.locator('select[data-config="tuning.trains"]').evaluate(unfoldAll);
    await page.locator('select[data-config="tuning.trains"]').selectOption(trains);
    const frozenStorage = page.locator('select[data-config="tuning.frozenStorage"]');
    if ((await frozenStorage.count()) > 0) await frozenStorage.selectOption(storage);
    await setNumber(page, "training.batchSize", batch);
    await setNumber(page, "tokens.contextLength", context);
    await setNumber(page, "tokens.stride", context);
    await setNumber(page, "tokens.validationShare", String(VALIDATION));
    await setNumber(page, "training.epochs", "10");
    // Data are prepared anew once the settings have rested.
    await page.waitForTimeout(3000);
    await waitForValue(page, "window-count", /^[1-9]/);
    await page.locator('[data-testid="memory-estimate"][data-source="device"]').waitFor({ state: "attached" });
    console.log(
      `${name} ${trains} ${batch} × ${context} · told before: ${mebibytes(await rawValue(page, "memory-estimate"))} MiB, ${await rawValue(page, "window-count")} windows`,
    );
    await page.getByTestId("train").click();
    const refused = page.getByTestId("error-banner");
    const first = stage("first step", () => waitForValue(page, "metric-step", /^[1-9]/, PATIENCE));
    if (await Promise.race([refused.waitFor().then(() => true), first.then(() => false)])) {
      console.log(
        `${name} ${trains} ${batch} × ${context} · refused: ${(await refused.textContent())?.replaceAll("\n", " ")}`,
      );
      first.catch(() => undefined);
      return;
    }
    await stage(`${STEPS} more steps`, async () => {
      const until = Number(await rawValue(page, "metric-step")) + STEPS;
      await page.waitForFunction(
        (least) => Number(document.querySelector<HTMLElement>('[data-testid="metric-step"]')?.dataset.value) >= least,
        until,
      );
    });
    await stage("stopped", async () => {
      await page.getByTestId("stop").click();
      await waitForValue(page, "run-state", /^(finished|stopped)$/, PATIENCE);
    });
    const length = page.locator('.slider:has([data-testid="sample-length"]) input:not([type=range])');
    await length.evaluate(unfoldAll);
    await length.fill(String(WRITTEN));
    await length.press("Tab");
    await stage(`${WRITTEN} tokens written`, async () => {
      await page.getByTestId("sample-generate").click();
      await page.waitForFunction(() => {
        const output = document.querySelector<HTMLElement>('[data-testid="sample-output"]');
        return output?.dataset.value && output.getAttribute("aria-busy") === "false";
      });
    });
    const path = join(folder, `${name}-${trains}.zip`);
    await stage("taken home", async () => {
      const button = page.getByTestId("export-hf");
      await button.evaluate(unfoldAll);
      const arriving = page.waitForEvent("download");
      await button.click();
      await (await arriving).saveAs(path);
      return `${(statSync(path).size / 2 ** 20).toFixed(0)} MiB`;
    });
    await page.goto("about:blank");
    await page.goto(`${address}?lang=en`);
    await waitForValue(page, "device", /^(plan|reference)-/);
    await stage("opened again", async () => {
      await page.getByTestId("model-files").setInputFiles(path);
      await waitForValue(page, "vocabulary-size", /^50257$/);
    });
  } finally {
    await visit.close();
  }
}

function mebibytes(bytes: string): string {
  return (Number(bytes) / 2 ** 20).toFixed(0);
}

/** Words that are drawn, so that the epoch is as long as it is to be. */
function someText({ context, batch }: Pick<Way, "context" | "batch">): string {
  const characters = (STEPS_AN_EPOCH * Number(context) * Number(batch) * CHARACTERS_A_TOKEN) / (1 - VALIDATION);
  const letters = "abcdefghijklmnopqrstuvwxyz";
  let text = "";
  for (let at = 0; text.length < characters; at++) {
    const length = 2 + (Math.imul(at, 2_654_435_761) >>> 29);
    for (let letter = 0; letter < length; letter++) text += letters[(Math.imul(at + letter, 40_503) >>> 5) % 26];
    text += at % 12 === 11 ? ".\n" : " ";
  }
  return text;
}

function unfoldAll(element: Element): void {
  for (let card = element.closest("details"); card !== null; card = card.parentElement?.closest("details") ?? null) {
    card.open = true;
  }
}

async function setNumber(page: Page, path: string, value: string): Promise<void> {
  const box = page.locator(`input[data-config="${path}"]:not([type=range])`);
  await box.evaluate(unfoldAll);
  await box.fill(value);
  await box.press("Tab");
}

/** The most that any renderer below this process has held, in MiB; sets the mark back. */
function memoryPeak(): number {
  const peaks = processesBelow(process.pid).map((pid) => {
    try {
      if (!readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("--type=renderer")) return 0;
      const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
      writeFileSync(`/proc/${pid}/clear_refs`, "5");
      return peak;
    } catch {
      return 0;
    }
  });
  return Math.round(Math.max(0, ...peaks) / 1024);
}
