// The list of what is stored, and what a user does with it.
import type { Run, RunId } from "@/domain/run/run";
import { nameOfData } from "@/storage/kept-data";
import { labelOfValue, runIdOf } from "@/storage/kept-run";
import type { KeptItem } from "@/storage/store";
import type { KeptEntry } from "../kept-store";
import type { Keepers } from "./keepers";
import type { KeepingContext } from "./keeping-context";

/** What a user may ask of what is stored. */
export interface Listing {
  /** Reads the list of what is stored. */
  list(): Promise<void>;
  /**
   * Deletes one record by its name. A run goes from the page too; the open run stays there, and is kept no more. A notice
   * tells of one that another tab writes, which stays. The files of a model go once no run needs them.
   */
  remove(id: string): Promise<void>;
  /** Deletes everything that no other tab writes. The page stays as it is, and is kept again once it changes. */
  clear(): Promise<void>;
  /** Sets how many bytes checkpoints may take; the oldest spaced ones go where it is less than they do. */
  setBudget(bytes: number): Promise<void>;
}

/** What the list works with. */
interface ListingParts extends Keepers {
  readonly makeRoom: () => Promise<void>;
  readonly changed: () => void;
}

/** Creates the list. */
export function createListing({ stores, storage, remember }: KeepingContext, parts: ListingParts): Listing {
  const { kept, runs, notices } = stores;
  const { runKeeper, queueKeeper, page, models, makeRoom, changed } = parts;

  async function list(): Promise<void> {
    const listed = await storage.list();
    if (!listed.ok) return;
    const records = entriesOf(listed.value, runs.getState().runs);
    kept.getState().setEntries([...records, ...(await models.entries(listed.value))]);
  }

  return {
    list,
    remove: async (id) => {
      // What runs need stays; nothing else holds a model.
      if (models.isModel(id)) {
        await models.dropUnneeded();
        return list();
      }
      const removed = await storage.remove(id);
      const run = runs.getState().runs.get(runIdOf(id) ?? "");
      if (run !== undefined && removed.ok) {
        if (runs.getState().open !== run.id) runs.getState().remove(run.id);
        runKeeper.abandon(run.id);
      } else if (run !== undefined && !removed.ok && removed.error.code === "storageInUse") {
        kept.getState().setElsewhere(run.id);
        notices.getState().notify("keptElsewhere", { name: run.name });
      }
      await models.dropUnneeded();
      await list();
    },
    clear: async () => {
      const left = await storage.clear();
      if (left.ok) {
        for (const id of runs.getState().runs.keys()) runKeeper.abandon(id);
        page.forget();
        queueKeeper.forget();
        remember(false);
        await models.dropUnneeded();
      }
      await list();
    },
    setBudget: async (bytes) => {
      kept.getState().setBudget(bytes);
      await makeRoom();
      changed();
      await list();
    },
  };
}

function entriesOf(items: readonly KeptItem[], runs: ReadonlyMap<RunId, Run>): readonly KeptEntry[] {
  const needs = items.flatMap(({ row }) => row?.needs ?? []);
  return items.map((item) => {
    const entry = entryOf(item, runs);
    return entry.kind === "tokens" ? { ...entry, uses: needs.filter((id) => id === entry.id).length } : entry;
  });
}

function entryOf({ id, row, bytes }: KeptItem, runs: ReadonlyMap<RunId, Run>): KeptEntry {
  if (row === null) return { id, kind: "unreadable", name: null, bytes, savedAt: null, uses: null };
  const { savedAt, value } = row.current;
  const common = { id, bytes, savedAt, uses: null };
  if (row.kind === "data") return { ...common, kind: "data", name: nameOfData(value) };
  if (row.kind === "queue" || row.kind === "tokens") return { ...common, kind: row.kind, name: null };
  if (row.kind !== "run") return { ...common, kind: "page", name: null };
  const run = runs.get(runIdOf(id) ?? "") ?? labelOfValue(row.current);
  return { ...common, kind: "run", name: run?.name ?? null };
}
