// Saves what is not saved yet, and says what became of it.
import { failure, type Result, success } from "@/domain/result";
import type { StorageFailure } from "@/storage/storage-failure";
import { openRun } from "../runs-store";
import type { Keepers } from "./keepers";
import type { KeepingContext } from "./keeping-context";

/** Saves one page. */
export interface Saver {
  /** Saves; tells whether it succeeded. */
  readonly save: () => Promise<boolean>;
  isUnsaved(): boolean;
  /** Lets the oldest checkpoints go that are beyond the budget. */
  makeRoom(): Promise<void>;
  /** Whether nothing can be kept in this visit. */
  isRefused(): boolean;
  /** Nothing can be kept in this visit. */
  giveUp(why: StorageFailure): void;
}

/** Creates the saver. */
export function createSaver(context: KeepingContext, { runKeeper, queueKeeper, page }: Keepers): Saver {
  const { storage, stores } = context;
  const { kept, runs, notices } = stores;
  let isRefused = false;
  let wasPersisted = false;

  /** Says what went wrong, once. */
  function fail(error: StorageFailure): void {
    if (kept.getState().note({ type: "failed", failure: error })) {
      notices.getState().notify(error.code === "storageFull" ? "storageFull" : "storageRefused");
    }
  }

  /**
   * Saves data, runs, queue and page, in this order: what is saved never needs what is not. Gives whether room is asked
   * for.
   */
  async function saveAll(): Promise<Result<boolean, StorageFailure>> {
    const saved = await page.saveData();
    if (!saved.ok) return saved;
    let asksForRoom = false;
    let error: StorageFailure | null = null;
    for (const run of runs.getState().runs.values()) {
      // One may have been deleted while those before it were saved.
      if (!runs.getState().runs.has(run.id) || !runKeeper.isUnsaved(run)) continue;
      const one = await runKeeper.save(run, page.isDataKept);
      if (one.ok) asksForRoom ||= one.value;
      else error = one.error;
    }
    const queueSaved = await queueKeeper.save(page.isDataKept);
    const pageSaved = await page.savePage();
    if (error !== null) return failure(error);
    if (!queueSaved.ok) return queueSaved;
    return pageSaved.ok ? success(asksForRoom) : pageSaved;
  }

  /** Lets the oldest checkpoints go that are beyond the budget. */
  async function makeRoom(): Promise<void> {
    const gone = await storage.evict(kept.getState().budget);
    if (gone.ok && gone.value > 0) await runKeeper.lookAgain();
  }

  function isUnsaved(): boolean {
    if (isRefused) return false;
    return (
      page.isUnsaved() ||
      queueKeeper.isUnsaved() ||
      [...runs.getState().runs.values()].some((run) => runKeeper.isUnsaved(run))
    );
  }

  return {
    save: async () => {
      if (!isUnsaved()) return true;
      kept.getState().note({ type: "saving" });
      const saved = await saveAll();
      if (!saved.ok) {
        fail(saved.error);
        return false;
      }
      if (saved.value) await makeRoom();
      kept.getState().note({ type: "saved", at: context.today() });
      // What came to rest meanwhile waits for a save of its own; of a run under way the next one is a matter of course.
      if (openRun(runs.getState()).state !== "running" && isUnsaved()) kept.getState().note({ type: "saving" });
      notices.getState().withdraw("storageFull");
      context.remember(true);
      if (!wasPersisted) context.persist();
      wasPersisted = true;
      return true;
    },
    isUnsaved,
    makeRoom,
    isRefused: () => isRefused,
    giveUp: (why) => {
      isRefused = true;
      fail(why);
    },
  };
}
