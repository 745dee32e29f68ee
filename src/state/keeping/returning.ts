// The way back of what was kept. Rows come at the start; series, samples and weights when a run is opened or drawn.
// What is touched first wins: the page is brought back as a whole, and only while nobody has changed a setting, asked
// for data or begun a run since it opened.
import { parseConfig } from "@/domain/config/parse-config";
import { isPresetId } from "@/domain/config/presets";
import { failure, type Result, success } from "@/domain/result";
import { type CheckpointMark, PAUSED, type Run, type RunId } from "@/domain/run/run";
import { restOf } from "@/domain/run/run-figures";
import { dataId, dataOfRecord } from "@/storage/kept-data";
import { type KeptPage, PAGE_ID, pageOfRecord } from "@/storage/kept-page";
import type { KeptCheckpoint, KeptRow } from "@/storage/kept-row";
import { recordIdOf, runOfValue, tokensIdOfValue, withParts } from "@/storage/kept-run";
import { tokensOfRecord, withTables } from "@/storage/kept-tokens";
import type { KeptItem } from "@/storage/store";
import type { ImportedFile, KnownRun } from "@/worker/protocol";
import type { SoundState } from "@/worker/worker-signals";
import { asOldAs, cutAt } from "../run-cut";
import type { Keepers } from "./keepers";
import type { KeepingContext, LeftRun } from "./keeping-context";
import { withKept } from "./kept-marks";

/** Reads what was kept. */
export class Returning {
  readonly #context: KeepingContext;
  readonly #runs: Keepers["runKeeper"];
  readonly #queue: Keepers["queueKeeper"];
  readonly #page: Keepers["page"];
  readonly #fetching = new Map<RunId, Promise<boolean>>();
  /** How the page was left, until that is told. */
  #left: LeftRun | null;

  constructor(context: KeepingContext, { runKeeper, queueKeeper, page }: Keepers) {
    this.#context = context;
    this.#left = context.leftBefore;
    this.#runs = runKeeper;
    this.#queue = queueKeeper;
    this.#page = page;
  }

  /** Takes the rows of all that is kept in, and gives the page, null where none is kept. */
  async readRows(): Promise<KeptPage | null> {
    const { storage, stores } = this.#context;
    const listed = await storage.list();
    if (!listed.ok) return null;
    const page = pageOf(listed.value);
    const tokens = await this.#readTokens(listed.value);
    const found: { readonly run: Run; readonly began: number }[] = [];
    for (const { id, row } of listed.value) {
      if (row === null) continue;
      if (row.kind === "data") this.#page.noteKept(id.slice(dataId("").length));
      const read = row.kind === "run" ? runOfValue(id, row.current, tokens) : null;
      if (read === null) continue;
      if (page?.deleted.includes(read.run.id) === true) {
        await this.#runs.remove(read.run.id);
        continue;
      }
      found.push({ ...read, run: withMarks(read.run, row) });
      this.#runs.noteKept(found.at(-1)!.run, read.began, row.current.save, row.checkpoints);
    }
    found.sort((left, right) => left.began - right.began);
    stores.runs.getState().takeKept(
      found.map(({ run }) => run),
      page?.begun ?? found.length,
    );
    if (page !== null) stores.kept.getState().setBudget(page.budget);
    await this.#queue.bringBack(listed.value);
    return page;
  }

