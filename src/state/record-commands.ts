// What a user does with the records of runs: labels them, takes their settings over, deletes them.

import { runsOver } from "@/domain/run/ancestry";
import type { Run, RunId } from "@/domain/run/run";
import { LONGEST_NAME, LONGEST_NOTE } from "@/domain/run/run-labels";
import { shortenText } from "@/domain/shorten-text";
import type { BaseAccess } from "./base-access";
import type { CommandContext } from "./command-context";
import type { OpeningCommands } from "./opening-commands";

/** What a user may write on a record. */
export type RunLabels = Pick<Run, "name" | "note" | "pinned" | "drawn">;

/** Commands about the records of runs. */
export interface RecordCommands {
  /** Changes the labels of a run; an empty name leaves the old one. */
  labelRun(id: RunId, labels: Partial<RunLabels>): void;
  /** Takes the settings of a run over for the next one. */
  takeSettings(id: RunId): void;
  /**
   * Deletes a run that does not train; a toast offers to undo that, and its weights go with the toast. A model whose files
   * another tab uses stays.
   */
  deleteRun(id: RunId): Promise<void>;
}

/** Creates the commands. */
export function createRecordCommands(
  { stores, client }: CommandContext,
  { openRun, openBases }: Pick<OpeningCommands, "openRun"> & Pick<BaseAccess, "openBases">,
): RecordCommands {
  const { runs, settings, notices } = stores;

  /** Frees the weights of a deleted run once nobody can bring it back. */
  function forgetLater(id: RunId, toast: number): void {
    const stop = notices.subscribe(({ toasts }) => {
      if (toasts.some((one) => one.id === toast)) return;
      stop();
      if (!runs.getState().runs.has(id)) void client.forgetRun(id);
    });
  }

  /** Tells what becomes of the files of a model; what cannot be known goes with its record. */
  async function fateOf(model: Run) {
    try {
      return await (await openBases()).fateOf(model);
    } catch {
      return "goes";
    }
  }

  return {
    labelRun: (id, { name, note, ...marks }) => {
      const shortName = name === undefined ? "" : shortenText(name.trim(), LONGEST_NAME).trimEnd();
      runs.getState().change(id, (run) => ({
        ...run,
        ...marks,
        ...(shortName ? { name: shortName } : {}),
        ...(note === undefined ? {} : { note: shortenText(note.trim(), LONGEST_NOTE) }),
      }));
    },
    takeSettings: (id) => {
      const run = runs.getState().runs.get(id);
      if (run === undefined) return;
      settings.getState().replace(run.config, null);
      notices.getState().toast("settingsTaken", { name: run.name });
    },
    deleteRun: async (id) => {
      const { runs: held, open } = runs.getState();
      const run = held.get(id);
      if (run === undefined || run.state === "running" || run.state === "preparing") return;
      const fate = run.origin === null ? "goes" : await fateOf(run);
      if (fate === "usedElsewhere") return notices.getState().showError({ code: "modelInUse", name: run.name });
      if (notices.getState().error?.code === "modelInUse") notices.getState().dismissError();
      const index = [...held.keys()].indexOf(id);
      if (open === id) await client.closeRun(id);
      const rested = runs.getState().runs.get(id) ?? run;
      runs.getState().remove(id);
      const over = runsOver(held, id).map(({ name }) => name);
      const needed = fate === "kept" ? "runDeletedKept" : "runDeletedNeeded";
      const kind = over.length === 0 ? "runDeleted" : needed;
      const toast = notices.getState().toast(kind, { name: run.name, runs: over.join(", ") }, async () => {
        runs.getState().insert(rested, index);
        if (open === id && runs.getState().open === null) await openRun(id);
      });
      forgetLater(id, toast);
    },
  };
}
