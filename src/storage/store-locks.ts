// Who writes what, among the tabs of the page: each record is written by the tab that holds its lock, and files are
// swept only while no tab saves. By Web Locks, which the browser gives back when a tab or worker dies.

/** Locks as one tab holds them. */
export interface StoreLocks {
  holds(id: string): boolean;
  /** Takes a record's lock unless another tab has it; tells whether it is held now. */
  claim(id: string): Promise<boolean>;
  release(id: string): void;
  /** Runs work while no tab sweeps. */
  whileSaving<T>(work: () => Promise<T>): Promise<T>;
  /** Runs work while no tab saves; gives null at once when one does. */
  whileAlone<T>(work: () => Promise<T>): Promise<T | null>;
}

/** The part of LockManager that is used. */
export interface LockRequests {
  request<T>(
    name: string,
    options: { mode?: "exclusive" | "shared"; ifAvailable?: boolean },
    work: (lock: unknown) => Promise<T> | T,
  ): Promise<T>;
}

// Without Web Locks (an address without https) there is no telling of other tabs, and this one writes.
const unlocked: LockRequests = { request: async (_name, _options, work) => work(true) };

/** Gives this tab's locks. */
export function createStoreLocks(requests: LockRequests = unlocked, prefix = "curio"): StoreLocks {
  const releases = new Map<string, () => void>();
  const saving = `${prefix}-saving`;
  return {
    holds: (id) => releases.has(id),
    claim(id) {
      if (releases.has(id)) return Promise.resolve(true);
      return new Promise((resolve, reject) => {
        const request = requests.request(`${prefix}-record-${id}`, { ifAvailable: true }, (lock) => {
          if (lock === null) return resolve(false);
          // Held until this promise settles.
          return new Promise<void>((release) => {
            releases.set(id, release);
            resolve(true);
          });
        });
        request.catch(reject);
      });
    },
    release(id) {
      releases.get(id)?.();
      releases.delete(id);
    },
    whileSaving: (work) => requests.request(saving, { mode: "shared" }, work),
    whileAlone: (work) =>
      requests.request(saving, { mode: "exclusive", ifAvailable: true }, (lock) => (lock === null ? null : work())),
  };
}
