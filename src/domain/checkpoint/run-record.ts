// The record of a run as it is kept in the browser and listed beside its bundle: what a weights file tells of it, and what
// that does not. Series and weights stand beside it.
import * as v from "valibot";
import { failure, type Result, success } from "../result";
import type { Run, RunId } from "../run/run";
import { restOf } from "../run/run-figures";
import { emptySeries } from "../run/run-series";
import type { CheckpointDetails } from "./checkpoint";
import type { CheckpointError } from "./checkpoint-error";
import { metadataBesideTokens } from "./checkpoint-file";
import { restSchema } from "./details-schema";
import { readDetails, readLabel } from "./read-details";
import { runOfFile } from "./run-of-file";

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const ownSchema = v.object({
  ...restSchema,
  planned: v.optional(v.boolean(), false),
  pinned: v.boolean(),
  drawn: v.boolean(),
  facts: v.nullable(
    v.object({
      parameterCount: count,
      totalSteps: count,
      memoryBytes: v.number(),
      device: v.object({
        id: v.picklist([
          "plan-webgpu",
          "plan-wasm",
          "reference-webgpu",
          "reference-webgl",
          "reference-wasm",
          "reference-cpu",
        ]),
        adapter: v.nullable(v.string()),
        threads: v.number(),
        reason: v.picklist([
          "hardwareAdapter",
          "trialAhead",
          "fasterThanCard",
          "fasterThanProcessor",
          "beyondCard",
          "cardFailedTest",
          "insecureAddress",
          "noWebGpu",
          "noAdapter",
          "softwareAdapter",
          "requested",
          "fallback",
        ]),
        finding: v.optional(
          v.variant("kind", [
            v.object({ kind: v.literal("speed"), times: v.number() }),
            v.object({ kind: v.literal("fault"), kernel: v.string(), error: v.nullable(v.number()) }),
          ]),
        ),
      }),
    }),
  ),
  pace: v.nullable(
    v.object({
      trainingSeconds: v.number(),
      tokensPerSecond: v.nullable(v.number()),
      stepMilliseconds: v.nullable(v.number()),
    }),
  ),
});

const recordSchema = v.object({ told: v.record(v.string(), v.string()), own: ownSchema });

/** What is kept of a run, plain JSON. */
export type RunRecord = v.InferOutput<typeof recordSchema>;

/** Writes the record. A run under way would be paused after a return. */
export function recordOf(run: Run): RunRecord {
  const { told, own } = recordBesideTokens(run);
  return { told: { ...told, tokenizer: JSON.stringify(run.data.tokenizer) }, own };
}

/** Writes the record without the tokenizer, which it must be given again before it is read. */
export function recordBesideTokens(run: Run): RunRecord {
  const { config, data, progress, planned, pinned, drawn, facts, pace } = run;
  const { id, name, hash, template } = data;
  const trainingSeconds = pace?.trainingSeconds ?? 0;
  const dataset = { id, name, hash };
  const details: Omit<CheckpointDetails, "tokenizer"> = {
    formatVersion: 1,
    config,
    template,
    dataset,
    progress,
    trainingSeconds,
  };
  const { error: _, ...rest } = restOf(run);
  return {
    told: { ...metadataBesideTokens(details, run) },
    own: { ...rest, planned, pinned, drawn, facts, pace },
  };
}

/** Reads a record; its series are empty. */
export function runOfRecord(id: RunId, value: unknown): Result<Run, CheckpointError> {
  const record = v.safeParse(recordSchema, value);
  const broken = { code: "weightsDetailsBroken", rule: "run", detail: "record" } as const;
  if (!record.success) return failure(broken);
  const { told, own } = record.output;
  const metadata = new Map(Object.entries(told));
  const details = readDetails(metadata);
  if (!details.ok) return details;
  const label = readLabel(metadata);
  if (!label.ok) return label;
  if (details.value === null || label.value === null) return failure(broken);
  const run = runOfFile(id, details.value, { label: label.value, series: emptySeries() });
  return success({ ...run, ...own, checkpoints: [] });
}
