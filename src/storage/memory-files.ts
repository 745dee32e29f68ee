// Files that live as long as the page, where the browser keeps nothing.
import type { BlobFiles } from "./blob-files";

/** Creates an empty folder in memory. */
export function createMemoryFiles(): BlobFiles {
  const files = new Map<string, Blob>();
  return {
    place: "memory",
    async write(name, pieces) {
      files.set(name, new Blob([...pieces]));
    },
    async read(name) {
      const file = files.get(name);
      return file === undefined ? null : new Uint8Array(await file.arrayBuffer());
    },
    async delete(name) {
      files.delete(name);
    },
    async list() {
      return [...files.keys()];
    },
  };
}
