// How many dispatches a training step is on a card, since each costs some microseconds, and what memory beside it takes.
import { expect, it } from "vitest";
import { compileSession } from "@/engine/plan/compile-session";
import { createBuffer } from "@/engine/plan/contract/device-buffer";
import { planMemory } from "@/engine/plan/memory-plan";
import { translateCalls } from "@/engine/plan/webgpu/translate";
import { webGpuTuning } from "@/engine/plan/webgpu/tuning";
import { buildSystem } from "../../../bench/systems";

it.each([
  ["hotwheels-mlp", 16],
  ["poema-gru", 40],
  ["attention-4x128", 110],
] as const)("a step of %s is at most %i dispatches", (id, most) => {
  const { optimizer, ...system } = buildSystem(id, true);
  const { training, memory } = compileSession({ ...system, optimizer: optimizer.kind }, webGpuTuning({}));
  const program = { calls: training.sampleCalls[0], records: training.records };
  const { dispatches } = translateCalls(program, memory, { cheapWorkgroupMemory: true, mostOperations: 1e9 });
  expect(dispatches.length).toBeLessThanOrEqual(most);
});

it.each([
  ["large", 50_257, 1],
  ["small", 104, 16],
] as const)("the gradient of a %s table of %i tokens is summed in %i parts", (_, vocabulary, parts) => {
  const [rows, channels] = [4096, 768];
  const [ids, dY, dTable] = [rows, rows * channels, vocabulary * channels].map((words) =>
    createBuffer("buffer", words),
  );
  const records = { buffer: createBuffer("records", 64), stride: 64, capacity: 1 };
  const calls = [
    { kind: "embeddingBackward", ids, dY, dTable, rows, vocabulary, channels, accumulate: false },
  ] as const;
  const memory = planMemory([ids, dY, dTable, records.buffer], []);
  const traits = { cheapWorkgroupMemory: true, mostOperations: 1e9 };
  const { scratchWords } = translateCalls({ calls, records }, memory, traits);
  expect(scratchWords).toBe(parts === 1 ? 0 : parts * dTable.words);
});
