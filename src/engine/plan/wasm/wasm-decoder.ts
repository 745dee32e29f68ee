// Next-token prediction by the WASM kernels, on one thread: one token is too little work to share.
import type { DecoderRequest, OpenDecoder } from "../../engine";
import { chooseWindowForm } from "../../window-choice";
import { createPlanDecoder } from "../plan-decoder";
import { WasmDevice } from "./wasm-device";

/** Opens a decoder with memory of its own. */
export async function openWasmDecoder({ graph, tensors, fillId, window }: DecoderRequest): Promise<OpenDecoder> {
  const chooseForm = chooseWindowForm(window, () => performance.now());
  return createPlanDecoder(await WasmDevice.open(1), graph, tensors, { fillId, chooseForm });
}
