// Opens the engine that suits this browser: probes, decides, and goes down the list until one runs.
import type { Result } from "@/domain/result";
import { failure, success } from "@/domain/result";
import type { BackendChoice, DeviceId, TfjsBackend } from "@/domain/training/device-report";
import { decideDevice } from "./decide-device";
import type { Engine } from "./engine";
import { type DeviceFailureListener, loadBackend } from "./reference/load-backend";
import { probeWebGpu } from "./reference/probe-webgpu";
import { createReferenceEngine } from "./reference/reference-engine";

const tfjsBackends = {
  "plan-webgpu": "webgpu",
  "plan-wasm": "wasm",
  "reference-webgpu": "webgpu",
  "reference-webgl": "webgl",
  "reference-wasm": "wasm",
  "reference-cpu": "cpu",
} satisfies Record<DeviceId, TfjsBackend>;

/** Opens the best engine for a choice; `onDeviceFailure` hears of a device lost later on. */
export async function chooseEngine(
  choice: BackendChoice,
  tfjs: TfjsBackend | null,
  onDeviceFailure: DeviceFailureListener,
): Promise<Result<Engine>> {
  const probe = await probeWebGpu();
  for (const { id, reason } of decideDevice(choice, tfjs, probe)) {
    const backend = tfjsBackends[id];
    if (await loadBackend(backend, onDeviceFailure)) {
      const adapter = backend === "webgpu" && probe.kind === "adapter" ? probe.name : null;
      return success(createReferenceEngine({ id, adapter, threads: 1, reason }));
    }
  }
  return failure({ code: "deviceUnavailable", wanted: choice });
}
