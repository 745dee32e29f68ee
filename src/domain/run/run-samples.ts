// The texts that a run keeps. Their number is bounded: where there are more, those that stand closest go first, so that
// the first steps, in which most happens, and the whole way since stay told.
import type { OpenRun, RunSample } from "./run";
import { latestOf } from "./run-figures";

/** Most samples that a run keeps. */
export const MOST_SAMPLES = 200;

/** Why a run has no text: it shall write none, the first is to come, is being written beside the steps, or was not. */
export type NoSample = "silent" | "waiting" | "writing" | "none";

/** Tells why a run has no text yet; `isOn` where runs write by themselves. */
export function noSampleOf(run: OpenRun, isOn: boolean): NoSample {
  if (!isOn) return "silent";
  if ((latestOf(run).step ?? 0) === 0) return "waiting";
  return run.state === "running" ? "writing" : "none";
}

/** Adds the newest sample; the first and the newest never go. */
export function addSample(samples: readonly RunSample[], sample: RunSample): readonly RunSample[] {
  const all = [...samples, sample];
  return all.length <= MOST_SAMPLES ? all : all.toSpliced(mostCrowded(all), 1);
}

/** Finds the sample whose neighbours stand closest, the oldest of equals. */
function mostCrowded(samples: readonly RunSample[]): number {
  const places = samples.map(({ step }) => Math.sqrt(step));
  const room = (index: number) => Math.abs(places[index + 1] - places[index - 1]);
  let found = 1;
  for (let index = 2; index < samples.length - 1; index++) if (room(index) < room(found)) found = index;
  return found;
}

/** Finds the place of a sample in a run, null standing for the newest; of one that has made room, the nearest step's. */
export function placeOfSample(samples: readonly RunSample[], sample: RunSample | null): number {
  if (sample === null) return samples.length - 1;
  const place = samples.indexOf(sample);
  if (place >= 0) return place;
  const distance = (index: number) => Math.abs(samples[index].step - sample.step);
  let nearest = samples.length - 1;
  for (let index = samples.length - 2; index >= 0; index--) if (distance(index) < distance(nearest)) nearest = index;
  return nearest;
}
