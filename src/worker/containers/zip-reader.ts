// Zip archives, and the documents that are zips. The platform inflates beside the worker, so nothing here blocks it.
import {
  BlobReader,
  ERR_ENCRYPTED,
  ERR_SPLIT_ZIP_FILE,
  type FileEntry,
  ZipReader,
} from "@zip.js/zip.js/lib/zip-core-custom.js";
import type { LeftOut } from "@/domain/container/container-facts";
import { isContainerKind, zippedKind } from "@/domain/container/container-kind";
import { compareNames, isJunk } from "@/domain/container/member-names";
import { chunksOf } from "./byte-streams";
import { type ContainerReader, ContainerRefused, type Contents, type Member } from "./container-reader";
import { documentReaders } from "./document-readers";
import type { ZipFiles } from "./zip-files";

const MOST_FILES = 10_000;
const STORED = 0;
const DEFLATED = 8;

/** Opens a zip: its files in the order of their names, or what the document is that it turns out to be. */
export const readZip: ContainerReader = async (blob, name, watch) => {
  const entries = await listFiles(blob);
  const files: ZipFiles = new Map(
    entries.map((entry) => [entry.filename, { bytes: entry.uncompressedSize, open: () => contentOf(entry) }]),
  );
  const kind = zippedKind(new Set(files.keys()), await mimeTypeOf(files));
  if (!isContainerKind(kind)) throw new ContainerRefused(kind);
  const reader = documentReaders.get(kind);
  return reader === undefined ? archive(entries) : (await reader())(files, name, watch);
};

async function listFiles(blob: Blob): Promise<readonly FileEntry[]> {
  try {
    const reader = new ZipReader(new BlobReader(blob), { useWebWorkers: false, useCompressionStream: true });
    const entries = await reader.getEntries();
    if (entries.length > MOST_FILES) throw new ContainerRefused("tooLarge");
    return entries.filter((entry): entry is FileEntry => !entry.directory);
  } catch (error) {
    if (error instanceof Error && error.message === ERR_SPLIT_ZIP_FILE) throw new ContainerRefused("otherPacking");
    throw error;
  }
}

/** Documents state their type in a short file that comes first. */
async function mimeTypeOf(files: ZipFiles): Promise<string> {
  const file = files.get("mimetype");
  if (file === undefined) return "";
  let text = "";
  for await (const piece of file.open()) {
    text += String.fromCharCode(...piece.subarray(0, 100));
    if (text.length >= 100) break;
  }
  return text;
}

function archive(entries: readonly FileEntry[]): Contents {
  const leftOut: LeftOut[] = [];
  const members: Member[] = [];
  for (const entry of entries) {
    const path = entry.filename;
    if (isJunk(path) || entry.symlink) continue;
    if (entry.encrypted) leftOut.push({ path, reason: "encrypted" });
    else if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
      leftOut.push({ path, reason: "otherPacking" });
    } else members.push({ path, bytes: entry.uncompressedSize, open: () => contentOf(entry), blob: null, form: null });
  }
  members.sort((first, second) => compareNames(first.path, second.path));
  return { unit: "file", members, leftOut };
}

/** Unpacks a file while it is read; its length and its checksum are compared at its end. */
async function* contentOf(entry: FileEntry): AsyncGenerator<Uint8Array> {
  if (entry.encrypted) throw new ContainerRefused("encrypted");
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  let failed: unknown = null;
  const writing = entry.getData(writable, { checkSignature: true, useWebWorkers: false }).catch(async (error) => {
    failed = error;
    await writable.abort(error).catch(() => {});
  });
  try {
    yield* chunksOf(readable);
  } catch (error) {
    await writing;
    throw asRefusal(failed ?? error);
  }
  await writing;
  if (failed !== null) throw asRefusal(failed);
}

function asRefusal(error: unknown): unknown {
  return error instanceof Error && error.message === ERR_ENCRYPTED ? new ContainerRefused("encrypted") : error;
}
