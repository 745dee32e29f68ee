// Which text of the open run is shown: its newest, or the one that somebody went back to.
import type { RunSample } from "@/domain/run/run";
import { placeOfSample } from "@/domain/run/run-samples";
import { useRun, useSamples } from "./use-app";

/** The samples of the open run, and the place of the one shown; -1 where there are none. */
export interface HeardSample {
  readonly samples: readonly RunSample[];
  readonly place: number;
  /** Whether the newest is shown, and the next one will be. */
  readonly isNewest: boolean;
}

/** Gives what is shown of the open run. */
export function useHeardSample(): HeardSample {
  const run = useRun((open) => open.id);
  const samples = useRun((open) => open.samples);
  const chosen = useSamples((state) => (state.chosen?.run === run ? state.chosen.sample : null));
  return { samples, place: placeOfSample(samples, chosen), isNewest: chosen === null };
}
