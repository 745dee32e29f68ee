// The reference engine: sessions on the backend that tfjs has been given.

import { initializeParameters } from "@/domain/graph/initialize";
import type { DeviceReport } from "@/domain/training/device-report";
import type { Engine, SessionRequest, TrainingSession } from "../engine";
import { ReferenceSession } from "./session";

/** Wraps the loaded backend, described by `device`, as an engine. */
export function createReferenceEngine(device: DeviceReport): Engine {
  const sessions = new Set<ReferenceSession>();
  return {
    device,
    async open(request: SessionRequest): Promise<TrainingSession> {
      const initial = request.state ?? {
        step: 0,
        tensors: initializeParameters(request.graph, request.order.seed),
      };
      const session = new ReferenceSession(request, initial);
      sessions.add(session);
      return session;
    },
    dispose() {
      for (const session of sessions) {
        session.dispose();
      }
      sessions.clear();
    },
  };
}
