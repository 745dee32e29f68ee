// Brings up one tfjs backend. The code of the webgpu and wasm backends is loaded only when asked for.
import * as tf from "@tensorflow/tfjs";
import type { TfjsBackend } from "@/domain/training/device-report";
import type { DeviceFailureListener } from "../device-failure";
import { registerWasmKernels } from "./wasm/register-kernels";

const loaders = {
  webgpu: loadWebGpu,
  wasm: loadWasm,
  webgl: () => tf.setBackend("webgl"),
  cpu: () => tf.setBackend("cpu"),
} satisfies Record<TfjsBackend, (onFailure: DeviceFailureListener) => Promise<boolean>>;

/** Makes `backend` the one that tfjs computes on; false when it cannot run here. */
export async function loadBackend(backend: TfjsBackend, onFailure: DeviceFailureListener): Promise<boolean> {
  // Silences tfjs's advice to Node users; no check that we rely on depends on it.
  tf.enableProdMode();
  try {
    return await loaders[backend](onFailure);
  } catch {
    return false;
  }
}

async function loadWebGpu(onFailure: DeviceFailureListener): Promise<boolean> {
  const { WebGPUBackend } = await import("@tensorflow/tfjs-backend-webgpu");
  // Small tensors would otherwise be computed in JavaScript, depending on which were read back before.
  tf.env().set("WEBGPU_CPU_FORWARD", false);
  if (!(await tf.setBackend("webgpu"))) {
    return false;
  }
  const backend = tf.backend();
  if (!(backend instanceof WebGPUBackend)) {
    return false;
  }
  // An invalid command silently gives zeros, and a lost device rejects only reads.
  backend.device.addEventListener("uncapturederror", (event) => onFailure(event.error.message));
  void backend.device.lost.then((loss) => {
    if (loss.reason !== "destroyed") {
      onFailure(loss.message);
    }
  });
  return true;
}

async function loadWasm(): Promise<boolean> {
  const { setWasmPaths } = await import("@tensorflow/tfjs-backend-wasm");
  if (!tf.env().getBool("IS_NODE")) {
    const { wasmFiles } = await import("./wasm/files");
    setWasmPaths(wasmFiles);
  }
  // Threads would change the order of sums, and a run would no longer repeat bit for bit.
  tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  registerWasmKernels();
  return tf.setBackend("wasm");
}
