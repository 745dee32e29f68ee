// Rows by id, changed in transactions: the little that the store asks of a database. Rows are raw here; see kept-row.

/** A table of rows. Every method throws what the browser throws. */
export interface RowStore {
  read(id: string): Promise<unknown>;
  readAll(): Promise<ReadonlyMap<string, unknown>>;
  /** Reads a row (undefined when there is none) and puts what `next` makes of it, in one transaction. */
  change(id: string, next: (row: unknown) => unknown): Promise<void>;
  /** Deletes the rows that `choose` names after it has seen all, in one transaction. */
  removeWhere(choose: (rows: ReadonlyMap<string, unknown>) => readonly string[]): Promise<void>;
}
