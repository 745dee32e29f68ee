// How forms of a call are timed on a device that one of them goes wrong on.
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { matmulCall } from "@/engine/operations/matmul/plan";
import { createBuffer } from "@/engine/plan/contract/device-buffer";
import type { CallOf } from "@/engine/plan/contract/kernel-call";
import type { FormedCall } from "@/engine/plan/webgpu/choose-forms";
import { PipelineCache } from "@/engine/plan/webgpu/pipelines";
import * as recording from "@/engine/plan/webgpu/recording";
import { timeCall } from "@/engine/plan/webgpu/time-call";
import { installWebGpu, openGpu, removeWebGpu } from "./dawn";

vi.mock("@/engine/plan/webgpu/recording", { spy: true });

beforeAll(installWebGpu);
afterAll(removeWebGpu);

const [m, n, k] = [20, 12, 24];
const [a, b, c] = [m * k, k * n, m * n].map((words) => createBuffer("operand", words));
const call = matmulCall({ a, b, c, m, n, k, accumulate: true }) as CallOf<"matmul">;
const forms = [2, 9, 0];

async function time(left: () => number, tried: FormedCall = call, outputs = ["c"], places = forms) {
  const gpu = await openGpu();
  const traits = { cheapWorkgroupMemory: false, mostOperations: 1e9 };
  return timeCall({ gpu, pipelines: new PipelineCache(gpu), traits }, tried, outputs, places, left);
}

it("gives a time for every form, up to the end", async () => {
  const times = await time(() => 60_000);
  expect(times).toHaveLength(3);
  for (const each of times) expect(each).toBeGreaterThan(0);
  expect(times.every(Number.isFinite)).toBe(true);
  expect(await time(() => 0)).toEqual([]);
});

it("times a recurrence as one dispatch and as one a position, by which it gives the same", async () => {
  const [batch, positions, channels] = [5, 3, 8];
  const words = { projected: 3 * batch * positions * channels, recurrent: 3 * channels ** 2, bias: 6 * channels };
  const arrays = { ...words, y: batch * positions * channels, final: batch * channels };
  const buffers = Object.fromEntries(Object.entries(arrays).map(([name, size]) => [name, createBuffer(name, size)]));
  const absent = { gates: null, previous: null, initial: null };
  const gru = { kind: "gru", ...buffers, ...absent, batch, positions, channels } as unknown as CallOf<"gru">;
  const times = await time(() => 60_000, gru, ["y", "final"], [1, 0]);
  expect(times).toHaveLength(2);
  expect(times.every(Number.isFinite)).toBe(true);
});

it("finds those of no use that give other numbers than the first or do not compile", async () => {
  const { recordProgram } = await vi.importActual<typeof recording>("@/engine/plan/webgpu/recording");
  vi.spyOn(recording, "recordProgram")
    .mockImplementationOnce(recordProgram)
    .mockImplementationOnce(({ calls, records }, context) =>
      recordProgram({ calls: calls.map((each) => ({ ...each, k: k / 2 }) as CallOf<"matmul">), records }, context),
    )
    .mockRejectedValueOnce(new Error("does not compile"));
  const [first, ...rest] = await time(() => 60_000);
  expect(first).toBeGreaterThan(0);
  expect(rest).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
});

it("waits for no compiler longer than there is time", async () => {
  const { recordProgram } = await vi.importActual<typeof recording>("@/engine/plan/webgpu/recording");
  let timed = false;
  vi.spyOn(recording, "recordProgram")
    .mockImplementationOnce((...program) =>
      recordProgram(...program).finally(() => {
        timed = true;
      }),
    )
    .mockReturnValueOnce(new Promise(() => undefined));
  expect(await time(() => (timed ? 50 : 60_000))).toHaveLength(1);
});
