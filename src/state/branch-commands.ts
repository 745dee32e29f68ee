// Going on with other data: the weights of the run on screen, counted as a new run. Characters that the model cannot
// write are told before.
import { branchConfig } from "@/domain/config/branch-config";
import { isWrittenOtherwise, vocabularyFit } from "@/domain/tokenizer/vocabulary-fit";
import type { CommandContext } from "./command-context";
import { runName } from "./run-name";
import { learnsFromOtherData } from "./run-origin";
import type { RunKeeper } from "./undo-commands";

/** Commands that make a new run of an old one. */
export interface BranchCommands {
  /**
   * Goes on from the weights of the run on screen with the data on the page, as a new run. Where the model cannot
   * write all of the data, the first call asks (`asked` of the run store) and a second one agrees.
   */
  goOnWithData(): Promise<void>;
}

/** Creates the branch commands. */
export function createBranchCommands({ stores, client }: CommandContext, keeper: RunKeeper): BranchCommands {
  const { settings, data, run, metrics, notices, preferences } = stores;
  return {
    goOnWithData: async () => {
      const { config: parentConfig, name: parentName, latest, dataset, asked } = run.getState();
      const { source, prepared: own, report } = data.getState();
      if (parentConfig === null || dataset === null || source === null || own === null || report === null) return;
      if (!learnsFromOtherData(run.getState(), data.getState())) return;
      notices.getState().dismissError();
      const config = branchConfig(parentConfig, settings.getState().config);
      const measured = await client.measureFit(config);
      if (!measured.ok) {
        notices.getState().showError(measured.error);
        return;
      }
      const { name, hash } = source.facts;
      const summary = measured.value;
      const counts = { unknown: summary.unknownCharacters, characters: report.characters };
      const fit = vocabularyFit(summary.tokenizer, own.tokenizer, counts);
      if (isWrittenOtherwise(fit)) {
        notices.getState().showError({ code: "otherCharacters", name, ...counts });
        return;
      }
      if (fit.unknown > 0 && asked?.hash !== hash) {
        run.getState().ask({ hash, fit });
        return;
      }
      await keeper.keep();
      metrics.getState().clear();
      const parent = { name: parentName ?? "", step: latest.step ?? 0, dataset: dataset.name };
      run.getState().begin(runName(preferences.getState().language, run.getState().runNumber + 1), config);
      run.getState().setOrigin({ dataset: { name, hash }, parent });
      const started = await client.goOnWithData(config);
      if (!started.ok) {
        run.getState().setState("failed", "failed", started.error);
        notices.getState().showError(started.error);
        return;
      }
      run.getState().setStarted(started.value);
      run.getState().setBackground(summary);
      keeper.announce("runBranched", { name: run.getState().name ?? "", parent: parent.name, step: parent.step });
    },
  };
}
