// How forms of a product are timed on a device that one of them goes wrong on.
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { matmulCall } from "@/engine/operations/matmul/plan";
import { createBuffer } from "@/engine/plan/contract/device-buffer";
import type { Product } from "@/engine/plan/webgpu/choose-product-forms";
import { PipelineCache } from "@/engine/plan/webgpu/pipelines";
import * as recording from "@/engine/plan/webgpu/recording";
import { timeProduct } from "@/engine/plan/webgpu/time-product";
import { installWebGpu, openGpu, removeWebGpu } from "./dawn";

vi.mock("@/engine/plan/webgpu/recording", { spy: true });

beforeAll(installWebGpu);
afterAll(removeWebGpu);

const [m, n, k] = [20, 12, 24];
const [a, b, c] = [m * k, k * n, m * n].map((words) => createBuffer("operand", words));
const call = matmulCall({ a, b, c, m, n, k, accumulate: true }) as Product;
const forms = [2, 9, 0];

async function time(left: () => number) {
  const gpu = await openGpu();
  const traits = { cheapWorkgroupMemory: false, mostOperations: 1e9 };
  return timeProduct({ gpu, pipelines: new PipelineCache(gpu), traits }, call, forms, left);
}

it("gives a time for every form, up to the end", async () => {
  const times = await time(() => 60_000);
  expect(times).toHaveLength(3);
  for (const each of times) expect(each).toBeGreaterThan(0);
  expect(times.every(Number.isFinite)).toBe(true);
  expect(await time(() => 0)).toEqual([]);
});

it("finds those of no use that give other numbers than the first or do not compile", async () => {
  const { recordProgram } = await vi.importActual<typeof recording>("@/engine/plan/webgpu/recording");
  vi.spyOn(recording, "recordProgram")
    .mockImplementationOnce(recordProgram)
    .mockImplementationOnce(({ calls, records }, context) =>
      recordProgram({ calls: calls.map((each) => ({ ...each, k: k / 2 }) as Product), records }, context),
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
