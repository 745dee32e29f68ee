// The files of models from elsewhere that are kept: which runs need them, and an end to those that none does.
import { isAnyFrozen } from "@/domain/graph/tune";
import { parentIdOf } from "@/domain/run/ancestry";
import type { Run, RunId } from "@/domain/run/run";
import { labelOfValue, runIdOf } from "@/storage/kept-run";
import type { ModelFolder } from "@/storage/model-files";
import type { KeptItem } from "@/storage/store";
import { keyOf } from "../bases/model-key";
import type { KeptEntry } from "../kept-store";
import type { KeepingContext } from "./keeping-context";

/** Where the files of models lie. */
export interface ModelShelf {
  /** Lists them, a folder a model. */
  list(): Promise<readonly ModelFolder[]>;
  remove(key: string): Promise<void>;
}

/** Settings are known of the runs of the page alone. */
type Kin = Pick<Run, "id" | "name" | "parent" | "origin"> & Partial<Pick<Run, "config">>;

const PREFIX = "model-";

/** Looks after the files of models. */
export class KeptModels {
  readonly #context: Pick<KeepingContext, "stores" | "storage" | "models">;

  constructor(context: Pick<KeepingContext, "stores" | "storage" | "models">) {
    this.#context = context;
  }

  /** Lists them beside the records, with how many runs need each. */
  async entries(items: readonly KeptItem[]): Promise<readonly KeptEntry[]> {
    const runs = this.#runsOf(items);
    const uses = modelUses(runs);
    const models = [...runs.values()].filter(({ origin }) => origin !== null);
    return (await this.#context.models.list()).map(({ key, bytes }) => {
      const name = models.find((run) => keyOf(run) === key)?.origin?.name ?? null;
      return { id: PREFIX + key, kind: "model", name, bytes, savedAt: null, uses: uses.get(key) ?? 0 };
    });
  }

  /** Tells whether the name in the list is that of a model. */
  isModel(id: string): boolean {
    return id.startsWith(PREFIX);
  }

  /** Deletes the files of models that no run needs: neither one of the page nor one that is kept. */
  async dropUnneeded(): Promise<void> {
    const { storage, models } = this.#context;
    const listed = await storage.list();
    // What an unreadable record needs is unknown.
    if (!listed.ok || listed.value.some(({ row }) => row === null)) return;
    const uses = modelUses(this.#runsOf(listed.value));
    for (const { key } of await models.list()) if (!uses.has(key)) await models.remove(key);
  }

  #runsOf(items: readonly KeptItem[]): ReadonlyMap<RunId, Kin> {
    const runs = new Map<RunId, Kin>();
    for (const { id: recordId, row } of items) {
      const id = runIdOf(recordId);
      const label = row?.kind === "run" ? labelOfValue(row.current) : null;
      if (id !== null && label !== null) runs.set(id, { ...label, id });
    }
    return new Map([...runs, ...this.#context.stores.runs.getState().runs]);
  }
}

/**
 * Counts the runs that need each model, by the key of its files: those that came out of them, and all that began with
 * these, at whatever remove, but for those that froze nothing of it. A run whose parent is gone needs what is kept by the
 * name of that.
 */
function modelUses(runs: ReadonlyMap<RunId, Kin>): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const run of runs.values()) {
    const key = modelOf(run, runs);
    if (key !== null) uses.set(key, (uses.get(key) ?? 0) + 1);
  }
  return uses;
}

function modelOf(run: Kin, runs: ReadonlyMap<RunId, Kin>): string | null {
  const seen = new Set<RunId>();
  for (let kin = run; !seen.has(kin.id); ) {
    if (kin.origin !== null) return keyOf(kin);
    const id = parentIdOf(kin, runs);
    if (id === null || (kin.config !== undefined && !isAnyFrozen(kin.config.tuning))) return null;
    seen.add(kin.id);
    const parent = runs.get(id);
    if (parent === undefined) return id;
    kin = parent;
  }
  return null;
}
