// A run as it is kept: its record as the value, its series, samples and newest weights as parts.
import { array, integer, minValue, nullable, number, object, pipe, record, safeParse, string, unknown } from "valibot";
import { readLabel } from "@/domain/checkpoint/read-details";
import type { RunLabel } from "@/domain/checkpoint/run-label";
import { recordBesideTokens, recordOf, runOfRecord } from "@/domain/checkpoint/run-record";
import type { Run, RunId, RunSample } from "@/domain/run/run";
import { readSeries, writeSeries } from "@/domain/run/series-bytes";
import { tokensIdOf, withoutTables } from "./kept-tokens";
import type { LoadedRecord } from "./load-record";
import type { NewCheckpoint, RecordChange } from "./record-change";
import { type Upgrade, upgradeValue } from "./upgrade-value";

const VERSION = 2;
/** Version 1 kept the tables of every tokenizer with the run. */
const UPGRADES: readonly Upgrade[] = [(value) => ({ ...(value as object), tokens: null })];
const PREFIX = "run-";

const count = pipe(number(), integer(), minValue(0));
/** `tokens` names the record of the tokenizer's tables (kept-tokens.ts), null where they stand in this one. */
const shape = object({
  record: object({ told: record(string(), string()), own: unknown() }),
  began: number(),
  tokens: nullable(string()),
});
const samplesShape = array(object({ step: count, prompt: string(), seed: string(), text: string() }));

/** A save of a run. */
export interface RunSave {
  readonly run: Run;
  /** Milliseconds since 1970 at which the run was first kept; orders the runs. */
  readonly began: number;
  /** Whether series and samples go with it, which are not in memory of a run that was never opened. */
  readonly isWhole: boolean;
  /** The newest weights, null where those that are kept stay. */
  readonly last: Uint8Array<ArrayBuffer> | null;
  readonly checkpoints: readonly NewCheckpoint[];
  readonly needs: readonly string[];
}

/** Names the record of a run. */
export function recordIdOf(run: RunId): string {
  return `${PREFIX}${run}`;
}

/** Gives the run of a record's name, null where it is of something else. */
export function runIdOf(recordId: string): RunId | null {
  return recordId.startsWith(PREFIX) ? recordId.slice(PREFIX.length) : null;
}

/** Gives the save of a run. */
export function runChange({ run, began, isWhole, last, checkpoints, needs }: RunSave): RecordChange {
  const tokens = tokensIdOf(run.data.tokenizer);
  const told = { ...run, samples: [] };
  const samples = new TextEncoder().encode(JSON.stringify(run.samples));
  const kept = (file: Uint8Array<ArrayBuffer>) => withoutTables(file, run.data.tokenizer);
  return {
    kind: "run",
    version: VERSION,
    value: { record: tokens === null ? recordOf(told) : recordBesideTokens(told), began, tokens },
    parts: {
      ...(isWhole ? { series: writeSeries(run.series), samples } : {}),
      ...(last === null ? {} : { last: kept(last) }),
    },
    addCheckpoints: checkpoints.map((one) => ({ ...one, bytes: kept(one.bytes) })),
    needs: tokens === null ? needs : [...needs, tokens],
  };
}

/** Names the record that holds the tables of a kept run's tokenizer; null where its own does, or cannot be read. */
export function tokensIdOfValue(kept: KeptValue): string | null {
  return readValue(kept)?.tokens ?? null;
}

/** Reads what a kept run is called and comes of, without the rest of it; null where that cannot be read. */
export function labelOfValue(kept: KeptValue): RunLabel | null {
  const label = readLabel(new Map(Object.entries(readValue(kept)?.record.told ?? {})));
  return label.ok ? label.value : null;
}

/**
 * Reads the record of a kept run, without what its parts hold; null where it cannot be read.
 * @param tokens the tables that stand in records of their own, by the names of these
 */
export function runOfValue(
  recordId: string,
  kept: KeptValue,
  tokens: ReadonlyMap<string, string>,
): { readonly run: Run; readonly began: number } | null {
  const id = runIdOf(recordId);
  const read = readValue(kept);
  if (id === null || read === null) return null;
  const { told, own } = read.record;
  const tokenizer = read.tokens === null ? told.tokenizer : tokens.get(read.tokens);
  if (tokenizer === undefined) return null;
  const run = runOfRecord(id, { told: { ...told, tokenizer }, own });
  return run.ok ? { run: run.value, began: read.began } : null;
}

type KeptValue = Pick<LoadedRecord, "version" | "value">;

function readValue({ version, value }: KeptValue) {
  if (version > VERSION) return null;
  const read = safeParse(shape, upgradeValue(value, version, UPGRADES));
  return read.success ? read.output : null;
}

/** Gives a run the series and samples that its parts hold. */
export function withParts(run: Run, { series, samples }: LoadedRecord["parts"]): Run {
  const table = series === undefined ? null : readSeries(series);
  return { ...run, series: table ?? run.series, samples: samplesOf(samples) ?? run.samples };
}

function samplesOf(bytes: Uint8Array | undefined): readonly RunSample[] | null {
  if (bytes === undefined) return null;
  try {
    const read = safeParse(samplesShape, JSON.parse(new TextDecoder().decode(bytes)));
    return read.success ? read.output : null;
  } catch {
    return null;
  }
}
