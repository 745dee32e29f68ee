// Generating text by the current weights.
import type { CommandContext } from "./command-context";

/** Commands about samples. */
export interface SampleCommands {
  /** Writes a new sample by the sampling settings; an earlier one stops. */
  generate(): Promise<void>;
  stopGenerating(): void;
}

/** Creates the sample commands. */
export function createSampleCommands(context: CommandContext): SampleCommands {
  const { stores, client } = context;
  const { samples } = stores;
  return {
    generate: async () => {
      if (samples.getState().running) client.stopGenerating();
      const id = samples.getState().begin();
      const result = await client.generate(id, samples.getState().config);
      if (result.ok) samples.getState().finish(id, result.value);
      else samples.getState().fail(id, result.error);
    },
    stopGenerating: () => client.stopGenerating(),
  };
}
