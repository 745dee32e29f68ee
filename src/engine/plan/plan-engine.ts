// The plan engine: sessions on devices of one target, each with memory of its own.
import type { DeviceReport } from "@/domain/training/device-report";
import { fitsMemory, type MemoryNeed } from "@/domain/training/memory-forecast";
import type { Engine, PlanRequest, SessionRequest, TrainingSession } from "../engine";
import { withMemoryNamed } from "../out-of-memory";
import { startingState } from "../starting-state";
import { compileSession, type SessionPlan } from "./compile-session";
import type { Tuning } from "./contract/tuning";
import type { Device, ProgramPlan } from "./device";
import type { MemoryPlan } from "./memory-plan";
import { PlanSession } from "./plan-session";

/** A kind of device that plans run on; decoding may run elsewhere than training. */
export interface PlanTarget {
  readonly report: DeviceReport;
  readonly tuning: Tuning;
  /** Opens a device with empty memory. */
  readonly openDevice: () => Promise<Device>;
  readonly openDecoder: Engine["openDecoder"];
  /** Counts the bytes that such a device holds once memory is allocated, and the most that it can hold so divided. */
  readonly countMemory: (memory: MemoryPlan, programs: readonly ProgramPlan[]) => MemoryNeed;
}

/** Creates an engine over a target. */
export function createPlanEngine(target: PlanTarget): Engine {
  const { report, tuning, openDevice, openDecoder, countMemory } = target;
  const sessions = new Set<PlanSession>();
  const needOf = ({ memory, programs }: SessionPlan) => countMemory(memory, programs);
  /** Keeps whole states beside the newest where there is room, else their weights alone. */
  const compile = (request: PlanRequest): SessionPlan => {
    const plan = compileSession(request, tuning);
    return fitsMemory(needOf(plan)) ? plan : compileSession(request, tuning, "weights");
  };
  return {
    device: report,
    openDecoder,
    predictMemory: (request) => needOf(compile(request)),
    async open(request: SessionRequest): Promise<TrainingSession> {
      const plan = compile(request);
      const opened = await openDevice();
      try {
        await opened.allocate(plan.memory, plan.programs);
        // A set that kept ended sessions would keep their memory.
        const session = await PlanSession.open(request, plan, opened, startingState(request), (ended) =>
          sessions.delete(ended),
        );
        sessions.add(session);
        return session;
      } catch (error) {
        opened.dispose();
        throw withMemoryNamed(error, this.predictMemory(request).bytes);
      }
    },
    dispose() {
      for (const session of [...sessions]) session.dispose();
    },
  };
}
