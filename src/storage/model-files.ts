// The files of models that came from elsewhere, kept as they came in the origin's private file system, a folder a model.
// They are given back as files on disk, of which a part is read at a time; half a gigabyte is never in memory. A tab that
// saved a model, or uses it, holds it by a shared lock: another tab, which cannot know yet which runs need it, does not
// sweep it away.

import type { LockRequests } from "./store-locks";

/** A file with the path that it came by. */
export interface ModelFile {
  readonly path: string;
  readonly file: File;
}

const ROOT = "models";
/** Written last: lists what a folder holds, so that one whose writing was cut is told from a whole one. */
const LIST = "list.json";

interface Listed {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
}

/** The shared lock of a model, from the moment it is asked for. */
interface Hold {
  /** Rejects where there is none to be had, or it was let go of before it came. */
  readonly granted: Promise<void>;
  release(): void;
  /** Settles once it is given back. */
  readonly over: Promise<unknown>;
}

/** What this tab holds, by its key. */
const held = new Map<string, Hold>();

/** The part of LockManager that is used. */
export interface ModelLocks extends LockRequests {
  query(): Promise<{ readonly held?: readonly { readonly name?: string }[] }>;
}

const locks = (): ModelLocks => navigator.locks;
const lockOf = (key: string) => `curio-model-${key}`;

/**
 * Keeps the files of a model in the place of what was kept under the key, and holds them until they are removed or the tab
 * is closed; rejects where there is no room for them. Of tabs that keep the same files at once one writes them.
 */
export async function saveModelFiles(key: string, files: readonly ModelFile[]): Promise<void> {
  const root = await rootFolder(true);
  await holdModelFiles(key);
  await locks().request(`${lockOf(key)}-writing`, {}, async () => {
    const kept = await loadModelFiles(key);
    if (kept === null || !areAlike(kept, files)) await writeFolder(root, key, files);
  });
}

async function writeFolder(root: FileSystemDirectoryHandle, key: string, files: readonly ModelFile[]): Promise<void> {
  await removeFolder(key);
  try {
    const folder = await root.getDirectoryHandle(key, { create: true });
    const list: Listed[] = [];
    for (const [index, { path, file }] of files.entries()) {
      const name = String(index);
      await write(folder, name, file);
      list.push({ path, name, bytes: file.size });
    }
    await write(folder, LIST, new Blob([JSON.stringify(list)]));
  } catch (thrown) {
    await removeFolder(key);
    throw thrown;
  }
}

function areAlike(kept: readonly ModelFile[], files: readonly ModelFile[]): boolean {
  const isAlike = ({ path, file }: ModelFile, index: number) =>
    lastName(kept[index]?.path) === lastName(path) && kept[index]?.file.size === file.size;
  return kept.length === files.length && files.every(isAlike);
}

/** Tells whether another tab holds the files of a model. */
export async function isHeldElsewhere(key: string): Promise<boolean> {
  try {
    const { held: all = [] } = await locks().query();
    const count = all.filter(({ name }) => name === lockOf(key)).length;
    return count > (held.has(key) ? 1 : 0);
  } catch {
    return false;
  }
}

/** The folders of a path may be others when the same files come again. */
function lastName(path: string | undefined): string | undefined {
  return path?.split("/").at(-1);
}

/** Takes the shared lock of a model, once; rejects where there is none to be had. */
export function holdModelFiles(key: string): Promise<void> {
  const own = held.get(key) ?? askForLock(key);
  held.set(key, own);
  own.granted.catch(() => {
    if (held.get(key) === own) held.delete(key);
  });
  return own.granted;
}

function askForLock(key: string): Hold {
  let isReleased = false;
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = () => {
      isReleased = true;
      resolve();
    };
  });
  let over: Promise<unknown> = released;
  const granted = new Promise<void>((resolve, reject) => {
    over = locks().request(lockOf(key), { mode: "shared" }, () => {
      if (isReleased) reject(new Error("let go of before it was held"));
      else resolve();
      return released;
    });
    over.catch(reject);
  });
  return { granted, release, over };
}

/** Gives the files that are kept under a key; null where they are not, or not whole. */
export async function loadModelFiles(key: string): Promise<readonly ModelFile[] | null> {
  try {
    const root = await rootFolder(false);
    const folder = await root.getDirectoryHandle(key);
    const list = JSON.parse(await (await read(folder, LIST)).text()) as readonly Listed[];
    const files: ModelFile[] = [];
    for (const { path, name, bytes } of list) {
      const kept = await read(folder, name);
      if (kept.size !== bytes) return null;
      files.push({ path, file: new File([kept], lastName(path) as string) });
    }
    return files;
  } catch {
    return null;
  }
}

/** The files of a model that are kept. */
export interface ModelFolder {
  readonly key: string;
  readonly bytes: number;
}

/** Lists the models whose files are kept, those whose writing was cut among them. */
export async function listModelFiles(): Promise<readonly ModelFolder[]> {
  try {
    const folders: ModelFolder[] = [];
    for await (const [key, folder] of (await rootFolder(false)).entries()) {
      if (folder.kind === "directory") folders.push({ key, bytes: await bytesIn(folder) });
    }
    return folders;
  } catch {
    // Nothing was ever kept, or this browser keeps no files.
    return [];
  }
}

async function bytesIn(folder: FileSystemDirectoryHandle): Promise<number> {
  let bytes = 0;
  for await (const file of folder.values()) if (file.kind === "file") bytes += (await file.getFile()).size;
  return bytes;
}

/** Lets go of what is kept under a key, unless another tab holds it; does nothing where there is nothing. */
export async function removeModelFiles(key: string): Promise<void> {
  const own = held.get(key);
  held.delete(key);
  own?.release();
  try {
    await own?.over;
    await locks().request(lockOf(key), { ifAvailable: true }, async (lock) => {
      if (lock !== null) await removeFolder(key);
    });
  } catch {
    // Where there are no locks there are no files either.
  }
}

async function removeFolder(key: string): Promise<void> {
  try {
    await (await rootFolder(false)).removeEntry(key, { recursive: true });
  } catch {
    // What is not there need not go.
  }
}

async function rootFolder(create: boolean): Promise<FileSystemDirectoryHandle> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle(ROOT, { create });
}

async function read(folder: FileSystemDirectoryHandle, name: string): Promise<File> {
  return (await folder.getFileHandle(name)).getFile();
}

async function write(folder: FileSystemDirectoryHandle, name: string, content: Blob): Promise<void> {
  const stream = await (await folder.getFileHandle(name, { create: true })).createWritable();
  await content.stream().pipeTo(stream);
}
