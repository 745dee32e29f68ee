// Generating text by the current weights.
import type { Result } from "@/domain/result";
import type { RunId, RunSample } from "@/domain/run/run";
import { addSample } from "@/domain/run/run-samples";
import type { SamplingConfig } from "@/domain/sampling/sampling-config";
import type { SampleReport } from "@/worker/protocol";
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
export function createSampleCommands(context: CommandContext, kept: Pick<KeptRuns, "giveWeights">): SampleCommands {
  const { stores, client, drawSeed } = context;
  const { samples, runs } = stores;

  function keepSample(id: RunId, sample: RunSample): void {
    runs.getState().change(id, (run) => ({ ...run, samples: addSample(run.samples, sample) }));
  }

  /** Writes by the weights that the worker has, else by those that are kept. */
  async function write(run: RunId, id: number, request: SamplingConfig): Promise<Result<SampleReport>> {
    const written = await client.generate(run, id, request);
    if (written.ok || written.error.code !== "noModel") return written;
    const given = await kept.giveWeights(run);
    return given.ok ? client.generate(run, id, request) : given;
  }

  return {
    generate: async () => {
      const run = openRun(runs.getState());
      if (run.id === null) return;
      if (samples.getState().running) void client.stopGenerating();
      const { id, request } = samples.getState().begin({ run: run.id, runName: run.name }, drawSeed());
      const result = await write(run.id, id, request);
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
