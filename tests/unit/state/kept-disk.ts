// A disk in memory that several tabs share, and what a user does in them: for the tests of keeping.
import { vi } from "vitest";
import { failure, success } from "@/domain/result";
import { columnOf } from "@/domain/run/step-table";
import { freshProgress } from "@/domain/training/progress";
import type { Bases } from "@/state/bases/bases";
import type { CommandContext } from "@/state/command-context";
import { createKeeping, type Keeping } from "@/state/keeping/keeping";
import type { LeftRun } from "@/state/keeping/keeping-context";
import { createRunQueueStore } from "@/state/run-queue-store";
import { createMemoryFiles } from "@/storage/memory-files";
import { createMemoryRows } from "@/storage/memory-rows";
import type { StorageApi } from "@/storage/storage-api";
import type { StorageFailure } from "@/storage/storage-failure";
import { Store } from "@/storage/store";
import { createStoreLocks } from "@/storage/store-locks";
import type { SoundState } from "@/worker/worker-signals";
import { createFakeLocks } from "../storage/support/fake-locks";
import { createFakeApp, inState, runOf, source, stepped } from "./fake-client";

export const text = { kind: "text", name: "a.txt", text: "olá" } as const;
export const everything = () => true;

/** A disk that several tabs share, one after another or at once. */
export function disk() {
  const parts = { files: createMemoryFiles(), rows: createMemoryRows() };
  let locks = createFakeLocks();
  let refused: StorageFailure | null = null;
  const hinted: boolean[] = [];
  /** What the tab noted beside the store, which a reload leaves. */
  let left: LeftRun | null = null;
  /** Bytes of the files of models, by their keys. */
  const models = new Map<string, number>();

  /** Opens the page: as the only tab, or beside those that are open. Ids of its runs begin with `name`. */
  function tab(name = "run", isAlone = true) {
    // The browser gives back what a closed tab held.
    if (isAlone) locks = createFakeLocks();
    const saves: string[] = [];
    const loads: string[] = [];
    const store = new Store({ ...parts, locks: createStoreLocks(locks), now: () => Date.now() });
    const storage = new Proxy(store, {
      get: (target, method: keyof StorageApi) => {
        if (method === "where") return async () => ({ place: refused === null ? "opfs" : "memory", refused });
        const call = target[method as keyof Store] as (...values: unknown[]) => Promise<unknown>;
        return async (...values: unknown[]) => {
          if (method === "save") saves.push(String(values[0]));
          if (method === "load") loads.push(String(values[0]));
          if (method === "save") await tabOf.beforeSave(String(values[0]));
          if (method === "save" && tabOf.fails !== null) return failure(tabOf.fails);
          return call.apply(target, structuredClone(values));
        };
      },
    }) as unknown as StorageApi;
    const loaded: unknown[] = [];
    const handed: unknown[] = [];
    /** The weights files that the worker was handed. */
    const files: File[] = [];
    const held = new Set<string>();
    let ids = 0;
    let keeping: Keeping | null = null;
    const app = createFakeApp(
      {
        loadData: async (asked) => {
          loaded.push(asked);
          return success(source);
        },
        holdsRun: async (id) => success(held.has(id)),
        importFile: async (id, file, _config, known) => {
          const best = known?.best ? new Uint8Array(await known.best.arrayBuffer())[0] : null;
          files.push(file);
          handed.push({ state: known?.status.state, at: known?.step, best });
          const step = new Uint8Array(await file.arrayBuffer())[0];
          const pace = { trainingSeconds: step / 10, tokensPerSecond: null, stepMilliseconds: null };
          return success({
            run: runOf({ id, progress: { ...freshProgress, step }, pace }),
            sameData: true,
            bare: false,
          });
        },
      },
      {
        openBases: async () =>
          ({
            hold: async (base: string) =>
              models.has(base) ? success(base) : failure({ code: "baseGone", base } as const),
          }) as unknown as Bases,
        drawId: () => `${name}${++ids}`,
        now: () => Date.now(),
        openKeeping: async (data: Parameters<CommandContext["openKeeping"]>[0]) => {
          keeping = createKeeping({
            stores: app.stores,
            client: app.context.client,
            drawId: app.context.drawId,
            data,
            queue: app.commands.later(createRunQueueStore),
            bases: app.commands,
            storage,
            models: {
              list: async () => [...models].map(([key, bytes]) => ({ key, bytes })),
              remove: async (key) => void models.delete(key),
            },
            now: () => Date.now(),
            today: () => Date.now(),
            after: (milliseconds, work) => {
              const timer = setTimeout(work, milliseconds);
              return () => clearTimeout(timer);
            },
            persist: () => hinted.push(true),
            remember: (isKept) => hinted.push(isKept),
            leftBefore: left,
            noteLeft: (run) => {
              left = run;
            },
            address: "?a",
          });
          return keeping;
        },
      },
    );
    const state = () => app.stores.kept.getState().value;
    const notices = () => app.stores.notices.getState().notices.map(({ kind }) => kind);
    const steps = () => [...columnOf(app.shown().series.training, "step")];
    /** Copies of weights tell their step by their first byte. */
    const copy = (step: number, kind: SoundState["kind"] = "last") =>
      app.commands.keepSoundState({
        run: app.shown().id,
        kind,
        bytes: new Uint8Array([step]),
        step,
        seconds: step / 10,
      });
    const tabOf = {
      ...app,
      storage,
      saves,
      loads,
      loaded,
      handed,
      files,
      /** The runs that the worker has weights of. */
      held,
      state,
      notices,
      steps,
      copy,
      /** Ends the tab in the middle: what it saves from now on does not arrive. */
      end: () => {
        tabOf.beforeSave = () => new Promise(() => undefined);
        keeping?.hide(true);
      },
      hide: (isHidden: boolean) => keeping?.hide(isHidden),
      fails: null as StorageFailure | null,
      /** What a save of a record waits for. */
      beforeSave: async (_id: string): Promise<void> => undefined,
    };
    return tabOf;
  }

  return {
    tab,
    hinted,
    models,
    refuse: (why: StorageFailure) => {
      refused = why;
    },
  };
}

export type Tab = ReturnType<ReturnType<typeof disk>["tab"]>;

export const settle = () => vi.advanceTimersByTimeAsync(1000);

/** Opens the page as on a first visit, and trains `steps` steps, weights copied after `copied` of them. */
export async function trained(tab: Tab, steps = 42, copied = 30): Promise<Tab> {
  await tab.commands.openKept(everything);
  await tab.commands.followKept(false);
  await tab.commands.loadData(text);
  await tab.commands.train();
  tab.tell(inState("running"));
  for (let step = 1; step <= copied; step++) tab.tell(stepped(step, { seconds: step / 10 }));
  tab.copy(copied);
  for (let step = copied + 1; step <= steps; step++) tab.tell(stepped(step, { seconds: step / 10 }));
  return tab;
}

export async function reopened(tab: Tab, isWelcome: (address: string) => boolean = everything): Promise<Tab> {
  await tab.commands.openKept(isWelcome);
  await tab.commands.followKept(false);
  return tab;
}
