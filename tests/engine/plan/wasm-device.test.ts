// The plan engine on the WASM kernels, on one thread and on two.
import { afterAll, describe, expect, it } from "vitest";
import type { StepSettings } from "@/engine/engine";
import type { Device } from "@/engine/plan/device";
import { useBackend } from "../support/backend";
import { runSteps } from "../support/open-session";
import { tinyModels, tinyOptimizers, tinyRequest } from "../support/tiny-models";
import { openPlan } from "./support/open-plan";
import { openWasmDevice } from "./support/open-wasm";
import { describePlanCurves, describePlanReproducibility, describePlanTruth } from "./support/plan-suites";

const opened: Device[] = [];
const openers = ([1, 2] as const).map((threads) => ({
  threads,
  open: async () => {
    const device = await openWasmDevice(threads);
    opened.push(device);
    return device;
  },
}));

afterAll(() => {
  for (const device of opened) device.dispose();
});

describe.each(openers)("plans on wasm with $threads threads", ({ open }) => {
  describePlanTruth(open);
  describePlanReproducibility(open);
});

describe("plans on wasm beside the reference", () => {
  useBackend("cpu");
  describePlanCurves(openers[0].open, 100);
});

describe("plans on wasm", () => {
  const settings: StepSettings = { optimizer: tinyOptimizers.adamw, gradientClip: 1 };

  it.each(tinyModels)("train %s on one and on two threads alike, bit for bit", async (model) => {
    const runs = openers.map(async ({ open }) => {
      const { session } = await openPlan(tinyRequest(model, settings.optimizer), open);
      return { metrics: await runSteps(session, settings, 40), state: await session.readState() };
    });
    const [one, two] = await Promise.all(runs);
    expect(two).toEqual(one);
  });
});
