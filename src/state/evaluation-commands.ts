// Measuring the open model on request.
import type { CommandContext } from "./command-context";
import type { KeptRuns } from "./keeping-commands";

/** Commands about measuring. */
export interface EvaluationCommands {
  /** Measures the open model on the part of the data that was chosen; failures show in the banner. */
  evaluate(): Promise<void>;
  stopEvaluating(): void;
}

/** Creates the commands. */
export function createEvaluationCommands(
  { stores, client }: CommandContext,
  { withWeights }: Pick<KeptRuns, "withWeights">,
): EvaluationCommands {
  const { evaluation, settings, runs, notices } = stores;
  return {
    evaluate: async () => {
      if (evaluation.getState().share !== null) return;
      const { open } = runs.getState();
      if (open === null) return;
      evaluation.getState().begin(open);
      const { part } = evaluation.getState();
      const { corpus } = settings.getState().config;
      const result = await withWeights(open, () => client.evaluate(open, part, corpus));
      evaluation.getState().finish(result.ok ? result.value : null);
      if (!result.ok) notices.getState().showError(result.error);
    },
    stopEvaluating: () => void client.stopEvaluating(),
  };
}
