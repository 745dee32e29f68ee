// Rows in IndexedDB.
import type { Database } from "./database";
import type { RowStore } from "./row-store";

/** Gives the rows that lie in the database. */
export function createIndexedRows(database: Database): RowStore {
  return {
    async read(id) {
      return (await database.open()).get("records", id);
    },
    async readAll() {
      const { store } = (await database.open()).transaction("records");
      return rowsOf(await Promise.all([store.getAllKeys(), store.getAll()]));
    },
    async change(id, next) {
      await database.write("records", async (store) => store.put(next(await store.get(id)), id));
    },
    async removeWhere(choose) {
      await database.write("records", async (store) => {
        const rows = rowsOf(await Promise.all([store.getAllKeys(), store.getAll()]));
        // Each deletion is a promise of its own, so that one that throws leaves none of the others unheard.
        await Promise.all(choose(rows).map(async (id) => store.delete(id)));
      });
    },
  };
}

function rowsOf([keys, rows]: readonly [readonly string[], readonly unknown[]]): ReadonlyMap<string, unknown> {
  return new Map(keys.map((key, index) => [key, rows[index]]));
}
