// Opens the engine that suits this browser: probes, decides, and goes down the list until one runs.
import type { Result } from "@/domain/result";
import { failure, success } from "@/domain/result";
import type { BackendChoice, TfjsBackend } from "@/domain/training/device-report";
import { type AvailableDevice, type DeviceCandidate, decideDevice } from "./decide-device";
import type { Engine } from "./engine";
import { openWasmEngine } from "./plan/wasm/open-wasm-engine";
import { type DeviceFailureListener, loadBackend } from "./reference/load-backend";
import { probeWebGpu, type WebGpuProbe } from "./reference/probe-webgpu";
import { createReferenceEngine } from "./reference/reference-engine";
import { chooseSmallShaders } from "./reference/software-shaders";

/** A card tells how large one buffer may be, not how many it can hold; cards have room for a few of that size. */
const BUFFERS_A_CARD = 4;

/** What tfjs runs on under each of its devices; null where tfjs takes no part. */
const tfjsBackends = {
  "plan-wasm": null,
  "reference-webgpu": "webgpu",
  "reference-webgl": "webgl",
  "reference-wasm": "wasm",
  "reference-cpu": "cpu",
} satisfies Record<AvailableDevice, TfjsBackend | null>;

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
  const backend = tfjsBackends[id];
  if (backend === null) {
    return openWasmEngine(reason);
  }
  if (!(await loadBackend(backend, onDeviceFailure))) {
    return null;
  }
  const adapter = backend === "webgpu" && probe.kind === "adapter" ? probe : null;
  if (adapter?.software) {
    chooseSmallShaders();
  }
  const report = { id, adapter: adapter?.name ?? null, threads: 1, reason } as const;
  return createReferenceEngine(report, adapter === null ? undefined : BUFFERS_A_CARD * adapter.largestBuffer);
}
