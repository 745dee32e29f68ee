// Web Locks between tabs of one test: shared and exclusive, taken if available or waited for.
import type { ModelLocks } from "@/storage/model-files";

interface Held {
  readonly mode: "exclusive" | "shared";
  readonly over: Promise<unknown>;
}

/** Creates a browser's locks, to be shared by its tabs. */
export function createFakeLocks(): ModelLocks {
  const held = new Map<string, Set<Held>>();
  return {
    query: async () => ({ held: [...held].flatMap(([name, holders]) => [...holders].map(() => ({ name }))) }),
    async request(name, { mode = "exclusive", ifAvailable = false }, work) {
      const holders = held.get(name) ?? new Set<Held>();
      held.set(name, holders);
      const isFree = () => [...holders].every((holder) => mode === "shared" && holder.mode === "shared");
      if (ifAvailable && !isFree()) return work(null);
      while (!isFree()) await Promise.race([...holders].map(({ over }) => over));
      let end = () => {};
      const holder: Held = {
        mode,
        over: new Promise<void>((resolve) => {
          end = resolve;
        }),
      };
      holders.add(holder);
      try {
        return await work({ name });
      } finally {
        holders.delete(holder);
        end();
      }
    },
  };
}
