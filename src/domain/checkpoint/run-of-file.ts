// The record of a run as a file tells it, at rest where the file left it.
import type { Run, RunId } from "../run/run";
import { createRun } from "../run/run";
import { standsAtBest } from "../training/best-epoch";
import type { CheckpointDetails } from "./checkpoint";
import type { WeightsFile } from "./checkpoint-file";

const PAUSED = { state: "paused", reason: null, endStep: null } as const;

/** What a file of an older version does not tell of the data. */
const unknownData = {
  firstRecord: "",
  heldOutPrompt: null,
  trainWindows: null,
  validationWindows: null,
  unigramLoss: null,
  unigramAccuracy: null,
  bigramLoss: null,
  bigramAccuracy: null,
  bigramOnText: null,
  padding: null,
  charactersPerTarget: null,
} as const;

/** Builds the record under a new id; its name is empty where the file does not tell one. */
export function runOfFile(
  id: RunId,
  { config, tokenizer, template, dataset, progress, trainingSeconds }: CheckpointDetails,
  { label, series }: Pick<WeightsFile, "label" | "series">,
): Run {
  const data = { ...dataset, tokenizer, template, ...(label?.data ?? unknownData) };
  const known = {
    id,
    config,
    data,
    name: label?.name ?? "",
    colour: label?.colour ?? 1,
    parent: label?.parent ?? null,
  };
  const { note = "", origin = null, changes = [], cuts = [], samples = [], comparison = null } = label ?? {};
  const own = { step: progress.step, where: "file", seconds: trainingSeconds } as const;
  const isBest = standsAtBest(progress, config.training.earlyStopping);
  return {
    ...createRun(known),
    note,
    origin,
    changes,
    cuts,
    samples,
    comparison,
    ...(label?.rest ?? PAUSED),
    progress,
    pace: { trainingSeconds, tokensPerSecond: null, stepMilliseconds: null },
    series,
    checkpoints: [{ ...own, kind: "last" }, ...(isBest ? [{ ...own, kind: "best" } as const] : [])],
  };
}
