// How many dispatches a training step is on a card: each costs some microseconds, whatever it computes.
import { expect, it } from "vitest";
import { compileSession } from "@/engine/plan/compile-session";
import { translateCalls } from "@/engine/plan/webgpu/translate";
import { webGpuTuning } from "@/engine/plan/webgpu/tuning";
import { buildSystem } from "../../../bench/systems";

it.each([
  ["hotwheels-mlp", 16],
  ["poema-gru", 40],
  ["attention-4x128", 110],
] as const)("a step of %s is at most %i dispatches", (id, most) => {
  const { optimizer, ...system } = buildSystem(id, true);
  const { training, memory } = compileSession({ ...system, optimizer: optimizer.kind }, webGpuTuning);
  const program = { calls: training.sampleCalls, records: training.records };
  const { dispatches } = translateCalls(program, memory, { cheapWorkgroupMemory: true, mostOperations: 1e9 });
  expect(dispatches.length).toBeLessThanOrEqual(most);
});
