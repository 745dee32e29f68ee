// On how many threads a program runs: by measuring, since that depends on the program's size, on whether
// threads share a core, and on what else the processor does. All ways give the same bits, so the choice
// may change at any time.

/** The next steps of a program, to be run together. */
export interface Stretch {
  readonly threads: number;
  readonly steps: number;
}

/** One way to run, as measured so far. */
interface Way {
  readonly threads: number;
  measurements: number;
  /** Milliseconds a step. */
  pace: number;
  /** Milliseconds of other ways since this one was measured. */
  waited: number;
}

/** Each way is measured so often at first, and only the last counts: kernels become faster as they are compiled. */
const FIRST_MEASUREMENTS = 3;
/** Share of the time that may be lost on measuring a slower way again. */
const MEASURING_SHARE = 0.02;
/** Milliseconds after which a slower way is measured again at any cost, */
const LONGEST_WAIT = 5000;
/** but for this share of the time: a step of a large model takes seconds. */
const LARGEST_SHARE = 0.1;
/** Behind a measurement of so many milliseconds one more is enough: kernels were compiled on the way. */
const LONG_MEASUREMENT = 1000;
/** A measurement takes about so many milliseconds, */
const MEASURING_TIME = 1;
/** and at most so many steps. */
const MEASURING_STEPS = 16;
/** Weight of the newest measurement; old ones fade, as the machine's other work comes and goes. */
const NEWEST = 0.3;

/** Chooses between all threads, half of them and one, for one program. */
export class ThreadChoice {
  readonly #ways: readonly Way[];

  constructor(most: number) {
    const counts = new Set([most, Math.ceil(most / 2), 1]);
    this.#ways = [...counts].map((threads) => ({ threads, measurements: 0, pace: 0, waited: 0 }));
  }

  /** Gives how to run the next of `steps` steps, some of them or all. */
  next(steps: number): Stretch {
    const [only, ...more] = this.#ways;
    if (more.length === 0) return { threads: only.threads, steps };
    const unknown = this.#ways.reduce((a, b) => (b.measurements < a.measurements ? b : a));
    if (unknown.measurements < FIRST_MEASUREMENTS) return measuring(unknown, steps);
    const best = this.#ways.reduce((a, b) => (b.pace < a.pace ? b : a));
    const due = this.#ways.find((way) => way !== best && isDue(way, best, steps));
    return due === undefined ? { threads: best.threads, steps } : measuring(due, steps);
  }

  /** Learns how long a stretch took. */
  report({ threads, steps }: Stretch, milliseconds: number): void {
    for (const way of this.#ways) {
      if (way.threads === threads) {
        const weight = way.measurements < FIRST_MEASUREMENTS ? 1 : NEWEST;
        way.pace += weight * (milliseconds / steps - way.pace);
        way.measurements += 1;
        if (milliseconds >= LONG_MEASUREMENT) way.measurements = Math.max(FIRST_MEASUREMENTS - 1, way.measurements);
        way.waited = 0;
      } else {
        way.waited += milliseconds;
      }
    }
  }
}

function measuring({ threads, pace }: Way, steps: number): Stretch {
  const enough = pace === 0 ? 1 : Math.ceil(MEASURING_TIME / pace);
  return { threads, steps: Math.min(steps, enough, MEASURING_STEPS) };
}

function isDue(way: Way, best: Way, steps: number): boolean {
  const lost = measuring(way, steps).steps * (way.pace - best.pace);
  const share = way.waited >= LONGEST_WAIT ? LARGEST_SHARE : MEASURING_SHARE;
  return lost <= share * way.waited;
}
