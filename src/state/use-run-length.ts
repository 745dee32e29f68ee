// How long the next run and the run on screen last, in steps and epochs.
import { useMemo } from "react";
import type { RunConfig } from "@/domain/config/run-config";
import type { DataFigures } from "@/domain/run/run";
import { latestOf } from "@/domain/run/run-figures";
import { epochsBegun, measureRun, plannedSteps, type RunSize, stepsOfGoingOn } from "@/domain/training/run-length";
import { takesLiveSettings, withLiveSettings } from "./live-settings";
import { useData, useRun, useSettings } from "./use-app";
import { useShownData } from "./use-shown-run";

/** The length of a run, with what it depends on. */
export interface LengthFigures {
  readonly size: RunSize;
  readonly steps: number;
  /** Epochs that the run completes or begins. */
  readonly epochs: number;
}

/** Gives the length that a run by the settings under edit would have; null while no data is ready. */
export function useLengthAhead(): LengthFigures | null {
  const config = useSettings((settings) => settings.config);
  const data = useData((state) => state.prepared);
  const size = useRunSize(config, data);
  return size === null ? null : figuresOf(size, plannedSteps(config.training, size));
}

/** Gives the length of the run on screen, of the next one while there is none; null where no data tells. */
export function useShownLength(): LengthFigures | null {
  const ahead = useLengthAhead();
  const config = useRun((run) => run.config);
  const total = useRun((run) => run.facts?.totalSteps ?? null);
  const size = useRunSize(config, useShownData());
  if (config === null) return ahead;
  return size === null ? null : figuresOf(size, total ?? plannedSteps(config.training, size));
}

/** Gives the number of the epoch under way, or of the last one of an ended run; null before the first step. */
export function useShownEpoch(): number | null {
  const begun = useRun((run) => latestOf(run).epoch);
  const closed = useRun((run) => run.progress.epochs.at(-1)?.epoch ?? 0);
  const length = useShownLength();
  return begun === null ? null : Math.min(Math.max(begun + 1, closed), length?.epochs ?? Number.POSITIVE_INFINITY);
}

/** Gives the steps that going on would add to the run on screen; null where no data tells. */
export function useStepsOfGoingOn(): number | null {
  const length = useShownLength();
  const config = useRun((run) => run.config);
  const isPlanned = useRun((run) => run.planned);
  const step = useRun((run) => latestOf(run).step);
  const edited = useSettings((settings) => settings.config);
  if (length === null || config === null || step === null) return null;
  const training = takesLiveSettings({ config, planned: isPlanned }, edited)
    ? withLiveSettings(config.training, edited.training)
    : config.training;
  const planned = plannedSteps(training, length.size);
  const isSameLength = planned === plannedSteps(config.training, length.size);
  return stepsOfGoingOn(step, isSameLength ? length.steps : planned, planned);
}

function useRunSize(config: RunConfig | null, data: Pick<DataFigures, "trainWindows" | "tokenizer"> | null) {
  const windows = data?.trainWindows ?? null;
  const vocabularySize = data?.tokenizer.vocabulary.length ?? null;
  return useMemo(
    () =>
      config === null || windows === null || vocabularySize === null
        ? null
        : measureRun(config, windows, vocabularySize),
    [config, windows, vocabularySize],
  );
}

function figuresOf(size: RunSize, steps: number): LengthFigures {
  return { size, steps, epochs: epochsBegun(size, steps) };
}
