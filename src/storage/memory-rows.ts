// Rows that live as long as the page, where the browser keeps nothing.
import type { RowStore } from "./row-store";

/** Creates an empty table in memory. */
export function createMemoryRows(): RowStore {
  const rows = new Map<string, unknown>();
  return {
    async read(id) {
      return structuredClone(rows.get(id));
    },
    async readAll() {
      return structuredClone(rows);
    },
    async change(id, next) {
      rows.set(id, structuredClone(next(structuredClone(rows.get(id)))));
    },
    async removeWhere(choose) {
      for (const id of choose(structuredClone(rows))) rows.delete(id);
    },
  };
}
