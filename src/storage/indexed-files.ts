// Files as values of IndexedDB, for browsers that refuse the private file system (a private window of Firefox).
import type { BlobFiles } from "./blob-files";
import type { Database } from "./database";

/** Gives the files that lie in the database. */
export function createIndexedFiles(database: Database): BlobFiles {
  return {
    place: "indexed",
    async write(name, pieces) {
      const bytes = new Uint8Array(await new Blob([...pieces]).arrayBuffer());
      await database.write("files", (store) => store.put(bytes, name));
    },
    async read(name) {
      return (await (await database.open()).get("files", name)) ?? null;
    },
    async delete(name) {
      await database.write("files", (store) => store.delete(name));
    },
    async list() {
      return (await database.open()).getAllKeys("files");
    },
  };
}
