// Generating text by the current weights.
import type { CommandContext } from "./command-context";

/** Commands about samples. */
export interface SampleCommands {
  /** Writes a new sample by the sampling settings, each time by a new seed unless it is locked; an earlier one stops. */
  generate(): Promise<void>;
  stopGenerating(): void;
}

/** Creates the sample commands. */
export function createSampleCommands(context: CommandContext): SampleCommands {
  const { stores, client, drawSeed } = context;
  const { samples, run } = stores;
  return {
    generate: async () => {
      if (samples.getState().running) client.stopGenerating();
      const { id: runId, name } = run.getState();
      const { id, request } = samples.getState().begin({ run: runId, runName: name ?? "" }, drawSeed());
      const result = await client.generate(id, request);
      if (result.ok) samples.getState().finish(id, result.value);
      else samples.getState().fail(id, result.error);
    },
    stopGenerating: () => client.stopGenerating(),
  };
}
