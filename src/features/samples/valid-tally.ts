// Counts attempts and valid records over the generations of one model.

/** What a generation tells of its attempts. */
interface Attempts {
  readonly attempts: number;
  readonly validAttempts: number;
}

/** Counts so far; `last` is the number of the generation that came in last. */
export interface ValidTally {
  readonly attempts: number;
  readonly valid: number;
  readonly last: number;
}

/** No attempts yet. */
export const emptyTally: ValidTally = { attempts: 0, valid: 0, last: 0 };

/** Adds the attempts of generation `id` once, however often it reports; a stopped one has none. */
export function addReport(tally: ValidTally, id: number, report: Attempts): ValidTally {
  if (id === tally.last) return tally;
  return { attempts: tally.attempts + report.attempts, valid: tally.valid + report.validAttempts, last: id };
}

/** Gives the share of valid attempts, null before the first. */
export function shareOf(tally: ValidTally): number | null {
  return tally.attempts === 0 ? null : tally.valid / tally.attempts;
}
