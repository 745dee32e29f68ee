// The plan engine's kernels, as Chromium runs them (relaxed SIMD, shared memory), learn what the reference
// learns; Node's tests see only the builds that Node has.
import { expect, type Page } from "@playwright/test";
import { expectRunState, openPage, train } from "./support/playground";
import { test } from "./support/test";

const COMMON = [
  "dataset=ola-mundo",
  "tokens.contextLength=8",
  "training.batchSize=4",
  "training.epochs=10",
  "tokens.validationShare=0",
  "model.hiddenSize=20",
  "model.embeddingSize=12",
  "seed=engines",
];

const MODELS = {
  mlp: ["model.architecture=mlp", "model.layers=2", "model.dropout=0.2"],
  gru: ["model.architecture=gru", "model.layers=2"],
  attention: ["model.architecture=attention", "model.layers=2", "model.heads=2", "model.lossPositions=every"],
};

/** Trains to the end and gives the training loss of each epoch. */
async function learn(page: Page, backend: string, device: string, model: readonly string[]): Promise<number[]> {
  await openPage(page, ...COMMON, ...model, backend);
  await expect(page.getByTestId("device")).toHaveAttribute("data-value", device);
  await train(page);
  await expectRunState(page, "finished");
  const rows = page.getByTestId("epoch-table").locator("[data-train-loss]");
  return rows.evaluateAll((all) => all.map((row) => Number(row.getAttribute("data-train-loss"))));
}

for (const [architecture, model] of Object.entries(MODELS)) {
  test(`${architecture} learns the same on plan-wasm as on the reference`, async ({ page }) => {
    const plan = await learn(page, "backend=wasm", "plan-wasm", model);
    const reference = await learn(page, "backend=reference&tfjs=wasm", "reference-wasm", model);
    expect(plan.length).toBe(10);
    expect(Math.min(...plan)).toBeLessThan(Math.max(...plan));
    expect(reference.length).toBe(plan.length);
    for (const [epoch, loss] of reference.entries()) expect(Math.abs(plan[epoch] - loss)).toBeLessThan(1e-4);
  });
}
