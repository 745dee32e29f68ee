// Opens the engine that suits this browser: probes, decides, and goes down the list until one runs.
import type { Result } from "@/domain/result";
import { failure, success } from "@/domain/result";
import type { BackendChoice, DeviceId, TfjsBackend } from "@/domain/training/device-report";
import { type DeviceCandidate, decideDevice } from "./decide-device";
import type { DeviceFailureListener } from "./device-failure";
import type { Engine } from "./engine";
import { openWasmEngine } from "./plan/wasm/open-wasm-engine";
import { probeWebGpu, type WebGpuProbe } from "./reference/probe-webgpu";

/** What tfjs runs on under each of its devices; null where tfjs takes no part. */
const tfjsBackends = {
  "plan-webgpu": null,
  "plan-wasm": null,
  "reference-webgpu": "webgpu",
  "reference-webgl": "webgl",
  "reference-wasm": "wasm",
  "reference-cpu": "cpu",
} satisfies Record<DeviceId, TfjsBackend | null>;

/** Opens the best engine for a choice; `onDeviceFailure` hears of a device lost later on. */
export async function chooseEngine(
  choice: BackendChoice,
  tfjs: TfjsBackend | null,
  onDeviceFailure: DeviceFailureListener,
): Promise<Result<Engine>> {
  const probe = await probeWebGpu();
  for (const candidate of decideDevice(choice, tfjs, probe)) {
    const engine = await openEngine(candidate, probe, onDeviceFailure);
    if (engine !== null) {
      return success(engine);
    }
  }
  return failure({ code: "deviceUnavailable", wanted: choice });
}

async function openEngine(
  { id, reason }: DeviceCandidate,
  probe: WebGpuProbe,
  onDeviceFailure: DeviceFailureListener,
): Promise<Engine | null> {
  if (id === "plan-webgpu") {
    const adapter = probe.kind === "adapter" ? probe.name : null;
    const plans = await import("./plan/webgpu/open-webgpu-engine").catch(() => null);
    return plans?.openWebGpuEngine({ adapter, reason, onDeviceFailure }) ?? null;
  }
  const backend = tfjsBackends[id];
  if (backend === null) {
    return openWasmEngine(reason);
  }
  // Most visitors train without tfjs, which is most of what this worker could load.
  const reference = await import("./reference/open-reference-engine").catch(() => null);
  return reference?.openReferenceEngine({ id, reason, backend, probe, onDeviceFailure }) ?? null;
}
