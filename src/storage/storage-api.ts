// What crosses between the page and the storage worker, written once.
import type { OpenedStore } from "./open-store";
import type { StorageSpace } from "./storage-space";
import type { Store } from "./store";

/** The store's methods that the page may call. */
export const STORE_METHODS = [
  "claim",
  "release",
  "save",
  "load",
  "loadCheckpoint",
  "list",
  "remove",
  "clear",
  "evict",
  "sweep",
] as const satisfies readonly (keyof Store)[];

/** The store's calls. */
export type StoreCalls = Pick<Store, (typeof STORE_METHODS)[number]>;

/** The storage worker's calls. */
export interface StorageApi extends StoreCalls {
  /** Tells where things are kept, and why in memory alone. */
  where(): Promise<Omit<OpenedStore, "store">>;
  space(): Promise<StorageSpace>;
}

type Calls = Record<string, (...values: unknown[]) => Promise<unknown>>;

/** Makes the store's calls out of one function that makes any of them. */
export function storeCallsBy(make: (method: keyof StoreCalls, values: unknown[]) => Promise<unknown>): StoreCalls {
  const calls: Calls = {};
  for (const method of STORE_METHODS) calls[method] = (...values) => make(method, values);
  return calls as unknown as StoreCalls;
}

/** Calls a method of the store by its name. */
export function callStore(store: StoreCalls, method: keyof StoreCalls, values: unknown[]): Promise<unknown> {
  return (store as unknown as Calls)[method]!(...values);
}
