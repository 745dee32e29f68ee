// Generating text by the current weights.
import type { RunId, RunSample } from "@/domain/run/run";
import { addSample } from "@/domain/run/run-samples";
import type { CommandContext } from "./command-context";
import type { KeptRuns } from "./keeping-commands";
import { openRun } from "./runs-store";

/** Commands about samples. */
export interface SampleCommands {
  /** Writes a new sample by the sampling settings, each time by a new seed unless it is locked; an earlier one stops. */
  generate(): Promise<void>;
  stopGenerating(): void;
}

/** Creates the sample commands. */
export function createSampleCommands(
  context: CommandContext,
  { withWeights }: Pick<KeptRuns, "withWeights">,
): SampleCommands {
  const { stores, client, drawSeed } = context;
  const { samples, runs } = stores;

  function keepSample(id: RunId, sample: RunSample): void {
    runs.getState().change(id, (run) => ({ ...run, samples: addSample(run.samples, sample) }));
  }

  return {
    generate: async () => {
      const run = openRun(runs.getState());
      if (run.id === null) return;
      if (samples.getState().running) void client.stopGenerating();
      const { id, request } = samples.getState().begin({ run: run.id, runName: run.name }, drawSeed());
      const { id: of } = run;
      const result = await withWeights(of, () => client.generate(of, id, request));
      if (!result.ok) {
        samples.getState().fail(id, result.error);
        return;
      }
      samples.getState().finish(id, result.value);
      const { id: newest, texts } = samples.getState();
      const { stopped, tokens } = result.value;
      if (id !== newest || (stopped && tokens === 0)) return;
      const { prompt, seed } = request;
      for (const text of texts) keepSample(run.id, { step: result.value.step, prompt, seed, text });
    },
    stopGenerating: () => void client.stopGenerating(),
  };
}
