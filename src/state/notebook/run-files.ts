// Files of single runs, wherever their weights are held.
import { failure, type Result, success } from "@/domain/result";
import type { Run, RunId } from "@/domain/run/run";
import type {
  ExportedFile,
  ExportedModel,
  ExportKind,
  KeptWeights,
  ModelExport,
  RecordKind,
  WeightsKind,
} from "@/worker/protocol";
import type { CommandContext } from "../command-context";
import type { WrittenFile } from "../export-store";
import type { Stores } from "../stores";
import type { NotebookTools } from "./notebook";

/** Milliseconds that an export waits for the events of its last steps. */
const EVENT_PATIENCE = 2000;

/** Writes files of runs, one after the other: the worker sets the weights of one run aside at a time. */
export interface RunFiles {
  /**
   * Writes a file of a run by its record, and where it holds weights by those as they are now, wherever they are held, and
   * the record as it was then; null when it was stopped.
   */
  write(kind: ExportKind, id: RunId): Promise<Result<ExportedFile | null>>;
  /** Writes what other programs open of a run; null when it was stopped. */
  writeModel(id: RunId, wanted: ModelExport): Promise<Result<ExportedModel | null>>;
  /** Writes the weights file that a bundle of the run holds. */
  unpack(id: RunId, bundle: File): Promise<Result<ExportedFile | null>>;
}

/** Creates the writer of files. */
export function createRunFiles(
  { stores, client }: Pick<CommandContext, "stores" | "client">,
  { kept, bundles, holdBase, withOrigin }: Pick<NotebookTools, "kept" | "bundles" | "holdBase" | "withOrigin">,
): RunFiles {
  const { exports } = stores;
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  }

  /**
   * Has weights taken: those in the worker, else those kept in the browser, with the files of the model that has what they
   * leave out, or those in the bundle that the run came out of.
   */
  async function takeFrom<T>(id: RunId, take: (kept: KeptWeights | null) => Promise<Result<T>>): Promise<Result<T>> {
    const taken = await take(null);
    if (taken.ok || taken.error.code !== "noModel") return taken;
    if (stores.runs.getState().runs.get(id)?.origin != null) {
      const held = await holdBase({ base: id });
      return held.ok ? take(null) : held;
    }
    const file = (await kept.fileOf(id, "last")) ?? bundles.get(id) ?? null;
    return file === null ? taken : withOrigin(id, (base) => take({ file, base }));
  }

  /** Writes a file that holds weights, by those that are set aside, or lets go of them. */
  async function writeFrozen(
    kind: WeightsKind,
    id: RunId,
    frozen: Result<number>,
  ): Promise<Result<ExportedFile | null>> {
    if (!frozen.ok) return frozen;
    const run = await recordAt(stores, id, frozen.value);
    if (run !== null && !isStopped()) return client.exportFile(kind, run);
    await client.stopExport();
    return run === null ? failure({ code: "noModel" }) : success(null);
  }

  /** Writes a file by the record as it is. */
  async function writeRecord(kind: RecordKind, id: RunId): Promise<Result<ExportedFile>> {
    const run = stores.runs.getState().runs.get(id);
    return run === undefined ? failure({ code: "noModel" }) : client.exportRecord(kind, run);
  }

  const isStopped = () => exports.getState().writing?.isStopped === true;

  /** Shows a file while it is written. One that was stopped goes nowhere, however far it had come. */
  async function shown<T>(kind: WrittenFile["kind"], work: () => Promise<Result<T | null>>): Promise<Result<T | null>> {
    exports.getState().begin(kind);
    try {
      const written = await work();
      return written.ok && isStopped() ? success(null) : written;
    } finally {
      exports.getState().finish();
    }
  }

  return {
    write: (kind, id) =>
      inTurn(() =>
        shown(kind, async () => {
          await kept.fetch(id);
          if (!holdsWeights(kind)) return writeRecord(kind, id);
          return writeFrozen(kind, id, await takeFrom(id, (weights) => client.freezeRun(id, weights)));
        }),
      ),
    writeModel: (id, wanted) =>
      inTurn(() =>
        shown(wanted.form, async () => {
          await kept.fetch(id);
          const name = stores.runs.getState().runs.get(id)?.name;
          if (name === undefined) return failure({ code: "noModel" });
          return takeFrom(id, async (weights) =>
            isStopped() ? success(null) : client.exportModel({ id, name }, wanted, weights),
          );
        }),
      ),
    unpack: (id, bundle) =>
      inTurn(async () => writeFrozen("weights", id, await client.freezeRun(id, { file: bundle, base: null }))),
  };
}

function holdsWeights(kind: ExportKind): kind is WeightsKind {
  return kind === "weights" || kind === "bundle";
}

/** Gives the record once it holds the steps of the frozen weights: events and answers travel each for itself. */
function recordAt({ runs }: Stores, id: RunId, step: number): Promise<Run | null> {
  return new Promise((resolve) => {
    const settle = (isLate: boolean) => {
      const run = runs.getState().runs.get(id) ?? null;
      if (!isLate && run !== null && run.progress.step < step) return;
      stop();
      clearTimeout(timer);
      resolve(run);
    };
    const stop = runs.subscribe(() => settle(false));
    const timer = setTimeout(() => settle(true), EVENT_PATIENCE);
    settle(false);
  });
}

/** Saves a file of a run, and notes in its record that it is held there. */
export async function saveRun(
  { stores, saveFile }: Pick<CommandContext, "stores" | "saveFile">,
  files: Pick<RunFiles, "write">,
  { kind, id }: { readonly kind: ExportKind; readonly id: RunId },
): Promise<void> {
  const { runs, notices } = stores;
  const result = await files.write(kind, id);
  if (!result.ok) {
    notices.getState().showError(result.error);
    return;
  }
  if (result.value === null) {
    notices.getState().toast("exportStopped");
    return;
  }
  saveFile(result.value);
  if (holdsWeights(kind)) runs.getState().change(id, saved);
  notices.getState().toast("fileSaved", { name: result.value.name });
}

/** Saves what other programs open of a run. It holds neither its training nor its record. */
export async function saveModel(
  { stores, saveFile }: Pick<CommandContext, "stores" | "saveFile">,
  files: Pick<RunFiles, "writeModel">,
  id: RunId,
  wanted: ModelExport,
): Promise<void> {
  const { notices } = stores;
  const result = await files.writeModel(id, wanted);
  if (!result.ok) {
    notices.getState().showError(result.error);
    return;
  }
  if (result.value === null) {
    notices.getState().toast("exportStopped");
    return;
  }
  saveFile(result.value);
  notices.getState().toast("fileSaved", { name: result.value.name });
}

/** Notes that a file now holds the run as it stands. */
function saved(run: Run): Run {
  const mark = {
    step: run.progress.step,
    kind: "last",
    where: "file",
    seconds: run.pace?.trainingSeconds ?? 0,
  } as const;
  return { ...run, checkpoints: [...run.checkpoints.filter(({ where }) => where !== "file"), mark] };
}
