// Opens the engine that suits this browser: probes, decides, and goes down the list until one runs.
import type { Result } from "@/domain/result";
import { failure, success } from "@/domain/result";
import type {
  BackendChoice,
  DeviceFinding,
  DeviceId,
  DeviceReason,
  DeviceReport,
  TfjsBackend,
} from "@/domain/training/device-report";
import { type DeviceCandidate, decideDevice } from "./decide-device";
import type { Engine } from "./engine";
import type { EngineHost } from "./engine-host";
import { openWasmEngine } from "./plan/wasm/open-wasm-engine";
import type { CardOpening } from "./plan/webgpu/open-webgpu-engine";
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

/** Opens the best engine for a choice. */
export async function chooseEngine(
  choice: BackendChoice,
  tfjs: TfjsBackend | null,
  host: EngineHost,
): Promise<Result<Engine>> {
  const probe = await probeWebGpu();
  let fault: DeviceFinding | null = null;
  for (const candidate of decideDevice(choice, tfjs, probe)) {
    const opening = await openEngine(candidate, probe, host);
    if (opening.kind === "fault") fault = opening.fault;
    if (opening.kind !== "open") continue;
    const { engine } = opening;
    const device: DeviceReport = { ...engine.device, reason: "cardFailedTest", finding: fault ?? undefined };
    return success(fault === null ? engine : { ...engine, device });
  }
  return failure({ code: "deviceUnavailable", wanted: choice });
}

async function openEngine({ id, reason }: DeviceCandidate, probe: WebGpuProbe, host: EngineHost): Promise<CardOpening> {
  if (id === "plan-webgpu") return openCard(reason, probe, host);
  const backend = tfjsBackends[id];
  if (backend !== null) {
    // Most visitors train without tfjs, which is most of what this worker could load.
    const reference = await import("./reference/open-reference-engine").catch(() => null);
    const { onDeviceFailure } = host;
    return openingOf(await reference?.openReferenceEngine({ id, reason, backend, probe, onDeviceFailure }));
  }
  const processor = await openWasmEngine(reason);
  if (processor === null || reason !== "trialAhead") return openingOf(processor);
  const { createTrialEngine } = await import("./trial-engine");
  const engine = createTrialEngine({
    processor,
    openCard: () => openCard("fasterThanProcessor", probe, host),
    measurements: host.measurements,
    machine: JSON.stringify([machineOf(probe), processor.device.threads]),
    now: () => performance.now(),
  });
  return { kind: "open", engine };
}

async function openCard(reason: DeviceReason, probe: WebGpuProbe, host: EngineHost): Promise<CardOpening> {
  // Fetched only where kernels for cards are wanted.
  const plans = await import("./plan/webgpu/open-webgpu-engine").catch(() => null);
  if (plans === null || probe.kind !== "adapter") return { kind: "none" };
  const wish = { adapter: probe.name, reason, isHardware: !probe.software, machine: machineOf(probe) };
  return plans.openWebGpuEngine(wish, host);
}

/** Names adapter and browser version, for what is measured of them. */
function machineOf(probe: WebGpuProbe): string {
  return JSON.stringify([probe.kind === "adapter" ? probe.name : "", navigator.userAgent]);
}

function openingOf(engine: Engine | null | undefined): CardOpening {
  return engine == null ? { kind: "none" } : { kind: "open", engine };
}
