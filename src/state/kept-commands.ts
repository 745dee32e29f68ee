// What a user does with what is kept in the browser. Comes with the code that needs it.
import type { CheckpointMark, RunId } from "@/domain/run/run";
import type { CommandContext } from "./command-context";
import type { Commands } from "./commands";
import type { Listing } from "./keeping/listing";
import type { KeptRuns } from "./keeping-commands";

/** Commands about the list of what is stored, and about kept weights. */
export interface KeptCommands extends Listing {
  /**
   * Opens a run at a checkpoint that its record marks as kept in the browser, paused at that step; any other run rests.
   * False, with nothing changed, where the checkpoint is gone.
   */
  openCheckpoint(id: RunId, mark: Pick<CheckpointMark, "kind" | "step">): Promise<boolean>;
}

/** Creates the commands. */
export function createKeptCommands(_context: CommandContext, _commands: Commands, { ask }: KeptRuns): KeptCommands {
  return {
    list: () => ask((keeping) => keeping.list(), undefined),
    remove: (id) => ask((keeping) => keeping.remove(id), undefined),
    clear: () => ask((keeping) => keeping.clear(), undefined),
    setBudget: (bytes) => ask((keeping) => keeping.setBudget(bytes), undefined),
    openCheckpoint: (id, mark) => ask((keeping) => keeping.openCheckpoint(id, mark), false),
  };
}
