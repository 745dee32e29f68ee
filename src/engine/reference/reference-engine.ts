// The reference engine: sessions on the backend that tfjs has been given.
import { countParameters, graphCost } from "@/domain/graph/cost";
import type { DeviceReport } from "@/domain/training/device-report";
import type { MemoryNeed } from "@/domain/training/memory-forecast";
import type { DecoderRequest, Engine, OpenDecoder, PlanRequest, SessionRequest, TrainingSession } from "../engine";
import { withMemoryNamed } from "../out-of-memory";
import { PlainDevice } from "../plan/plain/plain-device";
import { openPlanDecoder } from "../plan/plan-decoder";
import { startingState } from "../starting-state";
import { ReferenceSession } from "./session";

/** Where nothing better is known: what a WebAssembly memory of 32-bit offsets, or a modest graphics card, can hold. */
const MODEST_LIMIT = 2 ** 31;

/** Wraps the loaded backend, described by `device`, as an engine whose sessions hold at most `memoryLimit` bytes. */
export function createReferenceEngine(device: DeviceReport, memoryLimit = MODEST_LIMIT): Engine {
  const sessions = new Set<ReferenceSession>();
  return {
    device,
    async open(request: SessionRequest): Promise<TrainingSession> {
      try {
        // A set that kept ended sessions would keep their tokens.
        const session = await ReferenceSession.open(request, startingState(request), (ended) => sessions.delete(ended));
        sessions.add(session);
        return session;
      } catch (error) {
        throw withMemoryNamed(error, this.predictMemory(request).bytes);
      }
    },
    predictMemory({ graph, windows, order, optimizer }: PlanRequest): MemoryNeed {
      const { memory } = graphCost(graph, order, optimizer);
      // Weights that are halves lie here as the float32 numbers that they are.
      const weights = Float32Array.BYTES_PER_ELEMENT * countParameters(graph);
      const bytes = memory.total - memory.weights + weights + windows.tokens.byteLength;
      return { bytes, limit: memoryLimit };
    },
    // Eager operations cost more than the arithmetic of one token: plain loops write faster.
    openDecoder: async (request: DecoderRequest): Promise<OpenDecoder> => openPlanDecoder(new PlainDevice(), request),
    dispose() {
      for (const session of [...sessions]) session.dispose();
    },
  };
}
