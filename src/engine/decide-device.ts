// Decides on which engine a run starts, and on which it starts should that one fail. Pure: looks at
// what was asked and what was found, touches no device.
import type { BackendChoice, DeviceId, DeviceReason, TfjsBackend } from "@/domain/training/device-report";
import type { WebGpuProbe } from "./reference/probe-webgpu";

/** The devices that there are; plans have no WebGPU target yet. */
export type AvailableDevice = Exclude<DeviceId, "plan-webgpu">;

/** A device to try, and what to tell the user if it runs. */
export interface DeviceCandidate {
  readonly id: AvailableDevice;
  readonly reason: DeviceReason;
}

// After the device of choice: the fastest first. The last one always runs.
const fallbacks: readonly AvailableDevice[] = ["plan-wasm", "reference-wasm", "reference-webgl", "reference-cpu"];

/** Lists the devices to try in order; `tfjs` counts only together with the choice "reference". */
export function decideDevice(
  choice: BackendChoice,
  tfjs: TfjsBackend | null,
  probe: WebGpuProbe,
): readonly DeviceCandidate[] {
  const first = firstCandidate(choice, tfjs, probe);
  const rest = fallbacks.filter((id) => id !== first.id && (choice !== "reference" || id !== "plan-wasm"));
  return [first, ...rest.map((id) => ({ id, reason: "fallback" }) as const)];
}

function firstCandidate(choice: BackendChoice, tfjs: TfjsBackend | null, probe: WebGpuProbe): DeviceCandidate {
  switch (choice) {
    case "auto":
      return automatic(probe, "plan-wasm");
    case "webgpu":
      return webGpuIfPresent(probe, "plan-wasm");
    case "wasm":
      return { id: "plan-wasm", reason: "requested" };
    case "reference":
      if (tfjs === null) {
        return automatic(probe, "reference-wasm");
      }
      return tfjs === "webgpu"
        ? webGpuIfPresent(probe, "reference-wasm")
        : { id: `reference-${tfjs}`, reason: "requested" };
  }
  return choice satisfies never;
}

/** Hardware first; a software adapter is never preferred over the processor. */
function automatic(probe: WebGpuProbe, processor: AvailableDevice): DeviceCandidate {
  if (probe.kind !== "adapter") {
    return { id: processor, reason: probe.kind };
  }
  return probe.software
    ? { id: processor, reason: "softwareAdapter" }
    : { id: "reference-webgpu", reason: "hardwareAdapter" };
}

function webGpuIfPresent(probe: WebGpuProbe, processor: AvailableDevice): DeviceCandidate {
  return probe.kind === "adapter"
    ? { id: "reference-webgpu", reason: "requested" }
    : { id: processor, reason: probe.kind };
}
