// A private file system in memory.

/** A folder; `begun` gets the names of files whose writing was begun. */
export class FakeFolder {
  readonly kind = "directory";
  readonly children = new Map<string, FakeFolder | FakeFile>();
  readonly begun: string[];

  constructor(begun: string[] = []) {
    this.begun = begun;
  }

  async getDirectoryHandle(name: string, { create = false } = {}): Promise<FakeFolder> {
    if (create && !this.children.has(name)) this.children.set(name, new FakeFolder(this.begun));
    return this.#child(name) as FakeFolder;
  }

  async getFileHandle(name: string, { create = false } = {}): Promise<FakeFile> {
    if (create && !this.children.has(name)) this.children.set(name, new FakeFile(name, this));
    return this.#child(name) as FakeFile;
  }

  async removeEntry(name: string): Promise<void> {
    this.#child(name);
    this.children.delete(name);
  }

  async *keys() {
    yield* this.children.keys();
  }

  async *entries() {
    yield* this.children;
  }

  async *values() {
    yield* this.children.values();
  }

  #child(name: string): FakeFolder | FakeFile {
    const child = this.children.get(name);
    if (child === undefined) throw new Error(`NotFoundError: ${name}`);
    return child;
  }
}

class FakeFile {
  readonly kind = "file";
  readonly name: string;
  readonly folder: FakeFolder;
  content = new Blob();

  constructor(name: string, folder: FakeFolder) {
    this.name = name;
    this.folder = folder;
  }

  async getFile(): Promise<File> {
    return new File([this.content], this.name);
  }

  /** As a worker writes, at once. */
  async createSyncAccessHandle() {
    return {
      write: (piece: Uint8Array, { at }: { at: number }) => {
        this.content = new Blob([this.content.slice(0, at), piece.slice() as Uint8Array<ArrayBuffer>]);
        return piece.length;
      },
      close: () => undefined,
    };
  }

  async createWritable(): Promise<WritableStream<Uint8Array<ArrayBuffer>>> {
    this.folder.begun.push(this.name);
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    return new WritableStream({
      write: async (piece) => {
        await new Promise((resolve) => setTimeout(resolve, 1));
        pieces.push(piece);
      },
      close: () => {
        if (this.folder.children.get(this.name) !== this) throw new Error("NotFoundError: gone while it was written");
        this.content = new Blob(pieces);
      },
    });
  }
}
