// The control block at address 0 of the kernels' memory, as byte offsets; each busy word has a cache line
// of its own. The build hands the numbers on to the kernels, whose barrier lies there.

/** Where the build lets the kernels' constants begin (its --memoryBase), behind the words below. */
export const CONSTANTS_START = 1024;
/** Bytes at the start of memory that no tensor may use. */
export const CONTROL_BYTES = CONSTANTS_START + 1024;

/** Counts the beginnings and ends of writing a run down; helpers sleep on it. Odd: the words below change. */
export const RUN_NUMBER = 64;
/** What helpers run: program, commands, first step, steps, bytes between step records, first scratch, its bytes. */
export const RUN_PROGRAM = 68;
export const RUN_COMMANDS = 72;
export const RUN_FIRST_STEP = 76;
export const RUN_STEPS = 80;
export const RUN_STEP_STRIDE = 84;
export const RUN_SCRATCH = 88;
export const RUN_SCRATCH_STRIDE = 92;
/** Threads that take part in the run. */
export const RUN_THREADS = 96;
/** Not 0: the pool is closed and helpers return. */
export const CLOSED = 100;

/** The next piece of the current command that nobody has claimed yet. */
export const TICKET = 448;

/** Barrier: threads that have arrived, number of the barrier, threads asleep in it. */
export const ARRIVED = 128;
export const PHASE = 192;
export const SLEEPING = 256;

/** Not 0: a thread was missed at a barrier; every thread gives up, and the pool is of no more use. */
export const ABORTED = 320;
