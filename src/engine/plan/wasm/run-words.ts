// How a run is handed from the pool to its helpers: its numbers as words of the control block. The counter
// before them is odd while they change, so that nobody takes half of one run for another.
import {
  RUN_COMMANDS,
  RUN_FIRST_STEP,
  RUN_NUMBER,
  RUN_PROGRAM,
  RUN_SCRATCH,
  RUN_SCRATCH_STRIDE,
  RUN_STEP_STRIDE,
  RUN_STEPS,
  RUN_THREADS,
} from "./control";

/** What one run executes; offsets and strides in bytes. Scratch holds an area of `scratchStride` for each thread. */
export interface Run {
  readonly program: number;
  readonly commands: number;
  readonly firstStep: number;
  readonly steps: number;
  readonly stepStride: number;
  readonly scratch: number;
  readonly scratchStride: number;
}

/** A run with the number of threads that take part in it. */
export interface SharedRun extends Run {
  readonly threads: number;
}

const places = {
  program: RUN_PROGRAM,
  commands: RUN_COMMANDS,
  firstStep: RUN_FIRST_STEP,
  steps: RUN_STEPS,
  stepStride: RUN_STEP_STRIDE,
  scratch: RUN_SCRATCH,
  scratchStride: RUN_SCRATCH_STRIDE,
  threads: RUN_THREADS,
} as const satisfies Record<keyof SharedRun, number>;

/** Writes a run into the control block and wakes the helpers. */
export function writeRun(control: Int32Array, run: SharedRun): void {
  Atomics.add(control, RUN_NUMBER >> 2, 1);
  for (const [name, place] of Object.entries(places)) Atomics.store(control, place >> 2, run[name as keyof SharedRun]);
  Atomics.add(control, RUN_NUMBER >> 2, 1);
  Atomics.notify(control, RUN_NUMBER >> 2);
}

/** Reads run number `seen`; null when it is not wholly there, or no longer. */
export function readRun(control: Int32Array, seen: number): SharedRun | null {
  const word = (place: number) => Atomics.load(control, place >> 2);
  const run: SharedRun = {
    program: word(places.program),
    commands: word(places.commands),
    firstStep: word(places.firstStep),
    steps: word(places.steps),
    stepStride: word(places.stepStride),
    scratch: word(places.scratch),
    scratchStride: word(places.scratchStride),
    threads: word(places.threads),
  };
  return seen % 2 === 0 && word(RUN_NUMBER) === seen ? run : null;
}
