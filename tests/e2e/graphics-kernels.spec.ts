// Every kernel of the WebGPU target beside plain loops in a worker of a real browser.
import { expect } from "@playwright/test";
import { webGpuKernels } from "@/engine/plan/webgpu/kernels";
import { buildOwnPage } from "./support/own-page";
import { test } from "./support/test";

test("every kernel gives in the browser's worker what plain loops give, whatever lay in memory", async ({
  context,
}) => {
  const kernelsPage = await buildOwnPage("kernels-page", { vitest: "collect.ts" });
  const page = await kernelsPage.open(context);
  const { kinds, faults } = await page.evaluate(() => window.findings);
  await kernelsPage.remove();
  expect(faults).toEqual([]);
  expect(kinds.toSorted()).toEqual(Object.keys(webGpuKernels).toSorted());
});
