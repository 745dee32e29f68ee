// The queue as it is kept: its plans, and what trained when it was saved.
import {
  array,
  type InferOutput,
  integer,
  literal,
  minValue,
  nullable,
  number,
  object,
  picklist,
  pipe,
  safeParse,
  string,
  unknown,
  variant,
} from "valibot";
import { parseConfig } from "@/domain/config/parse-config";
import type { Plan, PlannedWork } from "@/domain/run/plan";
import type { RunId } from "@/domain/run/run";
import type { LoadedRecord } from "./load-record";
import type { RecordChange } from "./record-change";

/** Name of the one record of the queue. */
export const QUEUE_ID = "queue";

const VERSION = 1;

const count = pipe(number(), integer(), minValue(0));
const parent = object({ id: string(), name: string(), step: count, dataset: string() });
const from = variant("kind", [
  object({ kind: literal("fresh") }),
  object({ kind: literal("parent"), parent, weights: picklist(["last", "best"]) }),
  object({ kind: literal("checkpoint"), parent, file: string() }),
]);
/** Settings are checked as those of a file are. */
const work = variant("kind", [
  object({ kind: literal("begin"), config: unknown(), from }),
  object({ kind: literal("goOn"), run: string(), training: unknown() }),
]);
const shape = object({
  plans: array(object({ id: string(), label: string(), data: object({ name: string(), hash: string() }), work })),
  trained: nullable(string()),
  ended: count,
  failed: count,
});

/** What is kept of the queue. */
export interface KeptQueue {
  /** The plan that trained comes first, then those that waited. */
  readonly plans: readonly Plan[];
  /** The run that trained, by a plan or not; null for none. */
  readonly trained: RunId | null;
  readonly ended: number;
  readonly failed: number;
}

/** Gives the save of a queue. */
export function queueChange(value: KeptQueue, needs: readonly string[]): RecordChange {
  return { kind: "queue", version: VERSION, value, parts: {}, addCheckpoints: [], needs };
}

/** Reads a kept queue, without plans whose settings are none; null where the record is no queue. */
export function queueOfRecord({ version, value }: Pick<LoadedRecord, "version" | "value">): KeptQueue | null {
  const read = safeParse(shape, value);
  if (version !== VERSION || !read.success) return null;
  const plans = read.output.plans.flatMap((plan) => {
    const work = workOf(plan.work);
    return work === null ? [] : [{ ...plan, work }];
  });
  return { ...read.output, plans };
}

function workOf(kept: InferOutput<typeof work>): PlannedWork | null {
  const { kind } = kept;
  const parsed = parseConfig(kind === "begin" ? kept.config : { training: kept.training });
  if (!parsed.ok) return null;
  const { config } = parsed.value;
  return kind === "begin" ? { ...kept, config } : { ...kept, training: config.training };
}
