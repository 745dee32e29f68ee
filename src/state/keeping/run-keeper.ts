// Saves runs: each whole, under a lock that this tab holds from its first save on, so that one tab writes it.
import { failure, type Result, success } from "@/domain/result";
import type { OpenRun, Run, RunId, RunState } from "@/domain/run/run";
import { hasWeights } from "@/domain/run/run-figures";
import { AUTOSAVE_INTERVAL } from "@/storage/autosave";
import { dataId } from "@/storage/kept-data";
import type { KeptCheckpoint } from "@/storage/kept-row";
import { recordIdOf, runChange, runIdOf } from "@/storage/kept-run";
import { tokensChange, tokensIdOf } from "@/storage/kept-tokens";
import type { NewCheckpoint } from "@/storage/record-change";
import type { StorageFailure } from "@/storage/storage-failure";
import { copyInterval, type SoundState } from "@/worker/worker-signals";
import type { KeepingContext, LeftRun } from "./keeping-context";
import { type KeptLast, withKept } from "./kept-marks";

/** Seconds of training between two checkpoints that stay. */
const SPACE = 60;

/** How a run stands that somebody waits for. */
const UNDER_WAY: readonly RunState[] = ["preparing", "running", "paused"];

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
  /** The newest weights in the store. */
  last: KeptLast;
  /** The checkpoints in the store. */
  checkpoints: readonly KeptCheckpoint[];
}

type Copies = Map<RunId, SoundState>;

/** Keeps runs. */
export class RunKeeper {
  readonly #context: Pick<KeepingContext, "stores" | "storage" | "today" | "leftBefore" | "noteLeft">;
  readonly #known = new Map<RunId, Known>();
  /** The newest and the best weights of runs that are not saved yet. */
  readonly #copies: Readonly<Record<SoundState["kind"], Copies>> = { last: new Map(), best: new Map() };
  /** What is noted beside the store. */
  #noted: LeftRun | null;
  /** Whether nobody sees the page, which may end without a word. */
  isHidden = false;

  constructor(context: Pick<KeepingContext, "stores" | "storage" | "today" | "leftBefore" | "noteLeft">) {
    this.#context = context;
    this.#noted = context.leftBefore;
  }

  /** Takes note of a run that was kept earlier; series and samples are still in the store alone. */
  noteKept(run: Run, began: number, save: number, checkpoints: readonly KeptCheckpoint[]): void {
    const spacedAt = checkpoints.length === 0 ? null : (run.pace?.trainingSeconds ?? 0);
    const last = run.checkpoints.find(({ kind, where }) => kind === "last" && where === "browser") ?? null;
    const known = { saved: run, began, isWhole: false, save, isClaimed: false, spacedAt };
    this.#known.set(run.id, { ...known, last: last && { step: last.step, seconds: last.seconds }, checkpoints });
  }

  /** Takes note of a run whose series and samples have come. */
  noteWhole(before: Run, whole: Run): void {
    const known = this.#known.get(whole.id);
    if (known !== undefined)
      Object.assign(known, { saved: known.saved === before ? whole : known.saved, isWhole: true });
  }

  /** Takes note of the newest or the best weights of a run, unless they alone are more than may be kept. */
  noteCopy(copy: SoundState): void {
    const kept = this.#context.stores.kept.getState();
    const copyBytes = copy.bytes.byteLength;
    const isTooLarge = copyBytes > kept.budget;
    if (isTooLarge) this.#copies[copy.kind].delete(copy.run);
    else this.#copies[copy.kind].set(copy.run, copy);
    const interval = copyInterval(copyBytes);
    const seldom = !isTooLarge && interval > AUTOSAVE_INTERVAL ? interval / 1000 : null;
    if (kept.weightsTooLarge !== isTooLarge || kept.seldom !== seldom)
      kept.setWeights({ weightsTooLarge: isTooLarge, seldom });
  }

  /**
   * Notes beside the store what it would not tell after a loss: that a run has begun which is not in it, as there is
   * nothing of it to save before its first copy; and at which step a hidden page shows the run. Other tabs see by the lock
   * of a run that it lives.
   */
  noteOpen({ id, name, state, progress: { step } }: OpenRun): void {
    const isKept = id !== null && this.isKept(id);
    const isNew = id !== null && UNDER_WAY.includes(state) && !isKept;
    const isNoted = isNew || (isKept && this.isHidden && step > 0);
    const run = isNoted ? { id, name, step: this.isHidden ? step : 0 } : null;
    const last = this.#noted;
    if (run?.id === last?.id && run?.step === last?.step) return;
    this.#noted = run;
    this.#context.noteLeft(run);
    if (isNew && run?.id !== last?.id) void this.claim(id);
  }

