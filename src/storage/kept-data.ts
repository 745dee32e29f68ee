// Data as they are kept: the dropped files, or the pasted text, whole. Bundled data come again from the host.
import { array, type InferOutput, literal, number, object, safeParse, string, variant } from "valibot";
import type { LoadedRecord } from "./load-record";
import type { RecordChange } from "./record-change";

/** A file of the user's by its path inside what was dropped. */
export interface KeptFile {
  readonly path: string;
  readonly file: File;
}

/** Data of the user's, before they are read. */
export type KeptData =
  | { readonly kind: "files"; readonly name: string; readonly files: readonly KeptFile[] }
  | { readonly kind: "text"; readonly name: string; readonly text: string };

const VERSION = 1;

const shape = variant("kind", [
  object({
    kind: literal("files"),
    name: string(),
    files: array(object({ path: string(), name: string(), type: string(), lastModified: number() })),
  }),
  object({ kind: literal("text"), name: string() }),
]);

/** Names the record of data by the fingerprint of what was read of them. */
export function dataId(hash: string): string {
  return `data-${hash}`;
}

/** Counts the bytes that keeping would take, at least. */
export function bytesOfData(data: KeptData): number {
  return data.kind === "text" ? data.text.length : data.files.reduce((sum, { file }) => sum + file.size, 0);
}

/** Reads data for a save. Rejects where a file has changed or gone since it was dropped. */
export async function dataChange(data: KeptData): Promise<RecordChange> {
  const contents =
    data.kind === "text"
      ? [new TextEncoder().encode(data.text)]
      : await Promise.all(data.files.map(async ({ file }) => new Uint8Array(await file.arrayBuffer())));
  const value: InferOutput<typeof shape> =
    data.kind === "text"
      ? { kind: "text", name: data.name }
      : {
          kind: "files",
          name: data.name,
          files: data.files.map(({ path, file: { name, type, lastModified } }) => ({ path, name, type, lastModified })),
        };
  const parts = Object.fromEntries(contents.map((bytes, index) => [`file-${index}`, bytes]));
  return { kind: "data", version: VERSION, value, parts, addCheckpoints: [], needs: [] };
}

/** Gives kept data back as they were dropped; null where the record is none of data. */
export function dataOfRecord({ kind, version, value, parts }: LoadedRecord): KeptData | null {
  const read = safeParse(shape, value);
  if (kind !== "data" || version !== VERSION || !read.success) return null;
  const told = read.output;
  const bytes = (index: number) => parts[`file-${index}`] ?? new Uint8Array();
  if (told.kind === "text") return { ...told, text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes(0)) };
  const files = told.files.map(({ path, name, type, lastModified }, index) => ({
    path,
    file: new File([bytes(index)], name, { type, lastModified }),
  }));
  return { kind: "files", name: told.name, files };
}

const named = object({ name: string() });

/** Names kept data for the list. */
export function nameOfData(value: unknown): string | null {
  const read = safeParse(named, value);
  return read.success ? read.output.name : null;
}
