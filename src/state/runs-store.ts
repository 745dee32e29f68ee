// The runs that the page holds, by their ids, and which of them is open. What follows from a run is derived from its
// record (domain/run/run-figures.ts); news of a run finds it by its id, and news of one that is gone is nobody's.
import { createStore, type StoreApi } from "zustand/vanilla";
import { withoutRun } from "@/domain/run/ancestry";
import { noRun, type OpenRun, type Run, type RunId } from "@/domain/run/run";
import { afterEvents, type RunEvent } from "@/domain/run/run-event";
import type { VocabularyFit } from "@/domain/tokenizer/vocabulary-fit";
import type { DeviceReport } from "@/domain/training/device-report";

/** Most runs that are held; the oldest go first, the open one never. */
export const MOST_RUNS = 200;

/** All runs of the page. */
export interface RunsState {
  /** In the order in which they began. */
  readonly runs: ReadonlyMap<RunId, Run>;
  /** The run on screen, null for none. */
  readonly open: RunId | null;
  readonly device: DeviceReport | null;
  /** How many kernels the graphics card has compiled of those asked for so far; null where it has them all. */
  readonly compiling: { readonly done: number; readonly total: number } | null;
  /** Runs begun so far; numbers the names. */
  readonly begun: number;
  /** Whether a press of Train waits for data; the run on screen shows as preparing. */
  readonly isWaiting: boolean;
  /** Runs of which the worker has the data that they learned from; others go on only with what is on the page. */
  readonly withData: ReadonlySet<RunId>;
  /** What was told of other data that the open run might go on with, until that is agreed to. */
  readonly asked: { readonly run: RunId; readonly hash: string; readonly fit: VocabularyFit } | null;
  /** Whether a fresh worker is taking the place of one that is gone. */
  readonly isRecovering: boolean;
  /** The run that the page has stopped before the worker did. */
  readonly stopsHere: RunId | null;
  setDevice(device: DeviceReport): void;
  setCompiling(done: number, total: number): void;
  setWaiting(isWaiting: boolean): void;
  /** Takes a new run in and shows it. */
  begin(run: Run): void;
  /** Shows a run that is held, or none. */
  show(id: RunId | null): void;
  /** Puts the record in the place of the one of the same id, and shows it. */
  putBack(run: Run): void;
  /** Changes the record of a run that is held. */
  change(id: RunId, change: (run: Run) => Run): void;
  /** Lets go of a record; where it was open, none is. */
  remove(id: RunId): void;
  /** Takes a record back in, before the one that is `index` in order; shows what is shown. */
  insert(run: Run, index: number): void;
  /** Takes runs in that were kept earlier, before those of this visit; `begun` counts the runs begun before. */
  takeKept(kept: readonly Run[], begun: number): void;
  /** Takes news of runs in, in their order and as one change: whoever follows the store draws once. */
  tell(events: readonly RunEvent[]): void;
  /** Tells what going on with other data would leave out, and waits for a yes. */
  ask(asked: RunsState["asked"]): void;
  /** Shows the open run as stopped while the worker has not said so yet; what it says of its state until then is passed over. */
  stopHere(): void;
  /** The worker has answered the stop. */
  endStopping(): void;
}

/** Creates the store with no run. */
export function createRunsStore(): StoreApi<RunsState> {
  return createStore<RunsState>()((set, get) => {
    const change = (id: RunId, changed: (run: Run) => Run): void => {
      const { runs } = get();
      const run = runs.get(id);
      if (run !== undefined) set({ runs: new Map(runs).set(id, changed(run)) });
    };
    return {
      runs: new Map(),
      open: null,
      device: null,
      compiling: null,
      begun: 0,
      isWaiting: false,
      withData: new Set(),
      asked: null,
      isRecovering: false,
      stopsHere: null,
      setDevice: (device) => set({ device }),
      setCompiling: (done, total) => set({ compiling: done < total ? { done, total } : null }),
      setWaiting: (isWaiting) => set({ isWaiting }),
      begin: (run) =>
        set(({ runs, begun }) => ({
          runs: new Map([...runs.keys()].slice(0, -MOST_RUNS + 1).reduce(withoutRun, runs)).set(run.id, run),
          open: run.id,
          begun: begun + 1,
          asked: null,
        })),
      show: (open) => set({ open, asked: null }),
      putBack: (run) => set(({ runs }) => ({ runs: new Map(runs).set(run.id, run), open: run.id, asked: null })),
      change,
      remove: (id) =>
        set(({ runs, open }) => ({
          runs: withoutRun(runs, id),
          open: open === id ? null : open,
        })),
      insert: (run, index) => set(({ runs }) => ({ runs: new Map([...runs].toSpliced(index, 0, [run.id, run])) })),
      takeKept: (kept, begunBefore) =>
        set(({ runs, begun }) => {
          const earlier = kept.filter(({ id }) => !runs.has(id)).map((run) => [run.id, run] as const);
          return { runs: new Map([...earlier, ...runs].slice(-MOST_RUNS)), begun: begun + begunBefore };
        }),
      tell: (events) =>
        set(({ runs: before, device, stopsHere, withData }) => {
          const isPassedOver = (event: RunEvent) =>
            event.type === "runState" && event.run === stopsHere && event.reason === null;
          const runs = new Map(before);
          for (const id of new Set(events.map(({ run }) => run))) {
            const run = runs.get(id);
            const news = events.filter((event) => event.run === id && !isPassedOver(event));
            if (run !== undefined) runs.set(id, afterEvents(run, news));
          }
          const newest = events.findLast((event) => event.type === "opened")?.facts.device ?? device;
          return { runs, device: newest, withData: events.reduce(withDataAfter, withData) };
        }),
      ask: (asked) => set({ asked }),
      stopHere: () => {
        const { id, state } = openRun(get());
        if (id === null || (state !== "running" && state !== "preparing" && state !== "paused")) return;
        change(id, (run) => ({ ...run, state: "stopped", reason: "stoppedByUser", endStep: run.progress.step }));
        set({ stopsHere: id });
      },
      endStopping: () => set({ stopsHere: null }),
    };
  });
}

function withDataAfter(known: ReadonlySet<RunId>, event: RunEvent): ReadonlySet<RunId> {
  if (event.type !== "held" || known.has(event.run) === event.hasData) return known;
  return new Set(event.hasData ? [...known, event.run] : [...known].filter((id) => id !== event.run));
}

const waiting = new WeakMap<OpenRun, OpenRun>();

/** Gives the run on screen as it shows; the same object for the same state. */
export function openRun({ runs, open, isWaiting }: Pick<RunsState, "runs" | "open" | "isWaiting">): OpenRun {
  const run = (open === null ? undefined : runs.get(open)) ?? noRun;
  if (!isWaiting) return run;
  const shown = waiting.get(run) ?? ({ ...run, state: "preparing", reason: null, error: null } as OpenRun);
  waiting.set(run, shown);
  return shown;
}
