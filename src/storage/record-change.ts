// What a save brings, and the row that comes of it.
import type { FileReference, KeptCheckpoint, KeptRow, Snapshot } from "./kept-row";
import { ROW_FORMAT } from "./kept-row";

/** A checkpoint to be kept beside the newest. A new best takes the place of the old. */
export interface NewCheckpoint {
  readonly kind: KeptCheckpoint["kind"];
  readonly step: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A whole state of a record. */
export interface RecordChange {
  /** What sort of record it is, for the caller: a run, data, the page. */
  readonly kind: string;
  /** Version of the value, for the caller's upgrades. */
  readonly version: number;
  /** Small and JSON-able. */
  readonly value: unknown;
  /** Parts that changed; null drops one. The others stay as they were saved last. */
  readonly parts: Readonly<Record<string, Uint8Array<ArrayBuffer> | null>>;
  readonly addCheckpoints: readonly NewCheckpoint[];
  readonly needs: readonly string[];
}

/** A change whose content lies in files. */
export interface WrittenChange {
  readonly savedAt: number;
  readonly parts: Readonly<Record<string, FileReference | null>>;
  readonly checkpoints: readonly KeptCheckpoint[];
}

/** Names the file to write a part into: never the one that the row points to. */
export function freeSlot(id: string, part: string, row: KeptRow | null): string {
  const [first, second] = [`${id}.${part}.a`, `${id}.${part}.b`];
  return row?.current.parts[part]?.file === first ? second : first;
}

/** Names the file of a checkpoint by the save that brings it, so that none is written over. */
export function checkpointFile(id: string, { kind, step }: NewCheckpoint, row: KeptRow | null): string {
  return `${id}.${kind}-${step}-${nextSave(row)}.checkpoint`;
}

function nextSave(row: KeptRow | null): number {
  return (row?.saves ?? 0) + 1;
}

/** Gives the row that points to what was written; what it pointed to before becomes the former state. */
export function rowAfter(
  id: string,
  row: KeptRow | null,
  { kind, version, value, needs }: RecordChange,
  written: WrittenChange,
): KeptRow {
  const parts = { ...row?.current.parts, ...written.parts };
  const saves = nextSave(row);
  const current: Snapshot = {
    save: saves,
    savedAt: written.savedAt,
    version,
    value,
    parts: Object.fromEntries(
      Object.entries(parts).filter((entry): entry is [string, FileReference] => entry[1] !== null),
    ),
  };
  const staying = (row?.checkpoints ?? []).filter(
    (old) =>
      !written.checkpoints.some((added) => added.kind === old.kind && (old.kind === "best" || added.step === old.step)),
  );
  return {
    format: ROW_FORMAT,
    id,
    kind,
    saves,
    current,
    former: row?.current ?? null,
    checkpoints: [...staying, ...written.checkpoints],
    needs: [...needs],
  };
}
