// The plan engine on WebGPU: how it is opened, what its sessions promise, and what is told when a device fails.
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { chooseEngine } from "@/engine/choose-engine";
import type { EngineHost } from "@/engine/engine-host";
import { formNames } from "@/engine/operations/matmul/product-forms";
import { createPlanEngine } from "@/engine/plan/plan-engine";
import { wasmTarget } from "@/engine/plan/wasm/open-wasm-engine";
import { openWebGpuEngine } from "@/engine/plan/webgpu/open-webgpu-engine";
import * as selfTest from "@/engine/plan/webgpu/self-test";
import { createTrialEngine } from "@/engine/trial-engine";
import { openWasmDevice } from "../engine/plan/support/open-wasm";
import { quietHost } from "../engine/support/quiet-host";
import { tinyOptimizers, tinyRequest } from "../engine/support/tiny-models";
import { installWebGpu, removeWebGpu } from "./dawn";

vi.mock("@/engine/plan/webgpu/self-test", { spy: true });

const wish = { adapter: null, reason: "requested", isHardware: false, machine: "here" } as const;

beforeAll(installWebGpu);
afterAll(removeWebGpu);

describe("the plan engine on WebGPU", () => {
  it("is opened when asked for, and names the adapter", async () => {
    const chosen = await chooseEngine("plan-webgpu", null, quietHost());
    expect(chosen).toMatchObject({ ok: true, value: { device: { id: "plan-webgpu", reason: "requested" } } });
    if (!chosen.ok) throw new Error("expected an engine, got none");
    expect(chosen.value.device.adapter).toMatch(/\w/);
    expect(chosen.value.predictMemory(tinyRequest("mlp", tinyOptimizers.sgd)).limit).toBeGreaterThanOrEqual(2 ** 27);
    chosen.value.dispose();
  });

  it("tells nothing of a device that it lets go itself", async () => {
    const failures: string[] = [];
    const host = quietHost({ onDeviceFailure: (detail) => failures.push(detail) });
    const opening = await openWebGpuEngine(wish, host);
    if (opening.kind === "open") opening.engine.dispose();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(opening.kind).toBe("open");
    expect(failures).toEqual([]);
  });

  it("tells how many kernels are compiled while a session opens", async () => {
    const told: (readonly [done: number, total: number])[] = [];
    const { measurements } = quietHost();
    const put = vi.fn(measurements.put);
    const host = quietHost({
      onCompiling: (...counts) => told.push(counts),
      measurements: { ...measurements, put },
    });
    const opening = await openWebGpuEngine(wish, host);
    if (opening.kind !== "open") throw new Error("expected an engine, got none");
    (await opening.engine.open(tinyRequest("mlp", tinyOptimizers.sgd))).dispose();
    opening.engine.dispose();
    const [done, total] = told.at(-1) ?? [];
    expect(total).toBeGreaterThan(5);
    expect(done).toBe(total);
    for (const [index, [before]] of told.entries()) expect(before).toBeLessThanOrEqual(told[index + 1]?.[0] ?? total!);
    // Software keeps to the rules of its kernels' forms, and is not measured.
    expect(put).not.toHaveBeenCalled();
  });

  it("is not opened where a kernel fails the test, and the failure is named", async () => {
    vi.spyOn(selfTest, "findKernelFault").mockResolvedValueOnce({ kernel: "matmul", error: 0.25 });
    const opening = await openWebGpuEngine({ ...wish, isHardware: true }, quietHost());
    expect(opening).toEqual({ kind: "fault", fault: { kind: "fault", kernel: "matmul", error: 0.25 } });
  });
});

describe("the forms of products", () => {
  async function trainOnce(measurements: EngineHost["measurements"]) {
    vi.spyOn(selfTest, "findKernelFault").mockResolvedValueOnce(null);
    const opening = await openWebGpuEngine({ ...wish, isHardware: true }, quietHost({ measurements }));
    if (opening.kind !== "open") throw new Error("expected an engine, got none");
    const session = await opening.engine.open(tinyRequest("mlp", tinyOptimizers.sgd));
    session.step({ optimizer: tinyOptimizers.sgd, gradientClip: null }, [0.1]);
    const [{ loss }] = await session.drain();
    opening.engine.dispose();
    return loss;
  }

  it("are tried once on a card, and what was the fastest is kept by machine", async () => {
    const { measurements } = quietHost();
    const put = vi.fn(measurements.put);
    const losses = [await trainOnce({ ...measurements, put }), await trainOnce({ ...measurements, put })];
    expect(losses[1]).toBe(losses[0]);
    expect(losses[0]).toBeGreaterThan(0);
    expect(put).toHaveBeenCalledTimes(1);
    const [[key, values]] = put.mock.calls;
    expect(key).toMatch(/^forms of matmul here /);
    expect(values.length).toBeGreaterThan(4);
    for (const [index, form] of values.entries()) if (index % 2 === 1) expect(formNames[form]).toBeDefined();
  });
});

describe("the trial of a model on both", () => {
  it("decides by what a step takes, remembers that, and gives an engine that trains", async () => {
    const report = { id: "plan-wasm", adapter: null, threads: 1, reason: "trialAhead" } as const;
    const processor = createPlanEngine(wasmTarget(report, () => openWasmDevice(1)));
    const { measurements } = quietHost();
    const put = vi.fn(measurements.put);
    const engine = createTrialEngine({
      processor,
      openCard: () => openWebGpuEngine(wish, quietHost()),
      measurements: { ...measurements, put },
      machine: "here",
      now: () => performance.now(),
    });
    const request = tinyRequest("mlp", tinyOptimizers.sgd);
    const chosen = (await engine.engineFor?.(request)) ?? engine;
    const [[key, times]] = put.mock.calls;
    expect(key).toMatch(/^trial here/);
    for (const time of times) expect(time).toBeGreaterThan(0);
    const wins = times[0] >= 1.1 * times[1] ? "plan-webgpu" : "plan-wasm";
    expect(chosen.device).toMatchObject({ id: wins, finding: { kind: "speed" } });
    expect((await engine.engineFor?.(request))?.device).toEqual(chosen.device);
    expect(put).toHaveBeenCalledTimes(1);
    const session = await chosen.open(request);
    session.step({ optimizer: tinyOptimizers.sgd, gradientClip: null }, [0.1]);
    expect(await session.drain()).toHaveLength(1);
    engine.dispose();
  });
});
