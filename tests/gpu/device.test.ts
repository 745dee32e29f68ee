// What the probe and the loader find on a software adapter, and that a broken command is heard of.
import * as tf from "@tensorflow/tfjs";
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import { afterAll, beforeAll, expect, it } from "vitest";
import { chooseEngine } from "@/engine/choose-engine";
import { probeWebGpu } from "@/engine/reference/probe-webgpu";
import { quietHost } from "../engine/support/quiet-host";
import { installWebGpu, removeWebGpu } from "./dawn";

beforeAll(installWebGpu);
afterAll(removeWebGpu);

it("recognises SwiftShader as software", async () => {
  expect(await probeWebGpu()).toMatchObject({ kind: "adapter", software: true });
});

it("prefers tfjs on wasm to a software adapter, when asked for tfjs", async () => {
  const chosen = await chooseEngine("reference", null, quietHost());
  expect(chosen).toMatchObject({
    ok: true,
    value: { device: { id: "reference-wasm", adapter: null, threads: 1, reason: "softwareAdapter" } },
  });
});

it("runs on the software adapter when asked to, and names it", async () => {
  const chosen = await chooseEngine("reference", "webgpu", quietHost());
  expect(chosen).toMatchObject({ ok: true, value: { device: { id: "reference-webgpu", reason: "requested" } } });
  expect(chosen.ok && chosen.value.device.adapter).toMatch(/\w/);
  expect(tf.env().getNumber("WEBGPU_MATMUL_PROGRAM_TYPE"), "shaders that software compiles quickly").toBe(2);
});

it("reports a command that the device refuses", async () => {
  const failures: string[] = [];
  await chooseEngine("reference", "webgpu", quietHost({ onDeviceFailure: (detail) => failures.push(detail) }));
  const { device } = tf.backend() as WebGPUBackend;
  device.createBuffer({ size: 4, usage: 0 });
  await device.queue.onSubmittedWorkDone();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(failures.length).toBeGreaterThan(0);
});
