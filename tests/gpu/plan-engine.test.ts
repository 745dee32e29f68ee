// The plan engine on WebGPU: how it is opened, what its sessions promise, and what is told when a device fails.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chooseEngine } from "@/engine/choose-engine";
import { openWebGpuEngine } from "@/engine/plan/webgpu/open-webgpu-engine";
import { installWebGpu, removeWebGpu } from "./dawn";

beforeAll(installWebGpu);
afterAll(removeWebGpu);

describe("the plan engine on WebGPU", () => {
  it("is opened when asked for, and names the adapter", async () => {
    const chosen = await chooseEngine("plan-webgpu", null, () => undefined);
    expect(chosen).toMatchObject({ ok: true, value: { device: { id: "plan-webgpu", reason: "requested" } } });
    if (!chosen.ok) throw new Error("expected an engine, got none");
    expect(chosen.value.device.adapter).toMatch(/\w/);
    expect(chosen.value.memoryLimit).toBeGreaterThanOrEqual(2 ** 27);
    chosen.value.dispose();
  });

  it("tells nothing of a device that it lets go itself", async () => {
    const failures: string[] = [];
    const wish = {
      adapter: null,
      reason: "requested",
      onDeviceFailure: (detail: string) => failures.push(detail),
    } as const;
    const engine = await openWebGpuEngine(wish);
    engine?.dispose();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(failures).toEqual([]);
  });
});
