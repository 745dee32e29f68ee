// The compiler, shown right by the plainest of devices, and the plain kernels by PyTorch's figures and the reference.
import { describe, expect, it } from "vitest";
import type { SessionRequest } from "@/engine/engine";
import { kernelArguments } from "@/engine/plan/contract/kernel-arguments";
import type { KernelCall, KernelKind } from "@/engine/plan/contract/kernel-call";
import type { StepRecords } from "@/engine/plan/contract/step-records";
import { plainKernels } from "@/engine/plan/plain/kernels";
import { PlainDevice } from "@/engine/plan/plain/plain-device";
import { wasmTuning } from "@/engine/plan/wasm/tuning";
import { useBackend } from "../support/backend";
import { describeLending, describeLent } from "../support/lending-suite";
import { describeSnapshots, describeSoundness } from "../support/session-suite";
import { openPlan } from "./support/open-plan";
import { describePlanCurves, describePlanReproducibility, describePlanTruth } from "./support/plan-suites";

const proved = new Set<KernelKind>();

class WatchedDevice extends PlainDevice {
  /** Of the target that has all forms of embeddings. */
  override readonly tuning = wasmTuning;

  override compile(calls: readonly KernelCall[], records: StepRecords) {
    for (const { kind } of calls) proved.add(kind);
    return super.compile(calls, records);
  }
}

const openDevice = async () => new WatchedDevice();

describe("plans on plain loops", () => {
  useBackend("cpu");
  describePlanTruth(openDevice);
  describePlanCurves(openDevice, 25);
  describePlanReproducibility(openDevice);
  const openSession = async (request: SessionRequest) => (await openPlan(request, openDevice)).session;
  describeSnapshots(openSession);
  describeLent(openSession);
  describeLending(openSession);
  describeSoundness(openSession);

  it("have shown every kernel right but those of which there is more here, in gpt2.test.ts or in decoder.test.ts", () => {
    const kinds = Object.keys(kernelArguments) as KernelKind[];
    expect(kinds.filter((kind) => !proved.has(kind))).toEqual(["addPositions", "scale", "attentionCached"]);
  });
});

// No plan of our architectures needs it: positions join the embedding.
it("adds positions to each sequence", () => {
  const y = new Float32Array(8);
  const [x, table] = [Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8), Float32Array.of(10, 20, 30, 40)];
  plainKernels.addPositions({ x, table, y, batch: 2, positions: 2, channels: 2 })();
  expect([...y]).toEqual([11, 22, 33, 44, 15, 26, 37, 48]);
});
