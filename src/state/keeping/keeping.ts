// Keeps the page in the browser: follows the stores, saves in time, and says what became of it. Fetched after the page
// is drawn.

import type { Result } from "@/domain/result";
import { drawnRuns } from "@/domain/run/drawn-runs";
import type { CheckpointMark, RunId } from "@/domain/run/run";
import { Autosave } from "@/storage/autosave";
import type { KeptCheckpoint } from "@/storage/kept-row";
import type { SoundState } from "@/worker/worker-signals";
import { debounce } from "../debounce";
import { openRun } from "../runs-store";
import type { KeepingContext } from "./keeping-context";
import { KeptModels } from "./kept-models";
import { createListing, type Listing } from "./listing";
import { PageKeeper } from "./page-keeper";
import { QueueKeeper } from "./queue-keeper";
import { Returning } from "./returning";
import { RunKeeper } from "./run-keeper";
import { createSaver } from "./saver";

/** Milliseconds that settings and labels rest before they are saved. */
const REST = 500;
/** Milliseconds after which a deletion is no longer undone: longer than its toast stays. */
const UNDO = 30_000;

/** What is kept, and how. */
export interface Keeping extends Listing {
  /** Takes in what was kept; brings the page back where `isWelcome` says so. Tells whether its data came. */
  open(isWelcome: (address: string) => boolean): Promise<boolean>;
  /** The page has opened: from now on changes are saved. `isTouched` tells that there were some already. */
  follow(isTouched: boolean): void;
  noteCopy(copy: SoundState): void;
  /** Saves what is not saved yet. */
  flush(): Promise<void>;
  /** The page is hidden, and may end without a word: saves, and notes what it shows; or it is seen again. */
  hide(isHidden: boolean): void;
  fetch(id: RunId): Promise<boolean>;
  giveWeights(id: RunId): Promise<Result<null>>;
  fileOf(id: RunId, kind: SoundState["kind"]): Promise<File | null>;
  checkpointsOf(id: RunId): Promise<readonly KeptCheckpoint[]>;
  checkpointFile(id: RunId, file: string): Promise<File | null>;
  openCheckpoint(id: RunId, mark: Pick<CheckpointMark, "kind" | "step">): Promise<boolean>;
}

/** Creates the keeping of one page; nothing is read or saved yet. */
export function createKeeping(context: KeepingContext): Keeping {
  const { stores, storage, queue, after, now } = context;
  const { runs, settings, data } = stores;
  const runKeeper = new RunKeeper(context);
  const page = new PageKeeper(context);
  const queueKeeper = new QueueKeeper(context);
  const models = new KeptModels(context);
  const keepers = { runKeeper, queueKeeper, page, models };
  const returning = new Returning(context, keepers);
  const saver = createSaver(context, keepers);
  const autosave = new Autosave({ save: saver.save, now, after });
  const fetchDrawn = fetchingDrawn(context, runKeeper, returning);
  const soon = debounce(() => void autosave.flush(), REST);
  let isFollowing = false;

  /** Something was changed by hand: it is saved once it has rested. */
  function edited(): void {
    if (!saver.isUnsaved()) return;
    // What waits to be saved is not saved.
    stores.kept.getState().note({ type: "saving" });
    autosave.changed();
    soon.request();
  }

  function changed(): void {
    const open = openRun(runs.getState());
    runKeeper.noteOpen(open);
    if (open.state !== "running") edited();
    else if (!saver.isUnsaved()) return;
    else if (runKeeper.hasFreshCopy(open)) autosave.ripe();
    else autosave.changed();
  }

  /** A run that went from the page goes from the store once nobody can bring it back. */
  function deleteLater(ids: readonly RunId[]): void {
    page.deleted = [...page.deleted, ...ids];
    after(UNDO, () => {
      page.deleted = page.deleted.filter((id) => !ids.includes(id));
      const gone = ids.filter((id) => !runs.getState().runs.has(id));
      void Promise.all(gone.map((id) => runKeeper.remove(id))).then(() => models.dropUnneeded());
      changed();
    });
  }

  return {
    open: async (isWelcome) => {
      const { refused } = await storage.where();
      if (refused !== null) {
        saver.giveUp(refused);
        return false;
      }
      const found = await returning.readRows();
      await returning.tellLost();
      void storage.sweep();
      void models.dropUnneeded();
      if (found === null || !isWelcome(found.address)) return false;
      return returning.bringBack(found);
    },
    follow: (isTouched) => {
      isFollowing = true;
      if (!isTouched) page.settle();
      settings.subscribe(edited);
      queue.subscribe(edited);
      data.subscribe((next, last) => {
        if (next.source !== last.source) edited();
      });
      fetchDrawn();
      runs.subscribe((next, last) => {
        if (next.runs === last.runs && next.open === last.open) return;
        const gone = [...last.runs.keys()].filter((id) => !next.runs.has(id) && runKeeper.mayBeKept(id));
        // The oldest run gives way to a new one where there are too many; it stays in the store.
        if (gone.length > 0 && next.runs.size < last.runs.size) deleteLater(gone);
        page.deleted = page.deleted.filter((id) => !next.runs.has(id));
        fetchDrawn();
        changed();
      });
      changed();
    },
    noteCopy: (copy) => {
      if (saver.isRefused()) return;
      runKeeper.noteCopy(copy);
      changed();
    },
    flush: () => autosave.flush(),
    hide: (isHidden) => {
      runKeeper.isHidden = isHidden;
      // What an earlier visit noted stands until this one has told of it.
      if (isFollowing) runKeeper.noteOpen(openRun(runs.getState()));
      if (isHidden) void autosave.flush();
    },
    fetch: (id) => returning.fetch(id),
    giveWeights: (id) => returning.giveWeights(id),
    fileOf: (id, kind) => returning.fileOf(id, kind),
    checkpointsOf: (id) => returning.checkpointsOf(id),
    checkpointFile: (id, file) => returning.checkpointFile(id, file),
    openCheckpoint: async (id, mark) => {
      const opened = await returning.openCheckpoint(id, mark);
      if (opened) changed();
      return opened;
    },
    ...createListing(context, { ...keepers, makeRoom: saver.makeRoom, changed }),
  };
}

/** Gives what fetches the curves of earlier visits that are drawn. */
function fetchingDrawn({ stores: { runs } }: KeepingContext, runKeeper: RunKeeper, returning: Returning): () => void {
  /** Runs whose curves were asked for: one that cannot be read would be, with each change, ten times a second. */
  const asked = new Set<RunId>();
  return () => {
    const { runs: all, open } = runs.getState();
    for (const { id } of drawnRuns(all, open)) {
      if (runKeeper.isWhole(id) || asked.has(id)) continue;
      asked.add(id);
      void returning.fetch(id);
    }
  };
}
