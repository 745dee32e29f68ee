// The tables of a tokenizer with many tokens, kept once for all runs that have them: megabytes that never change would
// else be written with each save of each run. Weights files are kept without them, and whole again when they are read.
import { changeMetadata } from "@/domain/checkpoint/safetensors-metadata";
import { createContentHash } from "@/domain/corpus/content-hash";
import type { TokenizerState } from "@/domain/tokenizer/tokenizer";
import type { LoadedRecord } from "./load-record";
import type { RecordChange } from "./record-change";

const VERSION = 1;
const PART = "tables";
/** Tokens up to which a run keeps its tables itself: a hundred kilobytes or so. */
const MOST_WITHIN = 4096;

const ids = new WeakMap<TokenizerState, string>();

/** Names the record of a tokenizer's tables by their content; null for tables that a run keeps itself. */
export function tokensIdOf(tokenizer: TokenizerState): string | null {
  if (tokenizer.vocabulary.length <= MOST_WITHIN) return null;
  const known = ids.get(tokenizer);
  if (known !== undefined) return known;
  const hash = createContentHash();
  hash.update(bytesOf(tokenizer));
  const id = `tokens-${hash.digest()}`;
  ids.set(tokenizer, id);
  return id;
}

/** Gives the save of a tokenizer's tables. */
export function tokensChange(tokenizer: TokenizerState): RecordChange {
  const parts = { [PART]: bytesOf(tokenizer) };
  return { kind: "tokens", version: VERSION, value: null, parts, addCheckpoints: [], needs: [] };
}

/** Gives the tables as a weights file has them, JSON; null where the record is of something else. */
export function tokensOfRecord({ kind, version, parts }: LoadedRecord): string | null {
  const bytes = parts[PART];
  return kind === "tokens" && version === VERSION && bytes !== undefined ? new TextDecoder().decode(bytes) : null;
}

/** Gives a weights file as it is kept: without tables that have a record of their own. */
export function withoutTables(file: Uint8Array<ArrayBuffer>, tokenizer: TokenizerState): Uint8Array<ArrayBuffer> {
  if (tokensIdOf(tokenizer) === null) return file;
  return changeMetadata(file, (metadata) => {
    const { tokenizer: tables, ...rest } = metadata;
    return tables === undefined ? metadata : rest;
  });
}

/** Gives a kept weights file whole, as it leaves the store. Files that an earlier build kept are whole already. */
export function withTables(file: Uint8Array<ArrayBuffer>, tokenizer: TokenizerState): Uint8Array<ArrayBuffer> {
  if (tokensIdOf(tokenizer) === null) return file;
  const tables = JSON.stringify(tokenizer);
  return changeMetadata(file, (metadata) =>
    metadata.tokenizer === undefined ? { ...metadata, tokenizer: tables } : metadata,
  );
}

function bytesOf(tokenizer: TokenizerState): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(tokenizer));
}
