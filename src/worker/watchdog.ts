// Tells a dead worker from a busy one, by the beats that it sends. Pure: clock and beats come from outside.

/** What the worker says of itself with each beat: it has a measure once a slice of its training is behind it. */
export type WorkerActivity = "resting" | "working" | "measured";

/** Milliseconds between two beats of a worker that can run its timers. */
export const BEAT_MILLISECONDS = 500;

/** Longest silence of a resting worker. */
const RESTING_LIMIT = 3_000;
/**
 * What a working one may always be silent while nothing is known of its slices: the first step of a software adapter, or of a
 * large model, whatever short pieces of its opening came before.
 */
const UNKNOWN_LIMIT = 45_000;
/** How much longer than the longest silence so far the next one may be. */
const GROWTH = 8;
const SHORTEST_LIMIT = 8_000;
const LONGEST_LIMIT = 90_000;
/** A check that comes this late was held up itself: the page slept, and the worker with it. */
const SLEPT = 4 * BEAT_MILLISECONDS;
const MOST_RESTARTS = 3;
const RESTART_SPAN = 60_000;

/**
 * Watches one worker. A false alarm would end an honest slow run, a late one only waits longer: so a working worker
 * gets eight times its longest silence so far, at most 90 seconds and at least 8 once a slice of its training is a measure;
 * before that it may be compiling.
 */
export class Watchdog {
  #activity: WorkerActivity = "resting";
  #lastBeat: number;
  #lastCheck: number;
  #longest = 0;

  /** Begins at `now`, in milliseconds. */
  constructor(now: number) {
    this.#lastBeat = now;
    this.#lastCheck = now;
  }

  /** Takes a beat in. */
  beat(activity: WorkerActivity, now: number): void {
    if (this.#activity !== "resting") this.#longest = Math.max(this.#longest, now - this.#lastBeat);
    const isMeasure = this.#activity === "working" && activity === "measured";
    // Another kind of work has other silences.
    if (activity !== this.#activity && !isMeasure) this.#longest = 0;
    this.#activity = activity;
    this.#lastBeat = now;
  }

  /** Tells whether the worker is dead; to be asked every BEAT_MILLISECONDS or so. */
  isDead(now: number): boolean {
    if (now - this.#lastCheck > SLEPT) this.#lastBeat = Math.max(this.#lastBeat, now - BEAT_MILLISECONDS);
    this.#lastCheck = now;
    return now - this.#lastBeat > this.limit;
  }

  /** Milliseconds of silence after which the worker counts as dead. */
  get limit(): number {
    if (this.#activity === "resting") return RESTING_LIMIT;
    // The first slice compiles, and so takes longer than those behind it: one silence is a measure then.
    const least = this.#activity === "working" ? UNKNOWN_LIMIT : SHORTEST_LIMIT;
    return Math.min(LONGEST_LIMIT, Math.max(least, GROWTH * this.#longest));
  }
}

/** Counts restarts, so that what dies again and again is left to the user, or left. */
export class RestartBudget {
  readonly #most: number;
  #times: readonly number[] = [];

  constructor(most = MOST_RESTARTS) {
    this.#most = most;
  }

  /** Takes one of the restarts of a minute; false when there is none left. */
  take(now: number): boolean {
    this.#times = this.#times.filter((time) => now - time <= RESTART_SPAN);
    if (this.#times.length >= this.#most) return false;
    this.#times = [...this.#times, now];
    return true;
  }
}
