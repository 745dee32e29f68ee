// Opens the reference engine on one of tfjs's backends; the one way to tfjs, which arrives with it.
import type { DeviceReport, TfjsBackend } from "@/domain/training/device-report";
import type { DeviceFailureListener } from "../device-failure";
import type { Engine } from "../engine";
import { loadBackend } from "./load-backend";
import type { WebGpuProbe } from "./probe-webgpu";
import { createReferenceEngine } from "./reference-engine";
import { chooseSmallShaders } from "./software-shaders";

/** A card tells how large one buffer may be, not how many it can hold; cards have room for a few of that size. */
const BUFFERS_A_CARD = 4;

/** What is to be opened, and what was found out about the card before. */
export interface ReferenceWish extends Pick<DeviceReport, "id" | "reason"> {
  readonly backend: TfjsBackend;
  readonly probe: WebGpuProbe;
  /** Hears of a device lost later on. */
  readonly onDeviceFailure: DeviceFailureListener;
}

/** Opens the engine; null where the backend cannot be had. */
export async function openReferenceEngine(wish: ReferenceWish): Promise<Engine | null> {
  const { id, reason, backend, probe, onDeviceFailure } = wish;
  if (!(await loadBackend(backend, onDeviceFailure))) return null;
  const adapter = backend === "webgpu" && probe.kind === "adapter" ? probe : null;
  if (adapter?.software) chooseSmallShaders();
  const report = { id, adapter: adapter?.name ?? null, threads: 1, reason } as const;
  return createReferenceEngine(report, adapter === null ? undefined : BUFFERS_A_CARD * adapter.largestBuffer);
}
