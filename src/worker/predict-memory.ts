// What a run by some settings would hold on the engine, and the settings that would fit.
import type { RunConfig } from "@/domain/config/run-config";
import { isAnyFrozen } from "@/domain/graph/tune";
import { forecastMemory } from "@/domain/training/fit-memory";
import type { FittingSettings, MemoryForecast, MemoryNeed } from "@/domain/training/memory-forecast";
import type { Engine } from "@/engine/engine";
import { planRequest, type RunData } from "./plan-request";

/**
 * Asks the engine, as often as it takes to find settings that fit. What writes texts beside the run is not counted: the
 * limit is that of the session's own memory, an arena or the buffers of a card, and a decoder lies in another one, of the
 * processor. Where that is not to be had, the text is given up and the run goes on.
 */
export function predictMemory(engine: Engine, config: RunConfig, data: RunData): MemoryForecast {
  const { tokens, training, tuning } = config;
  const needOf = ({ batchSize, contextLength, adapters, halves }: FittingSettings): MemoryNeed => {
    const asked = {
      ...config,
      tokens: { ...tokens, contextLength },
      training: { ...training, batchSize },
      tuning: {
        ...tuning,
        ...(adapters ? { trains: "lora" as const } : {}),
        ...(halves ? { frozenStorage: "float16" as const } : {}),
      },
    };
    return engine.predictMemory(planRequest(asked, { ...data, windows: { ...data.windows, contextLength } }));
  };
  const canAdapt = config.base !== "" && tuning.trains !== "lora";
  const canHalve = isAnyFrozen(tuning) && tuning.frozenStorage !== "float16";
  const wanted = { batchSize: training.batchSize, contextLength: tokens.contextLength, canAdapt, canHalve };
  return forecastMemory(wanted, needOf);
}
