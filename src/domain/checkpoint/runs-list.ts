// The list of runs in a zip of several: their records, each beside its own bundle.
import * as v from "valibot";
import { failure, type Result, success } from "../result";
import { isRunId, type Run } from "../run/run";
import { messageOf } from "../thrown-message";
import type { CheckpointError } from "./checkpoint-error";
import { recordOf } from "./run-record";
import { RUNS_FILE } from "./runs-file";

/** Most bytes of the list. */
export const MOST_LIST_BYTES = 128 * 2 ** 20;
/** Most runs of a list. */
export const MOST_LISTED = 1000;

/** A run in the list. */
export interface ListedRun {
  readonly id: string;
  /** Its bundle inside the zip. */
  readonly file: string;
  readonly record: unknown;
}

const listSchema = v.object({
  version: v.literal(1),
  runs: v.pipe(
    v.array(
      v.object({
        id: v.pipe(v.string(), v.check(isRunId)),
        file: v.string(),
        record: v.unknown(),
      }),
    ),
    v.maxLength(MOST_LISTED),
  ),
});

/** Writes the list, in the order of the runs. */
export function writeRunsList(runs: readonly { readonly run: Run; readonly file: string }[]): string {
  const list: v.InferOutput<typeof listSchema> = {
    version: 1,
    runs: runs.map(({ run, file }) => ({ id: run.id, file, record: recordOf(run) })),
  };
  return JSON.stringify(list);
}

/** Reads the list; the records in it are not looked at yet. */
export function readRunsList(text: string): Result<readonly ListedRun[], CheckpointError> {
  try {
    const list = v.safeParse(listSchema, JSON.parse(text));
    return list.success ? success(list.output.runs) : failure({ code: "bundleUnreadable", detail: RUNS_FILE });
  } catch (error) {
    return failure({ code: "bundleUnreadable", detail: messageOf(error) });
  }
}
