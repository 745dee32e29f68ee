// The wait for data between the press of Train and the run: the run shows as preparing, and Stop ends it.
import type { DataCommands } from "./data-commands";
import { preparationKey } from "./preparation-key";
import type { RunStoreState } from "./run-store";
import type { Stores } from "./stores";

/** A wait for prepared data, at most one at a time. */
export interface DataWait {
  /** Waits until the data is prepared by the settings; false, with the reason in the banner, when it cannot be. */
  untilReady(): Promise<boolean>;
  /** Ends the wait under way, which then gives false; false when there is none. */
  giveUp(): boolean;
}

/** Creates the wait for a page's data. */
export function createDataWait({ settings, data, run, notices }: Stores, commands: DataCommands): DataWait {
  let before: RunStoreState | null = null;

  /** Shows the run as it was before the wait. */
  function end(): boolean {
    if (before === null) return false;
    const { state, endReason, error } = before;
    before = null;
    run.getState().setState(state, endReason, error);
    return true;
  }

  return {
    untilReady: async () => {
      if (data.getState().preparedKey === preparationKey(settings.getState().config)) return true;
      const begun = run.getState();
      before = begun;
      run.getState().setState("preparing", null, null);
      const ready = await commands.prepare();
      if (before !== begun) return false;
      end();
      if (!ready) notices.getState().showError(data.getState().error ?? { code: "noData" });
      return ready;
    },
    giveUp: end,
  };
}
