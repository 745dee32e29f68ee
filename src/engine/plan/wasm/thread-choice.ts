// Whether a program runs on one thread or on all: by measuring, since that depends on the program's size and
// on what else the processor does. Both give the same bits, so the choice may change at any time.

/** The next steps of a program, to be run together. */
export interface Stretch {
  readonly threads: number;
  readonly steps: number;
}

/** One way to run, as measured so far. */
interface Pace {
  readonly measurements: number;
  /** Milliseconds a step. */
  readonly step: number;
}

/** Each way is measured so often at first, and only the last counts: kernels become faster as they are compiled. */
const FIRST_MEASUREMENTS = 3;
/** Share of the time that may be lost on measuring the slower way again. */
const MEASURING_SHARE = 0.02;
/** Milliseconds after which the slower way is measured again whatever it costs. */
const LONGEST_WAIT = 5000;
/** A measurement takes about so many milliseconds. */
const MEASURING_TIME = 1;
/** Weight of the newest measurement; old ones fade, as the machine's other work comes and goes. */
const NEWEST = 0.3;

/** Chooses between one thread and `most` for one program. */
export class ThreadChoice {
  readonly #most: number;
  #one: Pace = { measurements: 0, step: 0 };
  #all: Pace = { measurements: 0, step: 0 };
  /** Milliseconds since the slower way was measured. */
  #waited = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Gives how to run the next of `steps` steps, some of them or all. */
  next(steps: number): Stretch {
    if (this.#most === 1) return { threads: 1, steps };
    const [one, all] = [this.#one, this.#all];
    const measured = Math.min(steps, Math.ceil(MEASURING_TIME / Math.max(one.step, all.step, MEASURING_TIME / 16)));
    if (Math.min(one.measurements, all.measurements) < FIRST_MEASUREMENTS) {
      return { threads: one.measurements < all.measurements ? 1 : this.#most, steps: measured };
    }
    const [better, other] = one.step < all.step ? [1, this.#most] : [this.#most, 1];
    const lost = measured * Math.abs(one.step - all.step);
    const isDue = lost <= MEASURING_SHARE * this.#waited || this.#waited >= LONGEST_WAIT;
    return isDue ? { threads: other, steps: measured } : { threads: better, steps };
  }

  /** Learns how long a stretch took. */
  report({ threads, steps }: Stretch, milliseconds: number): void {
    const wasSlower = threads === 1 ? this.#one.step >= this.#all.step : this.#all.step >= this.#one.step;
    this.#waited = wasSlower ? 0 : this.#waited + milliseconds;
    if (threads === 1) this.#one = measuredPace(this.#one, milliseconds / steps);
    else this.#all = measuredPace(this.#all, milliseconds / steps);
  }
}

function measuredPace({ measurements, step }: Pace, newest: number): Pace {
  const weight = measurements < FIRST_MEASUREMENTS ? 1 : NEWEST;
  return { measurements: measurements + 1, step: step + weight * (newest - step) };
}
