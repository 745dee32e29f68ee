import { expect, it, vi } from "vitest";
import { chooseBuild } from "@/engine/plan/wasm/kernel-module";
import { WasmDevice } from "@/engine/plan/wasm/wasm-device";
import { nodeSurroundings, readKernels } from "../../../bench/node/wasm-surroundings";

it("kernels are compiled once for all devices over the same bytes", async () => {
  const bytes = await readKernels(chooseBuild(false));
  const { startHelper } = await nodeSurroundings();
  const compile = vi.spyOn(WebAssembly, "compile");
  for (let device = 0; device < 3; device++)
    (await WasmDevice.open(1, { source: async () => bytes, startHelper })).dispose();
  expect(compile).toHaveBeenCalledTimes(1);
  compile.mockClear();
  (await WasmDevice.open(1, { source: readKernels, startHelper })).dispose();
  expect(compile).toHaveBeenCalledTimes(1);
});
