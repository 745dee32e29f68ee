// Next-token prediction by the WASM kernels, on one thread: one token is too little work to share.
import type { DecoderRequest, OpenDecoder } from "../../engine";
import { createPlanDecoder } from "../plan-decoder";
import { WasmDevice } from "./wasm-device";

/** Opens a decoder with memory of its own. */
export async function openWasmDecoder({ graph, tensors, padId, fillId }: DecoderRequest): Promise<OpenDecoder> {
  return createPlanDecoder(await WasmDevice.open(1), graph, tensors, padId, fillId);
}
