// What a run by some settings would hold on the engine, and the settings that would fit.
import type { RunConfig } from "@/domain/config/run-config";
import { forecastMemory } from "@/domain/training/fit-memory";
import type { FittingSettings, MemoryForecast, MemoryNeed } from "@/domain/training/memory-forecast";
import type { Engine } from "@/engine/engine";
import { planRequest, type RunData } from "./plan-request";

/** Asks the engine, as often as it takes to find settings that fit. */
export function predictMemory(engine: Engine, config: RunConfig, data: RunData): MemoryForecast {
  const { tokens, training } = config;
  const needOf = ({ batchSize, contextLength }: FittingSettings): MemoryNeed => {
    const asked = {
      ...config,
      tokens: { ...tokens, contextLength },
      training: { ...training, batchSize },
    };
    return engine.predictMemory(planRequest(asked, { ...data, windows: { ...data.windows, contextLength } }));
  };
  const wanted = { batchSize: training.batchSize, contextLength: tokens.contextLength };
  return forecastMemory(wanted, needOf);
}
