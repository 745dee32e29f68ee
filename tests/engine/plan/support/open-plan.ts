// Opens plan sessions for tests, with their plan and device in sight.
import { initializeParameters } from "@/domain/graph/initialize";
import type { PlainTensor } from "@/domain/named-tensors";
import type { SessionRequest } from "@/engine/engine";
import { compileSession, type SessionPlan } from "@/engine/plan/compile-session";
import type { DeviceBuffer } from "@/engine/plan/contract/device-buffer";
import type { Device } from "@/engine/plan/device";
import { PlanSession } from "@/engine/plan/plan-session";

/** A session and what it works with. */
export interface OpenPlan {
  readonly session: PlanSession;
  readonly plan: SessionPlan;
  readonly device: Device;
}

/** Opens a device for one session. */
export type OpenDevice = () => Promise<Device>;

/** Opens a session as the plan engine does. */
export async function openPlan(request: SessionRequest, openDevice: OpenDevice): Promise<OpenPlan> {
  const device = await openDevice();
  const plan = compileSession(request, device.tuning);
  await device.allocate(plan.memory, plan.programs);
  const tensors = initializeParameters(request.graph, request.order.seed);
  const session = await PlanSession.open(request, plan, device, request.state ?? { step: 0, tensors }, () => undefined);
  return { session, plan, device };
}

/** Reads the gradients of the last step by parameter name. */
export async function readGradients({ plan, device }: OpenPlan): Promise<ReadonlyMap<string, PlainTensor>> {
  const packed = await device.download(plan.store.gradients);
  return new Map(plan.store.layout.unpack(packed));
}

/** Gives the buffer of the logits of the last batch that was evaluated. */
export function logitsOf({ evaluation }: SessionPlan): DeviceBuffer {
  for (const call of evaluation.forms[0].calls) {
    if (call.kind === "crossEntropy") return call.logits;
  }
  throw new Error("logitsOf: expected a loss in the evaluation plan, got none");
}
