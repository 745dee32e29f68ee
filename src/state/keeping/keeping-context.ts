// What keeping stands on. Effects of the browser come in from outside, so that tests need none.
import type { StoreApi } from "zustand/vanilla";
import type { Run } from "@/domain/run/run";
import type { StorageApi } from "@/storage/storage-api";
import type { BaseAccess } from "../base-access";
import type { CommandContext } from "../command-context";
import type { DataCommands } from "../data-commands";
import type { QueueState } from "../run-queue-store";
import type { ModelShelf } from "./kept-models";

/** A run as a tab left it, at a step that the store may know nothing of. */
export interface LeftRun extends Pick<Run, "id" | "name"> {
  /** Steps that the page had shown; 0 where nobody noted them. */
  readonly step: number;
}

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
  /** The run that was noted beside the store before the page was loaded anew; null for none. */
  readonly leftBefore: LeftRun | null;
  /** Notes beside the store, at once, a run of which it may not know enough; null for none. */
  noteLeft(run: LeftRun | null): void;
  /** The query of the page's address. */
  readonly address: string;
}
