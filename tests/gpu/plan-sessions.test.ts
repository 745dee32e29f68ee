// Whole sessions of the plan engine on WebGPU: PyTorch's figures, the curves of plans on the processor, and the
// same bits again from the same seed.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StepSettings } from "@/engine/engine";
import { openPlan } from "../engine/plan/support/open-plan";
import { openWasmDevice } from "../engine/plan/support/open-wasm";
import { describePlanReproducibility, describePlanTruth } from "../engine/plan/support/plan-suites";
import { runSteps } from "../engine/support/open-session";
import { maskedRequest, roleRequest, tinyOptimizers, tinyPairs, tinyRequest } from "../engine/support/tiny-models";
import { largestDifference } from "../engine/support/truth-suite";
import { openWebGpuDevice } from "./against-plain";
import { installWebGpu, removeWebGpu } from "./dawn";

beforeAll(installWebGpu);
afterAll(removeWebGpu);

const rates = { sgd: 0.05, rmsprop: 0.002, adam: 0.003, adamw: 0.003 };

describe.each([true, false])("plans on WebGPU, workgroup memory cheap: %s", (cheapWorkgroupMemory) => {
  const open = () => openWebGpuDevice({ cheapWorkgroupMemory, mostOperations: 1e9 });
  describePlanTruth(open);
  describePlanReproducibility(open, tinyPairs);

  const { adamw } = tinyOptimizers;
  const cases = [
    ...tinyPairs.map(({ model, kind, optimizer }) => ({
      model,
      kind,
      optimizer,
      request: tinyRequest(model, optimizer),
    })),
    { model: "mlp, targets left out,", kind: "adamw", optimizer: adamw, request: maskedRequest("mlp", adamw) },
    ...(["a frozen embedding under an MLP"] as const).map((model) => {
      return { model, kind: "adamw", optimizer: adamw, request: roleRequest(model, adamw) };
    }),
  ];
  it.each(cases)("$model with $kind learns for 100 steps as on the processor", async ({ optimizer, request }) => {
    const settings: StepSettings = { optimizer, gradientClip: 1 };
    const [card, processor] = await Promise.all(
      [open, () => openWasmDevice(1)].map(async (openDevice) => {
        const { session } = await openPlan(request, openDevice);
        const metrics = await runSteps(session, settings, 100, rates[optimizer.kind]);
        const evaluation = await session.evaluate("train", 7, 150);
        session.dispose();
        return { metrics, evaluation };
      }),
    );
    for (const name of ["loss", "gradientNorm", "counted"] as const) {
      const [actual, expected] = [card, processor].map(({ metrics }) => metrics.map((step) => step[name]));
      expect(largestDifference(actual, expected), name).toBeLessThan(1e-3);
    }
    expect(Math.abs(card.evaluation.loss - processor.evaluation.loss)).toBeLessThan(1e-3);
    expect(card.evaluation.accuracy).toBeCloseTo(processor.evaluation.accuracy, 2);
  });
});
