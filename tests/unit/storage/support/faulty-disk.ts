// A disk that fails where it is told to: folders of the private file system and rows over one counter of operations.
import { createMemoryRows } from "@/storage/memory-rows";
import type { OpfsFile, OpfsFolder, SyncHandle } from "@/storage/opfs-files";
import type { RowStore } from "@/storage/row-store";

/** How an operation fails. */
export type Fault =
  /** The process dies before it. */
  | "kill"
  /** The process dies in it: a write is half done, anything else done and not told. */
  | "kill within"
  /** The computer dies in it: what was not flushed is torn. */
  | "power loss"
  /** A write takes half of its bytes and says so; life goes on. */
  | "short write"
  /** A write loses half of its bytes and says that all is well; life goes on. */
  | "lying write"
  /** It throws for lack of room and has done nothing; life goes on. */
  | "refused"
  /** It throws though it was done; life goes on. */
  | "done and thrown";

export const FAULTS: readonly Fault[] = [
  "kill",
  "kill within",
  "power loss",
  "short write",
  "lying write",
  "refused",
  "done and thrown",
];

type Bytes = Uint8Array<ArrayBuffer>;

/** What survives a death, and what counts and breaks operations until then. */
export class FaultyDisk {
  readonly #files = new Map<string, Bytes>();
  /** What the files hold on the platter. */
  readonly #flushed = new Map<string, Bytes>();
  readonly #rows = createMemoryRows();
  /** The operations since the fault was planned: true for those that write bytes. */
  readonly operations: boolean[] = [];
  dead = false;
  /** Bytes that all files together may take. */
  quota = Number.POSITIVE_INFINITY;
  #fault: { at: number; kind: Fault } | null = null;

  /** Lets an operation fail, counted from now on. */
  plan(at: number, kind: Fault): void {
    this.operations.length = 0;
    this.#fault = { at, kind };
  }

  /** Starts the computer or the page again, without faults. */
  restart(): void {
    if (this.#fault?.kind === "power loss" && this.dead) {
      for (const [name, bytes] of this.#files) {
        const flushed = this.#flushed.get(name);
        if (flushed !== bytes) this.#files.set(name, bytes.slice(0, bytes.length >> 1));
      }
    }
    this.dead = false;
    this.#fault = null;
  }

  /** Flips a bit in a file. */
  damage(name: string, at: number): void {
    const bytes = this.#files.get(name)!.slice();
    bytes[at] ^= 1;
    this.#files.set(name, bytes);
  }

  /** Gives the names of files, to look at or to damage. */
  names(): readonly string[] {
    return [...this.#files.keys()].sort();
  }

  /** Lets a file hold what another holds. */
  copy(from: string, to: string): void {
    this.#files.set(to, this.#files.get(from)!);
  }

  erase(name: string): void {
    this.#files.delete(name);
  }

  get bytes(): number {
    return [...this.#files.values()].reduce((sum, { length }) => sum + length, 0);
  }

  readonly folder: OpfsFolder = {
    getFileHandle: async (name, options) => {
      this.#do(() => {
        if (this.#files.has(name)) return;
        if (options?.create !== true) throw new DOMException(name, "NotFoundError");
        this.#files.set(name, new Uint8Array(0));
      });
      return this.#file(name);
    },
    removeEntry: async (name) =>
      this.#do(() => {
        if (!this.#files.delete(name)) throw new DOMException(name, "NotFoundError");
      }),
    keys: () => each(this.#do(() => this.names())),
  };

  readonly rows: RowStore = {
    read: async (id) => this.#do(() => this.#rows.read(id)),
    readAll: async () => this.#do(() => this.#rows.readAll()),
    change: async (id, next) => this.#do(() => this.#rows.change(id, next)),
    removeWhere: async (choose) => this.#do(() => this.#rows.removeWhere(choose)),
  };

  #file(name: string): OpfsFile {
    return {
      getFile: async () => this.#do(() => ({ arrayBuffer: async () => this.#read(name).slice().buffer })),
      createSyncAccessHandle: async () => this.#do(() => this.#handle(name)),
    };
  }

  #handle(name: string): SyncHandle {
    const put = (piece: Bytes, at: number) => {
      const old = this.#read(name);
      const bytes = new Uint8Array(Math.max(old.length, at + piece.length));
      bytes.set(old);
      bytes.set(piece, at);
      this.#files.set(name, bytes);
    };
    return {
      truncate: (bytes) => this.#do(() => void this.#files.set(name, this.#read(name).slice(0, bytes))),
      write: (piece, { at }) => {
        const room = Math.max(0, this.quota - this.bytes - Math.max(0, at - this.#read(name).length));
        const half = piece.subarray(0, piece.length >> 1);
        return this.#do(
          () => {
            const taken = piece.subarray(0, Math.min(piece.length, room));
            put(taken, at);
            // Chromium gives -8 as an unsigned number over quota.
            return taken.length === piece.length ? taken.length : 4294967288;
          },
          () => {
            put(half, at);
            return half.length;
          },
          () => {
            put(half, at);
            return piece.length;
          },
        );
      },
      flush: () => this.#do(() => void this.#flushed.set(name, this.#read(name))),
      close: () => undefined,
    };
  }

  #read(name: string): Bytes {
    return this.#files.get(name) ?? new Uint8Array(0);
  }

  /** Counts an operation and lets it fail if it is its turn. `half` and `lie` are what a write does then. */
  #do<T>(whole: () => T, half = whole, lie = whole): T {
    if (this.dead) throw new Error("the process is dead");
    if (this.#fault === null) return whole();
    if (this.operations.push(half !== whole) !== this.#fault.at) return whole();
    switch (this.#fault.kind) {
      case "kill":
        return this.#die();
      case "kill within":
      case "power loss":
        half();
        return this.#die();
      case "short write":
        return half();
      case "lying write":
        return lie();
      case "refused":
        throw new DOMException("no room", "QuotaExceededError");
      case "done and thrown":
        whole();
        throw new DOMException("done nevertheless", "UnknownError");
    }
  }

  #die(): never {
    this.dead = true;
    throw new Error("killed");
  }
}

async function* each(names: readonly string[]): AsyncIterable<string> {
  yield* names;
}
