// Opens WASM devices in Node: kernels from files, helpers in worker threads.
import { WasmDevice } from "@/engine/plan/wasm/wasm-device";
import { nodeSurroundings } from "../../../../bench/node/wasm-surroundings";

/** Opens a device of `threads` threads. */
export async function openWasmDevice(threads: number): Promise<WasmDevice> {
  return WasmDevice.open(threads, await nodeSurroundings());
}
