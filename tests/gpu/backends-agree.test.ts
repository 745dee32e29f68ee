// The same run on cpu, wasm and webgpu: same batches, same dropout, losses within the devices' rounding.
import * as tf from "@tensorflow/tfjs";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { TfjsBackend } from "@/domain/training/device-report";
import type { Optimizer } from "@/domain/training/optimizer";
import { loadBackend } from "@/engine/reference/load-backend";
import { chooseSmallShaders } from "@/engine/reference/software-shaders";
import { openSession, runSteps } from "../engine/support/open-session";
import { type TinyModel, tinyOptimizers, tinyRequest } from "../engine/support/tiny-models";
import { largestDifference } from "../engine/support/truth-suite";
import { installWebGpu, removeWebGpu } from "./dawn";

const failures: string[] = [];

beforeAll(installWebGpu);
afterAll(removeWebGpu);

async function train(backend: TfjsBackend, model: TinyModel, optimizer: Optimizer) {
  expect(await loadBackend(backend, (detail) => failures.push(detail))).toBe(true);
  if (backend === "webgpu") chooseSmallShaders();
  const session = await openSession(tinyRequest(model, optimizer));
  const metrics = await runSteps(session, { optimizer, gradientClip: 1 }, 10, 0.01);
  const { loss } = await session.evaluate("validation", 0, 50);
  const { tensors } = await session.readState();
  const memory = session.memory().tensors;
  await runSteps(session, { optimizer, gradientClip: 1 }, 3, 0.01);
  expect(session.memory().tensors).toBe(memory);
  session.dispose();
  return { losses: [...metrics.map((metric) => metric.loss), loss], names: [...tensors.keys()] };
}

const { rmsprop, adamw } = tinyOptimizers;
const trials = [
  { model: "gru", kind: rmsprop.kind, optimizer: rmsprop },
  { model: "attention", kind: adamw.kind, optimizer: adamw },
] as const;

it.each(trials)("$model with $kind loses alike on every backend", async ({ model, optimizer }) => {
  const expected = await train("cpu", model, optimizer);
  for (const backend of ["wasm", "webgpu"] as const) {
    const actual = await train(backend, model, optimizer);
    expect(tf.getBackend()).toBe(backend);
    expect(actual.names).toEqual(expected.names);
    expect(largestDifference(actual.losses, expected.losses), backend).toBeLessThan(1e-3);
  }
  expect(failures).toEqual([]);
});
