// A CacheStorage in memory, with the few calls that the service worker makes.

/** Caches by name, oldest first; each holds answers by address. */
export type FakeCaches = Map<string, Map<string, Response>>;

/** Gives the maps the face of a CacheStorage. */
export function asCacheStorage(caches: FakeCaches): Pick<CacheStorage, "open" | "keys" | "delete"> {
  return {
    keys: async () => [...caches.keys()],
    delete: async (name) => caches.delete(name),
    open: async (name) => {
      const entries = caches.get(name) ?? new Map<string, Response>();
      caches.set(name, entries);
      return {
        match: async (address: string) => entries.get(address)?.clone(),
        put: async (address: string, response: Response) => void entries.set(address, response),
      } as unknown as Cache;
    },
  };
}
