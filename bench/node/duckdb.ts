// DuckDB as WebAssembly on this thread, to read the same tables as ours.
import { createRequire } from "node:module";
import * as duckdb from "@duckdb/duckdb-wasm/blocking";

/** Asks one question in SQL; rows come as plain objects. */
export type Query = (sql: string) => readonly Record<string, unknown>[];

/** A database in memory that knows files under the names that `register` gives them. */
export interface DuckDb {
  readonly query: Query;
  readonly register: (name: string, bytes: Uint8Array) => void;
}

/** Opens an empty database. */
export async function openDuckDb(): Promise<DuckDb> {
  const { resolve } = createRequire(import.meta.url);
  const bundle = (kind: string) => ({
    mainModule: resolve(`@duckdb/duckdb-wasm/dist/duckdb-${kind}.wasm`),
    mainWorker: "",
  });
  const database = await duckdb.createDuckDB(
    { mvp: bundle("mvp"), eh: bundle("eh") },
    new duckdb.VoidLogger(),
    duckdb.NODE_RUNTIME,
  );
  await database.instantiate(() => {});
  const connection = database.connect();
  return {
    query: (sql) => [...connection.query(sql)].map((row) => row.toJSON()),
    register: (name, bytes) => database.registerFileBuffer(name, bytes),
  };
}