  /** Reads the tables of tokens that runs refer to, by the names of their records. */
  async #readTokens(items: readonly KeptItem[]): Promise<ReadonlyMap<string, string>> {
    const tokens = new Map<string, string>();
    const named = items.flatMap(({ row }) => (row?.kind === "run" ? [tokensIdOfValue(row.current)] : []));
    for (const id of new Set(named)) {
      const loaded = id === null ? null : await this.#context.storage.load(id);
      const text = loaded?.ok === true ? tokensOfRecord(loaded.value) : null;
      if (id !== null && text !== null) tokens.set(id, text);
    }
    return tokens;
  }

  /**
   * Tells of the run that had begun before the page was loaded anew and is gone. One that another tab has is not: a tab that
   * was made as a copy of that one knows of its run too.
   */
  async tellLost(): Promise<void> {
    const { stores, storage, leftBefore } = this.#context;
    if (leftBefore === null || this.#runs.isKept(leftBefore.id)) return;
    const record = recordIdOf(leftBefore.id);
    const claimed = await storage.claim(record);
    if (claimed.ok && !claimed.value) return;
    await storage.release(record);
    stores.notices.getState().notify("runLost", { name: leftBefore.name });
  }

  /** Brings the page back: settings, data and the open run; tells whether its data came. */
  async bringBack(page: KeptPage): Promise<boolean> {
    const { settings, runs } = this.#context.stores;
    const config = parseConfig(page.wished);
    if (config.ok) {
      const { presetId } = page;
      if (presetId !== null && isPresetId(presetId)) settings.getState().applyPreset(presetId);
      else settings.getState().replace(config.value.config, null);
      settings.getState().start(config.value.config);
    }
    const hasData = await this.#bringData(page.data);
    if (page.open !== null && this.#runs.isKept(page.open) && runs.getState().open === null) {
      await this.giveWeights(page.open);
      // Somebody may have begun another run meanwhile.
      if (runs.getState().open === null) runs.getState().show(page.open);
    }
    return hasData;
  }

  /**
   * Hands the newest kept weights of a run to the worker, where they rest, and makes its record as old as they are. Any
   * run that is open in the worker comes to rest. Those of a model from elsewhere lie in its files. Fails where none are
   * kept (noModel) or they cannot be opened, which is told.
   */
  async giveWeights(id: RunId): Promise<Result<null>> {
    const { runs, notices } = this.#context.stores;
    const isRead = await this.fetch(id);
    if (runs.getState().runs.get(id)?.origin != null) return this.#giveModel(id);
    const isOurs = await this.#runs.claim(id);
    const file = isRead ? await this.fileOf(id, "last") : null;
    const run = runs.getState().runs.get(id);
    if (run === undefined) return failure({ code: "noModel" });
    const { name } = run;
    const known = { status: restOf(run), step: run.progress.step, best: await this.fileOf(id, "best") };
    const opened = file && (await this.#import(id, file, known));
    if (!isOurs) notices.getState().notify("keptElsewhere", { name });
    if (opened === null) {
      notices.getState().notify("keptWithoutWeights", { name });
      return failure({ code: "noModel" });
    }
    if (!opened.ok) {
      notices.getState().showError(opened.error);
      return opened;
    }
    const { progress, pace } = opened.value.run;
    const reached = Math.max(run.progress.step, this.#stepSeen(id));
    const count = reached - progress.step;
    if (count <= 0) return success(null);
    // What another tab has is as old here as its weights, and lost nowhere.
    const cut = (kept: Run) => (isOurs ? cutAt(kept, progress, reached) : asOldAs(kept, progress));
    runs.getState().change(id, (kept) => ({ ...cut(kept), pace }));
    if (isOurs) notices.getState().notify("runReturned", { name, step: progress.step, count });
    return success(null);
  }

  /** Gives the step at which the page showed a run before it was loaded anew; 0 once that was told. */
  #stepSeen(id: RunId): number {
    if (this.#left?.id !== id) return 0;
    const { step } = this.#left;
    this.#left = null;
    return step;
  }

  /** Hands kept weights to the worker, with the model that has what they leave out. */
  #import(id: RunId, file: File, known: Omit<KnownRun, "base">): Promise<Result<ImportedFile>> {
    const { stores, client, bases } = this.#context;
    const { config } = stores.settings.getState();
    return bases.withOrigin(id, (base) => client.importFile(id, file, config, { ...known, base }));
  }

  async #giveModel(id: RunId): Promise<Result<null>> {
    const held = await this.#context.bases.holdBase({ base: id });
    if (!held.ok) this.#context.stores.notices.getState().showError(held.error);
    return held.ok ? success(null) : held;
  }

  /**
   * Goes back to weights of a run that are kept: they rest in the worker, and the run is open and paused at their step.
   * Its curve stays until the steps behind them are made anew. False where they are gone, or cannot be read.
   */
  async openCheckpoint(id: RunId, { kind, step }: Pick<CheckpointMark, "kind" | "step">): Promise<boolean> {
    const { runs } = this.#context.stores;
    const isRead = await this.fetch(id);
    const file = isRead ? await this.#fileAt(id, (kept) => kept.kind === kind && kept.step === step) : null;
    if (file === null) return false;
    await this.#runs.claim(id);
    const opened = await this.#import(id, file, { status: PAUSED, step, best: await this.fileOf(id, "best") });
    if (!opened.ok) return false;
    const { progress, pace } = opened.value.run;
    runs.getState().change(id, (run) => ({ ...run, ...PAUSED, endStep: null, progress, pace }));
    runs.getState().show(id);
    // The newest weights of the run are these from now on.
    const seconds = pace?.trainingSeconds ?? 0;
    const bytes = new Uint8Array(await file.arrayBuffer());
    this.#runs.noteCopy({ run: id, kind: "last", step: progress.step, seconds, bytes });
    return true;
  }

  /** Gives a run its series and samples, if they are in the store alone; true once it has them. */
  fetch(id: RunId): Promise<boolean> {
    if (this.#runs.isWhole(id)) return Promise.resolve(true);
    const fetching = this.#fetching.get(id) ?? this.#fetchParts(id).finally(() => this.#fetching.delete(id));
    this.#fetching.set(id, fetching);
    return fetching;
  }

  /** Gives the newest or the best weights of a run that are kept, as a weights file; null where there are none. */
  async fileOf(id: RunId, kind: SoundState["kind"]): Promise<File | null> {
    if (kind === "best") return this.#fileAt(id, (kept) => kept.kind === kind);
    const loaded = await this.#context.storage.load(recordIdOf(id), [kind]);
    const bytes = loaded.ok ? loaded.value.parts[kind] : undefined;
    return bytes === undefined ? null : this.#weightsFile(id, bytes);
  }

  /** Lists the checkpoints of a run that are kept beside its newest weights. */
  async checkpointsOf(id: RunId): Promise<readonly KeptCheckpoint[]> {
    const loaded = await this.#context.storage.load(recordIdOf(id), []);
    return loaded.ok ? loaded.value.checkpoints : [];
  }

  /** Gives a checkpoint by the name of its file, as a weights file; null where it is gone. */
  async checkpointFile(id: RunId, file: string): Promise<File | null> {
    const loaded = await this.#context.storage.loadCheckpoint(recordIdOf(id), file);
    return loaded.ok ? this.#weightsFile(id, loaded.value) : null;
  }

  /** Gives what is kept of weights as a file that is whole by itself. */
  #weightsFile(id: RunId, bytes: Uint8Array<ArrayBuffer>): File {
    const tokenizer = this.#context.stores.runs.getState().runs.get(id)?.data.tokenizer;
    const whole = tokenizer === undefined ? bytes : withTables(bytes, tokenizer);
    return new File([whole], `${id}.safetensors`);
  }

  async #fileAt(id: RunId, isWanted: (kept: KeptCheckpoint) => boolean): Promise<File | null> {
    const found = (await this.checkpointsOf(id)).find(isWanted);
    return found === undefined ? null : this.checkpointFile(id, found.reference.file);
  }

  async #fetchParts(id: RunId): Promise<boolean> {
    const { storage, stores } = this.#context;
    const loaded = await storage.load(recordIdOf(id), ["series", "samples"]);
    if (!loaded.ok) return false;
    const before = stores.runs.getState().runs.get(id);
    if (before === undefined) return false;
    const whole = withParts(before, loaded.value.parts);
    stores.runs.getState().change(id, () => whole);
    this.#runs.noteWhole(before, whole);
    return true;
  }

  async #bringData(kept: KeptPage["data"]): Promise<boolean> {
    const { data, storage } = this.#context;
    if (kept === null) return false;
    if (kept.bundled !== null) return data.loadBundled(kept.bundled);
    const loaded = await storage.load(dataId(kept.hash));
    const source = loaded.ok ? dataOfRecord(loaded.value) : null;
    return source !== null && data.loadData(source);
  }
}

function pageOf(items: readonly KeptItem[]): KeptPage | null {
  const row = items.find(({ id }) => id === PAGE_ID)?.row;
  return row ? pageOfRecord(row.current) : null;
}

/** Notes in a record which of its weights are kept. */
function withMarks(run: Run, { current, checkpoints }: KeptRow): Run {
  const last = { step: run.progress.step, seconds: run.pace?.trainingSeconds ?? 0 };
  return {
    ...run,
    checkpoints: withKept(run.checkpoints, current.parts.last === undefined ? null : last, checkpoints),
  };
}
