// Decides on which engine a run starts, and on which it starts should that one fail. Pure: looks at
// what was asked and what was found, touches no device.
import type { BackendChoice, DeviceId, DeviceReason, TfjsBackend } from "@/domain/training/device-report";
import type { WebGpuProbe } from "./reference/probe-webgpu";

/** A device to try, and what to tell the user if it runs. */
export interface DeviceCandidate {
  readonly id: DeviceId;
  readonly reason: DeviceReason;
}

// After the device of choice: the fastest first. The last one always runs.
const fallbacks: readonly DeviceId[] = ["reference-wasm", "reference-webgl", "reference-cpu"];

/** Lists the devices to try in order; `tfjs` counts only together with the choice "reference". */
export function decideDevice(
  choice: BackendChoice,
  tfjs: TfjsBackend | null,
  probe: WebGpuProbe,
): readonly DeviceCandidate[] {
  const first = firstCandidate(choice, tfjs, probe);
  const rest = fallbacks.filter((id) => id !== first.id);
  return [first, ...rest.map((id) => ({ id, reason: "fallback" }) as const)];
}

function firstCandidate(choice: BackendChoice, tfjs: TfjsBackend | null, probe: WebGpuProbe): DeviceCandidate {
  switch (choice) {
    case "auto":
      return automatic(probe);
    case "webgpu":
      return webGpuIfPresent(probe);
    case "wasm":
      return { id: "reference-wasm", reason: "requested" };
    case "reference":
      if (tfjs === null) {
        return automatic(probe);
      }
      return tfjs === "webgpu" ? webGpuIfPresent(probe) : { id: `reference-${tfjs}`, reason: "requested" };
  }
  return choice satisfies never;
}

function automatic(probe: WebGpuProbe): DeviceCandidate {
  if (probe.kind !== "adapter") {
    return { id: "reference-wasm", reason: probe.kind };
  }
  return probe.software
    ? { id: "reference-wasm", reason: "softwareAdapter" }
    : { id: "reference-webgpu", reason: "hardwareAdapter" };
}

function webGpuIfPresent(probe: WebGpuProbe): DeviceCandidate {
  return probe.kind === "adapter"
    ? { id: "reference-webgpu", reason: "requested" }
    : { id: "reference-wasm", reason: probe.kind };
}
