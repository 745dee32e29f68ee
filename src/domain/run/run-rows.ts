// The runs as rows of a table: what each came to, and what was changed for it against another. The row of a record is
// the same object for as long as the record and the other one are.
import { diffConfigs } from "../config/config-diff";
import { type ConfigPath, getByPath } from "../config/config-path";
import { parameters } from "../config/parameters";
import { bitsPerCharacter } from "../metrics/perplexity";
import { bestEpoch } from "../training/best-epoch";
import type { DeviceReport } from "../training/device-report";
import type { Run, RunId, RunParent } from "./run";
import { hasWeights } from "./run-figures";

/** A setting that two runs have otherwise. */
export interface SettingDifference {
  readonly path: ConfigPath;
  readonly from: unknown;
  readonly to: unknown;
}

/** What a run, or a baseline, came to. Losses in nats a token, accuracies as shares. */
export interface BestFigures {
  readonly loss: number;
  /** The loss in bits a character, by which runs with different tokens compare; null where that is not known. */
  readonly bitsPerCharacter: number | null;
  readonly accuracy: number;
  /** Whether they were measured on text kept aside. */
  readonly onValidation: boolean;
  /** The step after which they were measured. */
  readonly step: number;
  /** Whether they are the best epoch's; else no epoch has ended yet, and they are the newest look within the first. */
  readonly isBest: boolean;
}

/** One run in the table. */
export interface RunRow extends Pick<Run, "id" | "name" | "note" | "colour" | "pinned" | "drawn" | "state"> {
  /** The run that it is compared with: a chosen base, or the one before it; null for the first, and for the base. */
  readonly comparedWith: RunId | null;
  /** Settings that act on both runs or on one, in the order of the settings; a base by its name. */
  readonly differences: readonly SettingDifference[];
  /** Name of its data where that is not the other run's. */
  readonly otherData: string | null;
  readonly parent: RunParent | null;
  /** Whether it is a model from elsewhere, which changed nothing and was measured by nobody. */
  readonly isModel: boolean;
  readonly parameterCount: number | null;
  /** The best epoch's figures, until one has ended the newest look's; null before anything was measured. */
  readonly best: BestFigures | null;
  /** Finished steps, null before the first. */
  readonly steps: number | null;
  readonly seconds: number | null;
  readonly device: DeviceReport | null;
  /** Whether its weights can be had again. */
  readonly isHeld: boolean;
}

interface Known {
  readonly other: Run | null;
  readonly bases: Bases;
  readonly row: RunRow;
}

/** Names of the bases of the other run and of the run itself. */
type Bases = readonly [other: string, own: string];

const known = new WeakMap<Run, Known>();

/** Names the model that a run began with, as it is called now or was then; "" for fresh weights. */
export function baseNameOf({ config: { base }, parent }: Run, runs: readonly Run[]): string {
  if (base === "") return "";
  const held = runs.find(({ id, origin }) => id === base || origin?.listed === base);
  return held?.name ?? parent?.name ?? base;
}

/** Gives a row for each run, in their order, each compared with `base` or, without one, with the run before it. */
export function rowsOf(runs: readonly Run[], base: RunId | null): readonly RunRow[] {
  const chosen = base === null ? undefined : runs.find(({ id }) => id === base);
  return runs.map((run, index) => {
    const other = chosen ?? runs[index - 1];
    if (other === undefined || other === run) return knownRow(run, null, ["", ""]);
    return knownRow(run, other, [baseNameOf(other, runs), baseNameOf(run, runs)]);
  });
}

function knownRow(run: Run, other: Run | null, bases: Bases): RunRow {
  const before = known.get(run);
  // Of the other run only what it was started with counts: while it trains, this row rests.
  if (before !== undefined && isSameStart(before.other, other) && String(before.bases) === String(bases))
    return before.row;
  const row = rowOf(run, other, bases);
  known.set(run, { other, bases, row });
  return row;
}

function isSameStart(one: Run | null, other: Run | null): boolean {
  return one?.id === other?.id && one?.config === other?.config && one?.data.hash === other?.data.hash;
}

function rowOf(run: Run, other: Run | null, bases: Bases): RunRow {
  const { id, name, note, colour, pinned, drawn, state, parent, progress, facts, pace, data, checkpoints } = run;
  return {
    ...{ id, name, note, colour, pinned, drawn, state, parent },
    comparedWith: other?.id ?? null,
    differences: other === null ? [] : differencesOf(other, run, bases),
    otherData: other === null || other.data.hash === data.hash ? null : data.name,
    isModel: run.origin !== null,
    parameterCount: facts?.parameterCount ?? null,
    best: bestFigures(run),
    steps: hasWeights(run) ? progress.step : null,
    seconds: pace?.trainingSeconds ?? null,
    device: facts?.device ?? null,
    isHeld: checkpoints.length > 0,
  };
}

function bestFigures({ progress, config, series, data }: Run): BestFigures | null {
  const bitsOf = (loss: number) => bitsPerCharacter(loss, data.charactersPerTarget);
  const best = bestEpoch(progress.epochs, config.training.earlyStopping);
  const look = series.validation.newest;
  if (best === null) {
    const { loss, accuracy, step } = look ?? { loss: 0, accuracy: 0, step: 0 };
    return look && { loss, bitsPerCharacter: bitsOf(loss), accuracy, onValidation: true, step, isBest: false };
  }
  const loss = best.validationLoss ?? best.trainLoss;
  return {
    loss,
    bitsPerCharacter: bitsOf(loss),
    accuracy: best.validationAccuracy ?? best.trainAccuracy,
    onValidation: best.validationLoss !== null,
    step: best.step,
    isBest: true,
  };
}

function differencesOf(before: Run, after: Run, [from, to]: Bases): readonly SettingDifference[] {
  const { live, structural } = diffConfigs(before.config, after.config);
  const changed = new Set<ConfigPath>([...live, ...structural]);
  return (Object.keys(parameters) as ConfigPath[])
    .filter((path) => changed.has(path))
    .filter((path) => [before, after].some(({ config }) => parameters[path].restsBecause(config) === null))
    .map((path) =>
      path === "base"
        ? { path, from, to }
        : { path, from: getByPath(before.config, path), to: getByPath(after.config, path) },
    );
}
