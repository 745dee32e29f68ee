// Saves runs: each whole, under a lock that this tab holds from its first save on, so that one tab writes it.
import { failure, type Result, success } from "@/domain/result";
import type { Run, RunId } from "@/domain/run/run";
import { hasWeights } from "@/domain/run/run-figures";
import { dataId } from "@/storage/kept-data";
import type { KeptCheckpoint } from "@/storage/kept-row";
import { recordIdOf, runChange } from "@/storage/kept-run";
import type { NewCheckpoint } from "@/storage/record-change";
import type { StorageFailure } from "@/storage/storage-failure";
import type { SoundState } from "@/worker/worker-signals";
import type { KeepingContext } from "./keeping-context";

/** Seconds of training between two checkpoints that stay. */
const SPACE = 60;

/** What is known of a run in the store. */
interface Known {
  /** The record as it was saved last. */
  saved: Run | null;
  readonly began: number;
  /** Whether series and samples are in memory. */
  isWhole: boolean;
  /** Which save of it this tab made or read last; null before the first. */
  save: number | null;
  isClaimed: boolean;
  /** Seconds of training of its newest spaced checkpoint; null before its first checkpoint. */
  spacedAt: number | null;
}

/** Keeps runs. */
export class RunKeeper {
  readonly #context: Pick<KeepingContext, "stores" | "storage" | "today">;
  readonly #known = new Map<RunId, Known>();
  /** The newest weights of runs that are not saved yet. */
  readonly #copies = new Map<RunId, SoundState>();

  constructor(context: Pick<KeepingContext, "stores" | "storage" | "today">) {
    this.#context = context;
  }

  /** Takes note of a run that was kept earlier; series and samples are still in the store alone. */
  noteKept(run: Run, began: number, save: number, checkpoints: readonly KeptCheckpoint[]): void {
    const spacedAt = checkpoints.length === 0 ? null : (run.pace?.trainingSeconds ?? 0);
    this.#known.set(run.id, { saved: run, began, isWhole: false, save, isClaimed: false, spacedAt });
  }

  /** Takes note of a run whose series and samples have come. */
  noteWhole(before: Run, whole: Run): void {
    const known = this.#known.get(whole.id);
    if (known !== undefined)
      Object.assign(known, { saved: known.saved === before ? whole : known.saved, isWhole: true });
  }

  /** Takes note of the newest weights of a run. */
  noteCopy(copy: SoundState): void {
    this.#copies.set(copy.run, copy);
  }

  isKept(id: RunId): boolean {
    return (this.#known.get(id)?.save ?? null) !== null;
  }

  isWhole(id: RunId): boolean {
    return this.#known.get(id)?.isWhole ?? true;
  }

  /** Tells whether weights wait that the record of their run has caught up with. */
  hasFreshCopy(run: Pick<Run, "id" | "progress">): boolean {
    return (this.#copies.get(run.id)?.step ?? Number.POSITIVE_INFINITY) <= run.progress.step;
  }

  /** Tells whether the run is not saved as it stands. */
  isUnsaved(run: Run): boolean {
    const { elsewhere } = this.#context.stores.kept.getState();
    return this.#known.get(run.id)?.saved !== run && hasWeights(run) && !elsewhere.has(run.id);
  }

  /** Takes the run for this tab to write; false where another tab writes it, or has written it since it was read. */
  async claim(id: RunId): Promise<boolean> {
    const known = this.#known.get(id);
    if (known?.isClaimed === true) return true;
    const { storage, stores } = this.#context;
    const claimed = await storage.claim(recordIdOf(id));
    let isOurs = !claimed.ok || claimed.value;
    if (isOurs && known !== undefined && known.save !== null) {
      const now = await storage.load(recordIdOf(id), []);
      isOurs = !now.ok || now.value.save === known.save;
      if (!isOurs) await storage.release(recordIdOf(id));
    }
    if (known !== undefined && isOurs) known.isClaimed = true;
    if (!isOurs) stores.kept.getState().setElsewhere(id);
    return isOurs;
  }

  /** Saves a run as it stands; gives whether checkpoints came, which may ask for room. */
  async save(run: Run, isDataKept: (hash: string) => boolean): Promise<Result<boolean, StorageFailure>> {
    const { storage, stores, today } = this.#context;
    const known = this.#knownOf(run.id, today());
    if (!(await this.claim(run.id))) return success(false);
    // Weights may come before the news of their steps; saved before these, the curve would have a gap.
    const copy = this.hasFreshCopy(run) ? (this.#copies.get(run.id) ?? null) : null;
    const checkpoints = copy === null ? [] : checkpointsOf(copy, known.spacedAt);
    const { hash } = run.data;
    const needs = isDataKept(hash) ? [dataId(hash)] : [];
    const { began, isWhole } = known;
    const change = runChange({ run, began, isWhole, last: copy?.bytes ?? null, checkpoints, needs });
    const saved = await storage.save(recordIdOf(run.id), change);
    if (!saved.ok) {
      if (saved.error.code !== "storageInUse") return failure(saved.error);
      known.isClaimed = false;
      stores.kept.getState().setElsewhere(run.id);
      return success(false);
    }
    known.save = (known.save ?? 0) + 1;
    known.saved = run;
    if (copy !== null && checkpoints.length > 0) known.spacedAt = copy.seconds;
    if (copy !== null && this.#copies.get(run.id) === copy) this.#copies.delete(run.id);
    if (copy !== null) this.#mark(run, copy, known);
    return success(checkpoints.length > 0);
  }

  /** Deletes a run from the store. */
  async remove(id: RunId): Promise<void> {
    this.#known.delete(id);
    this.#copies.delete(id);
    await this.#context.storage.remove(recordIdOf(id));
  }

  /** Takes note that a run was deleted from the store by hand: it is kept again only once it changes. */
  abandon(id: RunId): void {
    const run = this.#context.stores.runs.getState().runs.get(id) ?? null;
    this.#known.set(id, {
      saved: run,
      began: this.#context.today(),
      isWhole: true,
      save: null,
      isClaimed: false,
      spacedAt: null,
    });
    this.#copies.delete(id);
  }

  #knownOf(id: RunId, began: number): Known {
    const known = this.#known.get(id) ?? {
      saved: null,
      began,
      isWhole: true,
      save: null,
      isClaimed: false,
      spacedAt: null,
    };
    this.#known.set(id, known);
    return known;
  }

  /** Notes in the record which weights are kept; that alone is nothing to be saved. */
  #mark(saved: Run, { step, seconds }: SoundState, known: Known): void {
    const mark = { step, seconds, kind: "last", where: "browser" } as const;
    const { runs } = this.#context.stores;
    runs.getState().change(saved.id, (run) => {
      const marked = { ...run, checkpoints: [...run.checkpoints.filter(({ where }) => where !== "browser"), mark] };
      if (run === saved) known.saved = marked;
      return marked;
    });
  }
}

/** The first weights of a run that are kept stay, and then some at every minute of training. */
function checkpointsOf({ step, seconds, bytes }: SoundState, spacedAt: number | null): readonly NewCheckpoint[] {
  if (spacedAt === null) return [{ kind: "first", step, bytes }];
  return seconds - spacedAt < SPACE ? [] : [{ kind: "spaced", step, bytes }];
}
