// Counts attempts and valid records over distinct draws by one state of the model. An attempt is a pure function
// of weights, settings and seed: made again, it tells nothing new.
import type { RunId } from "@/domain/run/run";
import { isGreedy } from "@/domain/sampling/sample-token";
import type { SamplingConfig } from "@/domain/sampling/sampling-config";

/** A state of the model: a run as the page tells runs apart, and its finished steps. */
export interface ModelState {
  readonly run: RunId;
  readonly step: number;
}

/** What a generation tells of its attempts. */
interface Attempts {
  readonly attempts: number;
  readonly validAttempts: number;
}

/** Attempts by one state of the model, by what they were drawn with. */
export interface ValidTally {
  readonly model: ModelState | null;
  readonly draws: ReadonlyMap<string, Attempts>;
}

/** No attempts yet. */
export const emptyTally: ValidTally = { model: null, draws: new Map() };

/** Adds a generation's attempts, which begins anew for another state of the model; a stopped one has none. */
export function addAttempts(
  tally: ValidTally,
  model: ModelState,
  sampling: SamplingConfig,
  report: Attempts,
): ValidTally {
  if (report.attempts === 0) return tally;
  const same = tally.model?.run === model.run && tally.model.step === model.step;
  const draws = new Map(same ? tally.draws : []);
  const key = drawKey(sampling);
  // The attempts of one seed are always the same ones in the same order: the longer row holds the shorter.
  if (report.attempts >= (draws.get(key)?.attempts ?? 0)) draws.set(key, report);
  return { model, draws };
}

/** Sums up the attempts and those among them that were valid. */
export function countAttempts({ draws }: ValidTally): Attempts {
  const counted = [...draws.values()];
  const sum = (count: (each: Attempts) => number) => counted.reduce((total, each) => total + count(each), 0);
  return { attempts: sum((each) => each.attempts), validAttempts: sum((each) => each.validAttempts) };
}

/** Everything that an attempt depends on besides the model and its number. */
function drawKey({ recordAttempts: _, seed, ...settings }: SamplingConfig): string {
  return JSON.stringify([settings, isGreedy(settings) ? null : seed]);
}
