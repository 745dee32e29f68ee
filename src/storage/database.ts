// The one IndexedDB of the page: rows of what is kept and, where there is no private file system, its files.
// DO NOT CHANGE the names or what they hold without raising DATABASE_VERSION and a case in `upgrade`.
import { type DBSchema, type IDBPDatabase, type IDBPObjectStore, openDB } from "idb";

interface CurioDatabase extends DBSchema {
  records: { key: string; value: unknown };
  files: { key: string; value: Uint8Array<ArrayBuffer> };
}

type StoreName = "records" | "files";

/** An object store inside a transaction that may write. */
export type WritableStore<Name extends StoreName> = IDBPObjectStore<CurioDatabase, [Name], Name, "readwrite">;

const DATABASE_VERSION = 1;

/** A connection that opens itself again after the browser or a newer tab has closed it. */
export class Database {
  readonly #name: string;
  #open: Promise<IDBPDatabase<CurioDatabase>> | null = null;

  constructor(name: string) {
    this.#name = name;
  }

  /** Opens the database. @throws what the browser throws where it refuses. */
  async open(): Promise<IDBPDatabase<CurioDatabase>> {
    this.#open ??= openDB<CurioDatabase>(this.#name, DATABASE_VERSION, {
      upgrade(database, from) {
        if (from < 1) {
          database.createObjectStore("records");
          database.createObjectStore("files");
        }
      },
      // A newer version of the page waits in another tab; it must not wait for ever.
      blocking: () => this.close(),
      terminated: () => {
        this.#open = null;
      },
    });
    try {
      return await this.#open;
    } catch (thrown) {
      this.#open = null;
      throw thrown;
    }
  }

  /** Runs work in one transaction that is on the disk once this resolves, or has changed nothing. */
  async write<T, Name extends StoreName>(name: Name, work: (store: WritableStore<Name>) => Promise<T>): Promise<T> {
    const database = await this.open();
    const transaction = database.transaction(name, "readwrite", { durability: "strict" });
    const worked = work(transaction.store).catch((thrown: unknown) => {
      abort(transaction);
      throw thrown;
    });
    const [value] = await Promise.all([worked, transaction.done]);
    return value;
  }

  /** Closes the connection; the next use opens it again. */
  close(): void {
    void this.#open?.then(
      (database) => database.close(),
      () => undefined,
    );
    this.#open = null;
  }
}

function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch {
    // A failed request has aborted it already.
  }
}
