// Where a pretraining stands, as one file that it goes on from: weights, slots, and in the metadata its tokenizer and log.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readSafetensors } from "@/domain/checkpoint/safetensors-read";
import { writeSafetensors } from "@/domain/checkpoint/safetensors-write";
import { tensorsInMemory } from "@/domain/stored-tensor";
import type { ByteBpeState } from "@/domain/tokenizer/tokenizer";
import type { SessionState } from "@/engine/engine";
import type { LogRow } from "./training-log";

/** All that a run goes on from. */
export interface RunState {
  readonly state: SessionState;
  readonly tokenizer: ByteBpeState;
  readonly processorSeconds: number;
  readonly rows: readonly LogRow[];
}

const FILE = "pretraining.safetensors";

/** Writes a state beside the one before and puts it in its place at once, so that a cut leaves one of the two. */
export function saveRunState(folder: string, { state, tokenizer, processorSeconds, rows }: RunState): void {
  mkdirSync(folder, { recursive: true });
  const metadata = {
    step: `${state.step}`,
    tokenizer: JSON.stringify(tokenizer),
    processorSeconds: `${processorSeconds}`,
    rows: JSON.stringify(rows),
  };
  writeFileSync(join(folder, `${FILE}.new`), writeSafetensors(tensorsInMemory(state.tensors), metadata));
  renameSync(join(folder, `${FILE}.new`), join(folder, FILE));
}

/** Reads the state of a folder, null where it holds none. */
export function loadRunState(folder: string): RunState | null {
  const path = join(folder, FILE);
  if (!existsSync(path)) return null;
  // A plain array: a Buffer's slices are no copies.
  const read = readSafetensors(new Uint8Array(readFileSync(path)));
  if (!read.ok) throw new Error(`loadRunState: expected a state in ${path}, got ${read.error.code}`);
  const { tensors, metadata } = read.value;
  const value = (key: string) => JSON.parse(metadata.get(key) ?? "null");
  return {
    state: { step: value("step"), tensors },
    tokenizer: value("tokenizer"),
    processorSeconds: value("processorSeconds"),
    rows: value("rows"),
  };
}
