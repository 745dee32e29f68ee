// Measuring a model on request: one trained here, and the same as weights alone out of another program.
import { expect, type Page } from "@playwright/test";
import { exportFile, type MadeFile, safetensorsHeader } from "./support/files";
import { expectRunState, expectSteps, numberOf, openPage, sample, TINY_MODEL, train } from "./support/playground";
import { test } from "./support/test";

const MODEL = `dataset=poemas&${TINY_MODEL.replace("validationShare=0", "validationShare=0.1")}&training.epochs=1`;

/** Measures and gives the loss. */
async function measure(page: Page): Promise<number> {
  await page.getByTestId("evaluate").click();
  await expect(page.getByTestId("evaluation-loss")).toHaveAttribute("data-value", /^\d/);
  return numberOf(page, "evaluation-loss");
}

/** Gives a file as another program would write it: the weights, and nothing else. */
function weightsAlone(file: MadeFile): MadeFile {
  const header = safetensorsHeader(file) as Record<string, { data_offsets: readonly [number, number] }>;
  const start = 8 + Number(file.buffer.readBigUInt64LE(0));
  const names = Object.keys(header).filter((name) => name !== "__metadata__" && !name.startsWith("optimizer."));
  let end = 0;
  const entries = names.map((name) => {
    const [from, to] = header[name].data_offsets;
    const begin = end;
    end += to - from;
    return [name, { ...header[name], data_offsets: [begin, end] }] as const;
  });
  const json = Buffer.from(JSON.stringify(Object.fromEntries(entries)));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  const pieces = names.map((name) => {
    const [from, to] = header[name].data_offsets;
    return file.buffer.subarray(start + from, start + to);
  });
  return { ...file, name: "weights.safetensors", buffer: Buffer.concat([length, json, ...pieces]) };
}

test("the open model is measured on request, also when its weights come alone", async ({ page, backend }) => {
  await openPage(page, MODEL, backend);
  await expect(page.getByTestId("evaluate")).toBeDisabled();
  await train(page);
  await expectRunState(page, "finished");
  const known = await numberOf(page, "metric-validation-loss");
  expect(await measure(page)).toBeCloseTo(known, 5);
  expect(await numberOf(page, "evaluation-accuracy")).toBeCloseTo(
    await numberOf(page, "metric-validation-accuracy"),
    5,
  );
  const file = weightsAlone(await exportFile(page, "export-weights"));
  const song = { prompt: "ola", temperature: 0, length: 40, seed: "1" };
  const text = await sample(page, song);

  await openPage(page, `${MODEL}&model.hiddenSize=17`, backend);
  await page.getByTestId("import-file").setInputFiles(file);
  const banner = page.getByTestId("error-banner");
  await expect(banner).toHaveAttribute("data-code", "weightsMismatch");
  await expect(banner).toContainText("hidden.bias (16 ≠ 17)");

  await openPage(page, MODEL, backend);
  await page.getByTestId("import-file").setInputFiles(file);
  await expectRunState(page, "paused");
  expect(await sample(page, song)).toBe(text);
  expect(await measure(page)).toBeCloseTo(known, 5);
  await page.getByTestId("resume").click();
  await expectSteps(page, 5);
});
