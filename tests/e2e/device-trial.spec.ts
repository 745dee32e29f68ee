// The choice between processor and graphics card, on an adapter in software that passes for a card.
import { type BrowserContext, expect, type Page } from "@playwright/test";
import { openPage, TINY_MODEL, train } from "./support/playground";
import { test } from "./support/test";

/** Rewrites a script of the page on its way. */
async function rewrite(context: BrowserContext, name: RegExp, change: (script: string) => string): Promise<void> {
  await context.route(name, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: change(await response.text()) });
  });
}

/** Has the adapter in software name itself as a card does. */
function disguise(context: BrowserContext): Promise<void> {
  const names =
    "vendor: { get: () => 'acme' }, architecture: { get: () => 'one' }, description: { get: () => 'Acme One' }";
  const code = `Object.defineProperties(GPUAdapterInfo.prototype, { isFallbackAdapter: { get: () => false }, ${names} });`;
  return rewrite(context, /assets\/training\.worker-[^/]*\.js$/, (script) => `${code}\n${script}`);
}

/** Trains the small model and gives what the chip says then. */
async function chipAfterTraining(page: Page): Promise<string> {
  await train(page);
  await page.getByTestId("stop").click();
  return (await page.getByTestId("device").textContent()) ?? "";
}

test("a short trial decides, the chip says by how much, and the next visit knows", async ({ page, context }) => {
  await disguise(context);
  await openPage(page, "dataset=poemas", TINY_MODEL);
  await expect(page.getByTestId("device")).toHaveAttribute("data-value", "plan-wasm");
  await expect(page.getByTestId("device")).toContainText("a short trial of your model decides");
  const said = await chipAfterTraining(page);
  expect(said).toMatch(/In a short trial of this model .* was [\d.]+ times as fast as/);
  const kept = await page.evaluate(() => localStorage.getItem("curio.measured"));
  expect(kept).toContain("Acme One");
  await openPage(page, "dataset=poemas", TINY_MODEL);
  expect(await chipAfterTraining(page)).toBe(said);
  expect(await page.evaluate(() => localStorage.getItem("curio.measured"))).toBe(kept);
});

test("a card that computes wrongly is refused by the name of the kernel, and the processor trains", async ({
  page,
  context,
}) => {
  await disguise(context);
  await rewrite(context, /assets\/open-webgpu-engine-[^/]*\.js$/, (script) =>
    script.replaceAll("}[i] * ${", "}[i] + ${"),
  );
  await openPage(page, "dataset=poemas", TINY_MODEL, "backend=webgpu");
  await expect(page.getByTestId("device")).toHaveAttribute("data-value", "plan-wasm");
  await expect(page.getByTestId("device")).toContainText(/failed a test.* multiply was off by \d/);
  await train(page);
});
