// Opens WASM devices in Node: kernels from files, helpers in worker threads.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { KernelSource } from "@/engine/plan/wasm/kernel-module";
import { WasmDevice } from "@/engine/plan/wasm/wasm-device";
import { loadHelperCode, nodeHelpers } from "../../plan-wasm/laboratory";

const folder = new URL("../../../../src/engine/plan/wasm/generated/", import.meta.url);
let helperCode: Promise<string> | undefined;

const readKernels: KernelSource = async (build) =>
  new Uint8Array(await readFile(fileURLToPath(new URL(`${build}.wasm`, folder))));

/** Opens a device of `threads` threads. */
export async function openWasmDevice(threads: number): Promise<WasmDevice> {
  helperCode ??= loadHelperCode();
  return WasmDevice.open(threads, { source: readKernels, startHelper: nodeHelpers(await helperCode) });
}
