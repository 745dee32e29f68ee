// Asking how much memory a run by the settings would take. Follows the settings by itself (auto-prepare.ts);
// an answer that a change has overtaken is dropped.
import { freshConfig } from "@/domain/config/fit-config";
import type { RunConfig } from "@/domain/config/run-config";
import type { DeviceReport } from "@/domain/training/device-report";
import type { FittingSettings } from "@/domain/training/memory-forecast";
import type { BaseAccess } from "./base-access";
import type { CommandContext } from "./command-context";
import { debounce } from "./debounce";
import { preparationKey } from "./preparation-key";

/** Commands about the memory of a run to come. */
export interface MemoryCommands {
  /** Forgets the figure and asks anew once the settings have rested. */
  predictMemorySoon(): void;
  /** Takes over settings at which a run fits. */
  useFitting(fitting: FittingSettings): void;
}

const restMilliseconds = 300;

/** Creates the memory commands. */
export function createMemoryCommands(
  { stores, client }: CommandContext,
  { holdTokens }: Pick<BaseAccess, "holdTokens">,
): MemoryCommands {
  const { settings, data, runs, notices } = stores;
  let askNumber = 0;

  async function predict(): Promise<void> {
    const { config } = settings.getState();
    const { preparedKey } = data.getState();
    if (runs.getState().device === null || preparedKey !== preparationKey(config)) return;
    askNumber += 1;
    const number = askNumber;
    const given = await holdTokens(config);
    const answer = given.ok ? await client.predictMemory(freshConfig(config), given.value) : given;
    if (number === askNumber && answer.ok) data.getState().setMemoryForecast(answer.value);
  }

  const waiting = debounce(() => void predict(), restMilliseconds);

  return {
    useFitting: ({ batchSize, contextLength, adapters, halves }) => {
      settings.getState().set("training.batchSize", batchSize);
      settings.getState().set("tokens.contextLength", contextLength);
      if (adapters) settings.getState().set("tuning.trains", "lora");
      if (halves) settings.getState().set("tuning.frozenStorage", "float16");
      notices.getState().dismissError();
    },
    predictMemorySoon: () => {
      askNumber += 1;
      if (data.getState().memoryForecast !== null) data.getState().setMemoryForecast(null);
      waiting.request();
    },
  };
}

/** Gives the settings that a run's memory depends on as one comparable text. */
export function memoryKey(config: RunConfig): string {
  const { batchSize, accumulation, optimizer } = config.training;
  return JSON.stringify([preparationKey(config), config.model, config.tuning, batchSize, accumulation, optimizer]);
}

/** Gives what a run's memory depends on of the device as one comparable text; each run reports its device anew. */
export function deviceKey(device: DeviceReport | null): string {
  return JSON.stringify([device?.id, device?.adapter, device?.threads]);
}
