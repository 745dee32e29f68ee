// What keeping stands on. Effects of the browser come in from outside, so that tests need none.
import type { StoreApi } from "zustand/vanilla";
import type { Run } from "@/domain/run/run";
import type { StorageApi } from "@/storage/storage-api";
import type { BaseAccess } from "../base-access";
import type { CommandContext } from "../command-context";
import type { DataCommands } from "../data-commands";
import type { QueueState } from "../run-queue-store";
import type { ModelShelf } from "./kept-models";

/** A run that may be lost before it is in the store. */
export type BegunRun = Pick<Run, "id" | "name">;

/** Stores, both workers and effects. */
export interface KeepingContext extends Pick<CommandContext, "stores" | "client" | "now" | "drawId"> {
  readonly storage: StorageApi;
  readonly models: ModelShelf;
  readonly queue: StoreApi<QueueState>;
  readonly bases: Pick<BaseAccess, "holdBase" | "withOrigin">;
  readonly data: Pick<DataCommands, "loadData" | "loadBundled">;
  /** Milliseconds since 1970. */
  today(): number;
  /** Calls back after milliseconds; gives what calls it off. */
  after(milliseconds: number, work: () => void): () => void;
  /** Asks the browser not to clear what is kept by itself. */
  persist(): void;
  /** Notes beside the store whether anything is kept, so that a first visit need not wait for it. */
  remember(isKept: boolean): void;
  /** The run that had begun before the page was loaded anew, without being in the store yet; null for none. */
  readonly begunBefore: BegunRun | null;
  /** Notes beside the store, at once, a run that has begun and is not in it yet; null for none. */
  noteBegun(run: BegunRun | null): void;
  /** The query of the page's address. */
  readonly address: string;
}
