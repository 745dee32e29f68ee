// A run as it is kept: its record as the value, its series, samples and newest weights as parts.
import { array, integer, minValue, number, object, pipe, safeParse, string, unknown } from "valibot";
import { recordOf, runOfRecord } from "@/domain/checkpoint/run-record";
import type { Run, RunId, RunSample } from "@/domain/run/run";
import { readSeries, writeSeries } from "@/domain/run/series-bytes";
import type { LoadedRecord } from "./load-record";
import type { NewCheckpoint, RecordChange } from "./record-change";

const VERSION = 1;
const PREFIX = "run-";

const count = pipe(number(), integer(), minValue(0));
const shape = object({ record: unknown(), began: number() });
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
  const samples = new TextEncoder().encode(JSON.stringify(run.samples));
  return {
    kind: "run",
    version: VERSION,
    value: { record: recordOf({ ...run, samples: [] }), began },
    parts: { ...(isWhole ? { series: writeSeries(run.series), samples } : {}), ...(last === null ? {} : { last }) },
    addCheckpoints: checkpoints,
    needs,
  };
}

/** Reads the record of a kept run, without what its parts hold; null where it cannot be read. */
export function runOfValue(
  recordId: string,
  { version, value }: Pick<LoadedRecord, "version" | "value">,
): { readonly run: Run; readonly began: number } | null {
  const id = runIdOf(recordId);
  const read = safeParse(shape, value);
  if (id === null || version !== VERSION || !read.success) return null;
  const run = runOfRecord(id, read.output.record);
  return run.ok ? { run: run.value, began: read.output.began } : null;
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
