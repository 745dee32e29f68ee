// An engine on the processor beside a graphics card: which of the two trains a model is found by a short trial of
// that very model, and remembered. The card is opened for the first model that is not decided yet, or that it won.
import type { DeviceReport } from "@/domain/training/device-report";
import { fitsMemory } from "@/domain/training/memory-forecast";
import type { Engine, PlanRequest } from "./engine";
import type { EngineHost } from "./engine-host";
import type { CardOpening } from "./plan/webgpu/open-webgpu-engine";
import { measureStep } from "./step-time";
import { judgeTrial, type StepTimes, trialBatch, trialKey } from "./trial-rule";

/** The two, and what the trial is remembered by. */
export interface TrialParts {
  readonly processor: Engine;
  readonly openCard: () => Promise<CardOpening>;
  readonly measurements: EngineHost["measurements"];
  /** Names machine and browser. */
  readonly machine: string;
  readonly now: () => number;
}

/** Composes the engine; it writes, counts memory and trains as the processor does until a model is known. */
export function createTrialEngine({ processor, openCard, measurements, machine, now }: TrialParts): Engine {
  let opened: Promise<CardOpening> | null = null;
  const card = () => {
    opened ??= openCard().catch(() => ({ kind: "none" }) as const);
    return opened;
  };

  async function tryOn(cardEngine: Engine, request: PlanRequest): Promise<StepTimes> {
    const batchSize = trialBatch(request);
    const fewer = { ...request, order: { ...request.order, batchSize } };
    const part = await measureStep(processor, fewer, now);
    const times = {
      processor: (part * request.order.batchSize) / batchSize,
      card: await measureStep(cardEngine, request, now),
    };
    measurements.put(keyOf(request), [times.processor, times.card]);
    return times;
  }

  function recall(request: PlanRequest): StepTimes | null {
    const [processorTime, cardTime] = measurements.get(keyOf(request)) ?? [];
    return processorTime !== undefined && cardTime !== undefined ? { processor: processorTime, card: cardTime } : null;
  }

  const keyOf = (request: PlanRequest) => `trial ${machine} ${trialKey(request)}`;

  async function choose(request: PlanRequest): Promise<Engine> {
    const known = recall(request);
    const verdict = known && judgeTrial(known);
    if (verdict?.winner === "processor") return withReport(processor, verdict);
    const opening = await card();
    if (opening.kind !== "open") {
      const finding = opening.kind === "fault" ? opening.fault : undefined;
      return withReport(processor, { reason: "cardFailedTest", finding });
    }
    const { engine } = opening;
    if (!fits(engine, request)) return withReport(processor, { reason: "beyondCard" });
    if (!fits(processor, request)) return withReport(engine, { reason: "hardwareAdapter" });
    const { winner, ...why } = verdict ?? judgeTrial(await tryOn(engine, request));
    return withReport(winner === "card" ? engine : processor, why);
  }

  return {
    ...processor,
    // Whatever goes wrong on the card, the processor trains.
    engineFor: (request) => choose(request).catch(() => withReport(processor, { reason: "cardFailedTest" })),
    dispose() {
      processor.dispose();
      void opened?.then((opening) => opening.kind === "open" && opening.engine.dispose());
    },
  };
}

function fits(engine: Engine, request: PlanRequest): boolean {
  return fitsMemory(engine.predictMemory(request));
}

function withReport(engine: Engine, { reason, finding }: Pick<DeviceReport, "reason" | "finding">): Engine {
  return { ...engine, device: { ...engine.device, reason, finding } };
}
