// How many steps one submission holds: several where a step is short, so that the host has little to do and
// the device never waits; few where it is long, so that a page that draws on the same card can do so.

/** About so many milliseconds of work go into one submission. */
const SUBMISSION_TIME = 30;
/** Weight of the newest measurement. */
const NEWEST = 0.5;

/** Measures steps and divides the next ones. */
export class SubmissionPace {
  /** Milliseconds a step; unknown before the first. */
  #pace: number | null = null;

  /** Gives how many of `steps` steps go into the next submission, at least one. */
  next(steps: number): number {
    if (this.#pace === null) return 1;
    return Math.max(1, Math.min(steps, Math.floor(SUBMISSION_TIME / this.#pace)));
  }

  /** Learns how long a submission took. */
  report(steps: number, milliseconds: number): void {
    const measured = milliseconds / steps;
    this.#pace = this.#pace === null ? measured : this.#pace + NEWEST * (measured - this.#pace);
  }
}
