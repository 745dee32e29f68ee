// Going on with other data: the weights of the run on screen, counted as a new run. Characters that the model cannot
// write are told before.
import { branchConfig } from "@/domain/config/fit-config";
import { isWrittenOtherwise, vocabularyFit } from "@/domain/tokenizer/vocabulary-fit";
import type { CommandContext } from "./command-context";
import { parentOf, trainFrom } from "./first-weights";
import { newRun } from "./new-run";
import { dataOfPage, figuresOf, learnsFromOtherData } from "./run-data";
import { openRun } from "./runs-store";
import type { WaysBack } from "./ways-back";

/** Commands that make a new run of an old one. */
export interface BranchCommands {
  /**
   * Goes on from the weights of the run on screen with the data on the page, as a new run. Where the model cannot
   * write all of the data, the first call asks (`asked` of the runs) and a second one agrees.
   */
  goOnWithData(): Promise<void>;
}

/** Creates the branch commands. */
export function createBranchCommands(context: CommandContext, ways: WaysBack): BranchCommands {
  const { stores, client } = context;
  const { settings, data, runs, notices } = stores;
  return {
    goOnWithData: async () => {
      const of = openRun(runs.getState());
      const page = dataOfPage(data.getState());
      const { report, prepared: own } = data.getState();
      if (of.id === null || page === null || own === null || report === null) return;
      if (!learnsFromOtherData(of, data.getState())) return;
      notices.getState().dismissError();
      const config = branchConfig(of.config, settings.getState().config);
      const measured = await client.measureFit(of.id, config);
      if (!measured.ok) {
        notices.getState().showError(measured.error);
        return;
      }
      const { name, hash } = page;
      const summary = measured.value;
      const counts = { unknown: summary.unknownCharacters, characters: report.characters };
      const fit = vocabularyFit(summary.tokenizer, own.tokenizer, counts);
      if (isWrittenOtherwise(fit)) {
        notices.getState().showError({ code: "otherCharacters", name, ...counts });
        return;
      }
      const { asked } = runs.getState();
      if (fit.unknown > 0 && (asked?.run !== of.id || asked.hash !== hash)) {
        runs.getState().ask({ run: of.id, hash, fit });
        return;
      }
      const undo = ways.toRun();
      const parent = parentOf(of);
      const run = newRun(context, { config, data: { ...page, ...figuresOf(summary) }, parent });
      runs.getState().begin(run);
      const started = await trainFrom(client, run.id, config, { source: of.id, weights: "last" });
      if (!started.ok) {
        runs
          .getState()
          .tell([{ type: "runState", run: run.id, state: "failed", reason: "failed", error: started.error }]);
        notices.getState().showError(started.error);
        return;
      }
      notices.getState().toast("runBranched", { name: run.name, parent: parent.name, step: parent.step }, undo);
    },
  };
}
