// Keeping as the page asks for it. The code that keeps is fetched late (keeping/); what is asked before waits for it.
import { failure, type Result, success } from "@/domain/result";
import type { RunId } from "@/domain/run/run";
import type { KeptCheckpoint } from "@/storage/kept-row";
import type { SoundState } from "@/worker/worker-signals";
import type { CommandContext } from "./command-context";
import type { DataCommands } from "./data-commands";
import type { Keeping } from "./keeping/keeping";
import type { Stores } from "./stores";

/** Commands about what is kept in the browser. */
export interface KeepingCommands {
  /**
   * Takes in what is kept; brings the page back where `isWelcome` says so of the address that it was kept under, and
   * nobody has touched the page yet. Tells whether data came.
   */
  openKept(isWelcome: (address: string) => boolean): Promise<boolean>;
  /** Begins to save; `isTouched` tells that what is on the page is worth it already. */
  followKept(isTouched: boolean): Promise<void>;
  /** Saves at once what is not saved yet. */
  flushKept(): Promise<void>;
  /** Gives a run of an earlier visit its series and samples; true once it has them. */
  fetchRun(id: RunId): Promise<boolean>;
}

/** The kept weights of runs. */
export interface KeptRuns {
  noteCopy(copy: SoundState): void;
  /** Gives a run of an earlier visit its series and samples; true once it has them. */
  fetch(id: RunId): Promise<boolean>;
  /** Saves at once what is not saved yet. */
  flush(): Promise<void>;
  /** Gives the newest or the best weights of a run as a weights file, null where none are kept. */
  fileOf(id: RunId, kind: SoundState["kind"]): Promise<File | null>;
  /** Lists the checkpoints of a run that are kept. */
  checkpointsOf(id: RunId): Promise<readonly KeptCheckpoint[]>;
  /** Gives one of them by the name of its file, as a weights file; null where it is gone. */
  checkpointFile(id: RunId, file: string): Promise<File | null>;
  /** Hands the newest kept weights of a run to the worker; tells what keeps it from that: noModel where none are kept. */
  giveWeights(id: RunId): Promise<Result<null>>;
  /**
   * Has the newest weights of a run in the worker: those that it holds, or else those that are kept, which may be older
   * than a run that still lives there. Fails as giveWeights does.
   */
  haveWeights(id: RunId): Promise<Result<null>>;
  /**
   * Asks for something of a run's weights: of those that the worker has, or else, once more, of those that are kept. Fails as
   * `ask` does, or giveWeights.
   */
  withWeights<T>(id: RunId, ask: () => Promise<Result<T>>): Promise<Result<T>>;
  /** Asks whatever keeps, once it is there; gives `otherwise` where nothing does. */
  ask<T>(ask: (keeping: Keeping) => Promise<T>, otherwise: T): Promise<T>;
}

/** Creates the commands; the code is fetched when one of them is first called. */
export function createKeepingCommands(
  context: CommandContext,
  data: Pick<DataCommands, "loadData" | "loadBundled">,
): { readonly commands: KeepingCommands; readonly kept: KeptRuns } {
  const { stores, client } = context;
  let opened: Promise<Keeping | null> | null = null;
  let newest: SoundState | null = null;

  function keeping(): Promise<Keeping | null> {
    opened ??= context.openKeeping(data).catch((thrown: unknown) => {
      const failure = { code: "storageFailed", detail: String(thrown) } as const;
      if (stores.kept.getState().note({ type: "failed", failure })) stores.notices.getState().notify("storageRefused");
      return null;
    });
    return opened;
  }

  async function whenOpen<T>(ask: (keeping: Keeping) => Promise<T>, otherwise: T): Promise<T> {
    const open = await opened;
    return open ? ask(open) : otherwise;
  }

  const fetch = (id: RunId) => whenOpen((open) => open.fetch(id), true);
  const flush = () => whenOpen((open) => open.flush(), undefined);
  const giveWeights = (id: RunId) => whenOpen((open) => open.giveWeights(id), failure({ code: "noModel" } as const));
  return {
    commands: {
      openKept: async (isWelcome) => {
        const isLeftAlone = leftAlone(stores);
        const open = await keeping();
        return open?.open((address) => isWelcome(address) && isLeftAlone()) ?? false;
      },
      followKept: async (isTouched) => {
        const open = await keeping();
        if (open !== null && newest !== null) open.noteCopy(newest);
        open?.follow(isTouched);
      },
      flushKept: flush,
      fetchRun: fetch,
    },
    kept: {
      fetch,
      flush,
      noteCopy: (copy) => {
        newest = copy;
        void whenOpen(async (open) => open.noteCopy(copy), undefined);
      },
      fileOf: (id, kind) => whenOpen((open) => open.fileOf(id, kind), null),
      checkpointsOf: (id) => whenOpen((open) => open.checkpointsOf(id), []),
      checkpointFile: (id, file) => whenOpen((open) => open.checkpointFile(id, file), null),
      ask: async (ask, otherwise) => {
        const open = await keeping();
        return open === null ? otherwise : ask(open);
      },
      giveWeights,
      haveWeights: async (id) => {
        const held = await client.holdsRun(id);
        return held.ok && held.value ? success(null) : giveWeights(id);
      },
      withWeights: async (id, ask) => {
        const asked = await ask();
        if (asked.ok || asked.error.code !== "noModel") return asked;
        const given = await giveWeights(id);
        return given.ok ? ask() : given;
      },
    },
  };
}

/** Gives what tells later whether the user has left the page as it is now. */
function leftAlone({ settings, data, runs }: Stores): () => boolean {
  const { wished } = settings.getState();
  const { origin } = data.getState();
  return () => {
    const { origin: now, loading } = data.getState();
    const { open, isWaiting } = runs.getState();
    return settings.getState().wished === wished && now === origin && loading === null && open === null && !isWaiting;
  };
}
