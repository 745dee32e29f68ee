// The wait for data between the press of Train and the run: the run shows as preparing, and Stop ends it.
import type { DataCommands } from "./data-commands";
import { preparationKey } from "./preparation-key";
import type { Stores } from "./stores";

/** A wait for prepared data, at most one at a time. */
export interface DataWait {
  /** Waits until the data is prepared by the settings; false, with the reason in the banner, when it cannot be. */
  untilReady(): Promise<boolean>;
  /** Ends the wait under way, which then gives false; false when there is none. */
  giveUp(): boolean;
}

/** Creates the wait for a page's data. */
export function createDataWait({ settings, data, runs, notices }: Stores, commands: DataCommands): DataWait {
  let newest = 0;

  function end(): boolean {
    const { isWaiting, setWaiting } = runs.getState();
    if (isWaiting) setWaiting(false);
    return isWaiting;
  }

  return {
    untilReady: async () => {
      if (data.getState().preparedKey === preparationKey(settings.getState().config)) return true;
      newest += 1;
      const mine = newest;
      runs.getState().setWaiting(true);
      const ready = await commands.prepare();
      if (mine !== newest || !end()) return false;
      if (!ready) notices.getState().showError(data.getState().error ?? { code: "noData" });
      return ready;
    },
    giveUp: end,
  };
}
