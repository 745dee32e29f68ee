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
const fallbacks: readonly DeviceId[] = ["plan-wasm", "reference-wasm", "reference-webgl", "reference-cpu"];

/** Lists the devices to try in order; `tfjs` counts only together with the choice "reference". */
export function decideDevice(
  choice: BackendChoice,
  tfjs: TfjsBackend | null,
  probe: WebGpuProbe,
): readonly DeviceCandidate[] {
  const first = firstCandidate(choice, tfjs, probe);
  // Where plans cannot run on the processor, they may on the card.
  const card: readonly DeviceId[] = choice === "auto" && isHardware(probe) ? ["plan-webgpu", "reference-webgpu"] : [];
  const rest = [...card, ...fallbacks].filter(
    (id) => id !== first.id && (choice !== "reference" || id !== "plan-wasm"),
  );
  return [first, ...rest.map((id) => ({ id, reason: "fallback" }) as const)];
}

function firstCandidate(choice: BackendChoice, tfjs: TfjsBackend | null, probe: WebGpuProbe): DeviceCandidate {
  switch (choice) {
    case "auto":
      return { id: "plan-wasm", reason: isHardware(probe) ? "trialAhead" : processorReason(probe) };
    case "webgpu":
    case "plan-webgpu":
      return cardIfPresent("plan-webgpu", probe, "plan-wasm");
    case "wasm":
      return { id: "plan-wasm", reason: "requested" };
    case "reference":
      if (tfjs === null) {
        return isHardware(probe)
          ? { id: "reference-webgpu", reason: "hardwareAdapter" }
          : { id: "reference-wasm", reason: processorReason(probe) };
      }
      return tfjs === "webgpu"
        ? cardIfPresent("reference-webgpu", probe, "reference-wasm")
        : { id: `reference-${tfjs}`, reason: "requested" };
  }
  return choice satisfies never;
}

/** A software adapter is never preferred over the processor. */
function isHardware(probe: WebGpuProbe): boolean {
  return probe.kind === "adapter" && !probe.software;
}

/** Says why the processor computes where no graphics card can. */
function processorReason(probe: WebGpuProbe): DeviceReason {
  return probe.kind === "adapter" ? "softwareAdapter" : probe.kind;
}

function cardIfPresent(card: DeviceId, probe: WebGpuProbe, processor: DeviceId): DeviceCandidate {
  return probe.kind === "adapter" ? { id: card, reason: "requested" } : { id: processor, reason: probe.kind };
}