  isKept(id: RunId): boolean {
    return (this.#known.get(id)?.save ?? null) !== null;
  }

  /** Tells whether the store holds the run, or will once a save that is under way has ended. */
  mayBeKept(id: RunId): boolean {
    return this.#known.has(id);
  }

  isWhole(id: RunId): boolean {
    return this.#known.get(id)?.isWhole ?? true;
  }

  /** Tells whether weights wait that the record of their run has caught up with. */
  hasFreshCopy(run: Pick<Run, "id" | "progress">): boolean {
    return (this.#copies.last.get(run.id)?.step ?? Number.POSITIVE_INFINITY) <= run.progress.step;
  }

  /** Tells whether the run is not saved as it stands. */
  isUnsaved(run: Run): boolean {
    const { elsewhere } = this.#context.stores.kept.getState();
    const isNew = this.#known.get(run.id)?.saved !== run || this.hasFreshCopy(run);
    return isNew && hasWeights(run) && !elsewhere.has(run.id);
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
    const tokens = await this.#saveTokens(run);
    if (!tokens.ok) return tokens;
    // Weights may come before the news of their steps; saved before these, the curve would have a gap.
    const copy = this.hasFreshCopy(run) ? (this.#copies.last.get(run.id) ?? null) : null;
    const best = copy && this.#bestBeside(copy);
    const spaced = copy === null ? [] : checkpointsOf(copy, known.spacedAt);
    const checkpoints = best === null ? spaced : [...spaced, { ...best, kind: "best" } as const];
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
    // A run that another tab deleted meanwhile may have taken them along.
    const tokensAgain = saved.value.missing.length === 0 ? tokens : await this.#saveTokens(run);
    if (!tokensAgain.ok) return tokensAgain;
    known.save = (known.save ?? 0) + 1;
    known.saved = run;
    if (copy !== null) {
      if (spaced.length > 0) known.spacedAt = copy.seconds;
      known.last = { step: copy.step, seconds: copy.seconds };
      this.#forgetCopy(copy);
    }
    if (best !== null) this.#forgetCopy(best);
    if (checkpoints.length > 0) {
      const now = await storage.load(recordIdOf(run.id), []);
      if (now.ok) known.checkpoints = now.value.checkpoints;
    }
    if (copy !== null) this.#mark(run, known);
    return success(checkpoints.length > 0);
  }

  /** Takes note of the checkpoints that are left after some had to go. */
  async lookAgain(): Promise<void> {
    const listed = await this.#context.storage.list();
    for (const { id, row } of listed.ok ? listed.value : []) {
      const run = this.#context.stores.runs.getState().runs.get(runIdOf(id) ?? "");
      const known = run && this.#known.get(run.id);
      if (row === null || run === undefined || known === undefined) continue;
      if (row.checkpoints.length === known.checkpoints.length) continue;
      known.checkpoints = row.checkpoints;
      this.#mark(run, known);
    }
  }

  /** Deletes a run from the store. */
  async remove(id: RunId): Promise<void> {
    this.#known.delete(id);
    this.#forgetCopies(id);
    await this.#context.storage.remove(recordIdOf(id));
  }

  /** Takes note that a run was deleted from the store by hand: it is kept again only once it changes. */
  abandon(id: RunId): void {
    const run = this.#context.stores.runs.getState().runs.get(id) ?? null;
    this.#known.set(id, unknown(run, this.#context.today()));
    this.#forgetCopies(id);
  }

  /** Saves the tables of a run's tokenizer before the run, which is not whole without them; once for all runs. */
  async #saveTokens({ data: { tokenizer } }: Run): Promise<Result<void, StorageFailure>> {
    const id = tokensIdOf(tokenizer);
    if (id === null || (await this.#context.storage.load(id, [])).ok) return success(undefined);
    const saved = await this.#context.storage.save(id, tokensChange(tokenizer));
    // Another tab that writes the same tables writes the same bytes.
    return saved.ok || saved.error.code === "storageInUse" ? success(undefined) : saved;
  }

  #knownOf(id: RunId, began: number): Known {
    const known = this.#known.get(id) ?? unknown(null, began);
    this.#known.set(id, known);
    return known;
  }

  /** Gives best weights that wait, if the newest ones are as far: their epoch is no news to whoever returns to these. */
  #bestBeside({ run, step }: SoundState): SoundState | null {
    const best = this.#copies.best.get(run) ?? null;
    return best !== null && best.step <= step ? best : null;
  }

  #forgetCopy(copy: SoundState): void {
    const copies = this.#copies[copy.kind];
    if (copies.get(copy.run) === copy) copies.delete(copy.run);
  }

  #forgetCopies(id: RunId): void {
    for (const copies of Object.values(this.#copies)) copies.delete(id);
  }

  /** Notes in the record which weights are kept; that alone is nothing to be saved. */
  #mark(seen: Run, known: Known): void {
    const { runs } = this.#context.stores;
    const wasSaved = known.saved === seen;
    runs.getState().change(seen.id, (run) => {
      const marked = { ...run, checkpoints: withKept(run.checkpoints, known.last, known.checkpoints) };
      if (run === seen && wasSaved) known.saved = marked;
      return marked;
    });
  }
}

/** What is known of a run that the store does not hold. */
function unknown(saved: Run | null, began: number): Known {
  const nothing = { save: null, isClaimed: false, spacedAt: null, last: null, checkpoints: [] };
  return { saved, began, isWhole: true, ...nothing };
}

/** The first weights of a run that are kept stay, and then some at every minute of training. */
function checkpointsOf({ step, seconds, bytes }: SoundState, spacedAt: number | null): readonly NewCheckpoint[] {
  if (spacedAt === null) return [{ kind: "first", step, bytes }];
  return seconds - spacedAt < SPACE ? [] : [{ kind: "spaced", step, bytes }];
}
