// Counts attempts and valid records over the generations of one model.
import type { SampleState } from "@/state/sample-store";

type Report = NonNullable<SampleState["report"]>;

/** Counts so far; `last` is the report that came in last. */
export interface ValidTally {
  readonly attempts: number;
  readonly valid: number;
  readonly last: Report | null;
}

/** No attempts yet. */
export const emptyTally: ValidTally = { attempts: 0, valid: 0, last: null };

/** Adds the attempts of a finished generation; a stopped one counts none. */
export function addReport(tally: ValidTally, report: Report): ValidTally {
  return {
    attempts: tally.attempts + report.attempts,
    valid: tally.valid + report.validAttempts,
    last: report,
  };
}

/** Gives the share of valid attempts, null before the first. */
export function shareOf(tally: ValidTally): number | null {
  return tally.attempts === 0 ? null : tally.valid / tally.attempts;
}
