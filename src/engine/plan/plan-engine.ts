// The plan engine: sessions on devices of one target, each with memory of its own.
import { initializeParameters } from "@/domain/graph/initialize";
import type { DeviceReport } from "@/domain/training/device-report";
import type { Engine, SessionRequest, TrainingSession } from "../engine";
import { compileSession } from "./compile-session";
import type { Device } from "./device";
import { PlanSession } from "./plan-session";

/** Opens a device with empty memory. */
export type DeviceFactory = () => Promise<Device>;

/** Creates an engine over a target, described by `device`; decoding may run elsewhere than training. */
export function createPlanEngine(
  device: DeviceReport,
  openDevice: DeviceFactory,
  openDecoder: Engine["openDecoder"],
): Engine {
  const sessions = new Set<PlanSession>();
  return {
    device,
    openDecoder,
    async open(request: SessionRequest): Promise<TrainingSession> {
      const initial = request.state ?? {
        step: 0,
        tensors: initializeParameters(request.graph, request.order.seed),
      };
      const plan = compileSession(request);
      const opened = await openDevice();
      try {
        // A set that kept ended sessions would keep their memory.
        const session = new PlanSession(request, plan, opened, initial, (ended) => sessions.delete(ended));
        sessions.add(session);
        return session;
      } catch (error) {
        opened.dispose();
        throw error;
      }
    },
    dispose() {
      for (const session of [...sessions]) session.dispose();
    },
  };
}
