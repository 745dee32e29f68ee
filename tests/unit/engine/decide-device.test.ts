// Which device runs, as a pure function of what was asked and what the probe found.
import { describe, expect, it } from "vitest";
import { decideDevice } from "@/engine/decide-device";
import type { WebGpuProbe } from "@/engine/reference/probe-webgpu";

const hardware: WebGpuProbe = { kind: "adapter", name: "a graphics card", software: false, largestBuffer: 2 ** 30 };
const software: WebGpuProbe = { kind: "adapter", name: "SwiftShader", software: true, largestBuffer: 2 ** 30 };
const noAdapter: WebGpuProbe = { kind: "noAdapter" };
const noWebGpu: WebGpuProbe = { kind: "noWebGpu" };
const insecure: WebGpuProbe = { kind: "insecureAddress" };

describe("left to itself", () => {
  it.each([
    [hardware, "plan-wasm", "trialAhead"],
    [software, "plan-wasm", "softwareAdapter"],
    [noAdapter, "plan-wasm", "noAdapter"],
    [noWebGpu, "plan-wasm", "noWebGpu"],
    [insecure, "plan-wasm", "insecureAddress"],
  ] as const)("with %j takes %s because of %s", (probe, id, reason) => {
    expect(decideDevice("auto", null, probe)[0]).toEqual({ id, reason });
  });

  it("does not listen to tfjs= without backend=reference", () => {
    expect(decideDevice("auto", "cpu", hardware)[0]).toEqual({ id: "plan-wasm", reason: "trialAhead" });
  });
});

describe("when asked", () => {
  it.each([
    ["webgpu", null, hardware, "plan-webgpu", "requested"],
    ["webgpu", null, software, "plan-webgpu", "requested"],
    ["webgpu", null, noAdapter, "plan-wasm", "noAdapter"],
    ["webgpu", null, noWebGpu, "plan-wasm", "noWebGpu"],
    ["webgpu", null, insecure, "plan-wasm", "insecureAddress"],
    ["plan-webgpu", null, software, "plan-webgpu", "requested"],
    ["plan-webgpu", null, noAdapter, "plan-wasm", "noAdapter"],
    ["wasm", null, hardware, "plan-wasm", "requested"],
    ["reference", null, hardware, "reference-webgpu", "hardwareAdapter"],
    ["reference", null, software, "reference-wasm", "softwareAdapter"],
    ["reference", null, noAdapter, "reference-wasm", "noAdapter"],
    ["reference", null, insecure, "reference-wasm", "insecureAddress"],
    ["reference", "cpu", hardware, "reference-cpu", "requested"],
    ["reference", "webgl", hardware, "reference-webgl", "requested"],
    ["reference", "wasm", hardware, "reference-wasm", "requested"],
    ["reference", "webgpu", software, "reference-webgpu", "requested"],
    ["reference", "webgpu", noAdapter, "reference-wasm", "noAdapter"],
  ] as const)("for backend=%s tfjs=%s with %j takes %s because of %s", (choice, tfjs, probe, id, reason) => {
    expect(decideDevice(choice, tfjs, probe)[0]).toEqual({ id, reason });
  });
});

describe("should the first device fail", () => {
  it("goes down to the one that always runs, each once", () => {
    const ids = decideDevice("webgpu", null, hardware).map(({ id }) => id);
    expect(ids).toEqual(["plan-webgpu", "plan-wasm", "reference-wasm", "reference-webgl", "reference-cpu"]);
  });

  it.each([
    ["takes a graphics card next", hardware, ["plan-wasm", "plan-webgpu", "reference-webgpu"]],
    ["passes over a software adapter", software, ["plan-wasm", "reference-wasm", "reference-webgl"]],
  ] as const)("%s where plans cannot run", (_, probe, first) => {
    const ids = decideDevice("auto", null, probe).map(({ id }) => id);
    expect(ids.slice(0, 3)).toEqual(first);
  });

  it("stays with tfjs when tfjs was asked for", () => {
    const ids = decideDevice("reference", "cpu", hardware).map(({ id }) => id);
    expect(ids).toEqual(["reference-cpu", "reference-wasm", "reference-webgl"]);
  });

  it("calls the others a fallback", () => {
    const reasons = decideDevice("wasm", null, hardware).map(({ reason }) => reason);
    expect(reasons).toEqual(["requested", "fallback", "fallback", "fallback"]);
  });
});
