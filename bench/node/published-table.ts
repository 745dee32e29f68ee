// `npm run published-table`: trains the HotWheels preset on the notebook's own file through the real page,
// as a visitor would, and holds the epoch table against the one that the notebook published.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Page } from "@playwright/test";
import { projectRoot } from "../../scripts/project-root.mjs";
import { describeMachine } from "./machine";
import { agrees, compareTables, type EpochRow, notebookTable } from "./notebook-table";
import { rawValue, servePage, waitForValue, waitUntilReady } from "./served-page";

const DEFAULT_FILE = "../shared/data/hwdata.csv";
const WINDOWS = 4_633_313;
const LOOK_MILLISECONDS = 500;

interface Request {
  readonly file: string;
  /** Steps after which a trial ends; null for all epochs. */
  readonly steps: number | null;
  readonly epochs: number;
  /** Further address parameters, such as `backend=reference&tfjs=wasm`. */
  readonly parameters: string;
}

/** Runs the command; gives the exit status, 1 when an epoch is too far from the notebook's or missing. */
export async function main(words: readonly string[]): Promise<number> {
  const request = readRequest(words);
  if (!existsSync(request.file)) {
    console.error(
      `No ${request.file}. It belongs to others and is not part of the project; name yours as an argument.`,
    );
    return 2;
  }
  const { processor, cores, date } = describeMachine();
  const served = await servePage();
  try {
    const page = await served.browser.newPage();
    page.on("pageerror", (error) => console.error(`page: ${error.message}`));
    await page.goto(`${served.address}?preset=hotwheels-mlp&training.epochs=${request.epochs}&${request.parameters}`);
    await waitUntilReady(page);
    await page.getByTestId("dataset-input").setInputFiles(request.file);
    await waitForValue(page, "window-count", new RegExp(`^${WINDOWS}$`));
    await waitUntilReady(page);
    console.log(`${date} · ${processor}, ${cores} cores · Chromium ${served.browser.version()}`);
    console.log(
      `${await deviceLine(page)} · ${WINDOWS} windows, ${await rawValue(page, "parameter-count")} parameters`,
    );
    return await (request.steps === null ? trainAll(page, request.epochs) : tryOut(page, request.steps));
  } finally {
    await served.close();
  }
}

function readRequest(words: readonly string[]): Request {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      steps: { type: "string" },
      epochs: { type: "string", default: String(notebookTable.length) },
      parameters: { type: "string", default: "" },
    },
  });
  return {
    file: resolve(projectRoot, positionals[0] ?? DEFAULT_FILE),
    steps: values.steps === undefined ? null : Number(values.steps),
    epochs: Number(values.epochs),
    parameters: values.parameters,
  };
}

async function deviceLine(page: Page): Promise<string> {
  const words = await page.getByTestId("device").evaluate((chip) =>
    Array.from(chip.childNodes, (node) => node.textContent?.trim() ?? "")
      .filter(Boolean)
      .join("; "),
  );
  return `${await rawValue(page, "device")} (${words})`;
}

/** Trains until the run ends, telling each epoch as it comes. */
async function trainAll(page: Page, epochs: number): Promise<number> {
  const begun = performance.now();
  await page.getByTestId("train").click();
  let told = 0;
  for (let state = "running"; !/^(finished|stopped|failed)$/.test(state); state = await rawValue(page, "run-state")) {
    await page.waitForTimeout(LOOK_MILLISECONDS);
    const rows = await readRows(page);
    for (const row of rows.slice(told)) console.log(`epoch ${row.epoch} after ${seconds(begun)} s`);
    told = rows.length;
  }
  const elapsed = performance.now() - begun;
  const rows = await readRows(page);
  console.log(`\n${compareTables(rows).join("\n")}`);
  console.log(`\n${(elapsed / 60_000).toFixed(1)} minutes from the click to the end, validation included`);
  const sound = rows.length === epochs && rows.every((row) => isSound(row));
  console.log(sound ? "Every epoch is the notebook's." : "NOT the notebook's table.");
  return sound ? 0 : 1;
}

function isSound(row: EpochRow): boolean {
  const theirs = notebookTable[row.epoch - 1];
  return theirs === undefined || agrees(row, theirs);
}

/** Trains a few steps and tells how long all epochs would take. */
async function tryOut(page: Page, steps: number): Promise<number> {
  const begun = performance.now();
  await page.getByTestId("train").click();
  while (Number(await rawValue(page, "metric-step")) < steps) {
    if ((await rawValue(page, "run-state")) === "failed") return 1;
    await page.waitForTimeout(LOOK_MILLISECONDS);
  }
  const [step, loss] = [await rawValue(page, "metric-step"), await rawValue(page, "metric-train-loss")];
  const elapsed = performance.now() - begun;
  console.log(`${step} steps in ${(elapsed / 1000).toFixed(1)} s, training loss ${Number(loss).toFixed(4)}`);
  console.log(
    `about ${(elapsed / Number(step)).toFixed(1)} ms a step; five epochs are 9,050 steps and five validations`,
  );
  return 0;
}

function seconds(begun: number): string {
  return ((performance.now() - begun) / 1000).toFixed(0);
}

/** Reads the epoch table from its data attributes. */
function readRows(page: Page): Promise<EpochRow[]> {
  return page
    .getByTestId("epoch-table")
    .locator("[data-epoch]")
    .evaluateAll((rows) =>
      rows.map((row) => {
        const number = (name: string) => Number((row as HTMLElement).dataset[name] || Number.NaN);
        return {
          epoch: number("epoch"),
          trainLoss: number("trainLoss"),
          trainAccuracy: number("trainAccuracy"),
          validationLoss: number("validationLoss"),
          validationAccuracy: number("validationAccuracy"),
        };
      }),
    );
}
