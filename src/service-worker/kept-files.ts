// Keeps the files of one build in a cache and finds them there. Nothing else is ever written: a file
// is asked for by the build's list and stored only when it is, byte for byte, what the build made.
import { addressOf, type BuiltPage, PAGE_FILE } from "./built-page";

/** Where the files are kept, and how they are asked for. */
export interface FileStore {
  readonly caches: Pick<CacheStorage, "open" | "keys" | "delete">;
  readonly fetch: (address: string, init: RequestInit) => Promise<Response>;
}

/** The files of one build, at hand without a network. */
export interface KeptFiles {
  /** Stores what is missing, then forgets older builds; fails when a file is not this build's. */
  keep(): Promise<void>;
  /** Gives a kept file, of an older build while this one is not yet kept; undefined where there is none. */
  find(file: string): Promise<Response | undefined>;
}

/** Creates the keeper of the files of the page in `home`. */
export function createKeptFiles({ caches, fetch }: FileStore, home: URL, { version, files }: BuiltPage): KeptFiles {
  // Several copies of the page may share one origin. Names hold no space after the address.
  const prefix = `curio ${home.pathname} `;
  const name = prefix + version;

  async function store(cache: Cache, file: string): Promise<void> {
    const address = addressOf(file, home);
    if ((await cache.match(address)) !== undefined) return;
    const response = await fetch(address, { integrity: files[file] ?? "", cache: "no-cache" });
    if (!response.ok) throw new Error(`keep: expected ${file}, got status ${response.status}`);
    await cache.put(address, response);
  }

  async function keep(): Promise<void> {
    const cache = await caches.open(name);
    await Promise.all(Object.keys(files).map((file) => (file === PAGE_FILE ? undefined : store(cache, file))));
    // The page comes last, so that a kept page finds all that it needs.
    await store(cache, PAGE_FILE);
    const old = (await caches.keys()).filter((other) => other.startsWith(prefix) && other !== name);
    await Promise.all(old.map((other) => caches.delete(other)));
  }

  async function find(file: string): Promise<Response | undefined> {
    for (const each of await caches.keys()) {
      if (!each.startsWith(prefix)) continue;
      const cache = await caches.open(each);
      const response = await cache.match(addressOf(file, home), { ignoreVary: true });
      if (response !== undefined) return response;
    }
    return undefined;
  }

  return { keep, find };
}
