// What a kernel knows of its surroundings: which thread it is, its private scratch memory, the step of
// the run, the claiming of work and the barrier. Results never depend on `threads`.
import { ABORTED, ARRIVED, PHASE, SLEEPING, TICKET } from "../generated/constants.as";

/** This thread's number; 0 is the owner of the pool. */
export let thread: i32 = 0;
/** Threads that take part in the run. */
export let threads: i32 = 1;
/** Private memory of this thread, as much as scratch.ts counts for the run's commands. */
export let scratch: usize = 0;
/** Bytes from the first step record to that of the current step. */
export let stepOffset: usize = 0;

/** Elements of a piece of cheap elementwise work: some microseconds, and whole cache lines. */
export const PIECE: i32 = 4096;

/** Pieces claimed since the last barrier, where there is one thread. */
let claimed: i32 = 0;

// Helpers are usually a few microseconds apart; sleeping and waking costs more than spinning so long.
const SPINS: i32 = 60000;
const SLICE_NANOSECONDS: i64 = 100_000_000;
const SLICES: i32 = 100;

/** Takes part in a run from its first barrier on. */
export function enter(threadIndex: i32, threadCount: i32, scratchOffset: usize): void {
  thread = threadIndex;
  threads = threadCount;
  scratch = scratchOffset;
  claimed = 0;
}

/** Goes on to the step whose record lies `offset` bytes behind the first. */
export function enterStep(offset: usize): void {
  stepOffset = offset;
}

/**
 * Claims a piece of the current command's work, numbered from 0 since the last barrier: no thread gets a number
 * that another got. Threads are seldom equally fast, so pieces go to whoever is free; what a piece computes must
 * not depend on who that is, nor on how many pieces there are.
 */
export function claim(): i32 {
  return threads == 1 ? claimed++ : atomic.add<i32>(TICKET, 1);
}

/** Rows of a piece that has about PIECE elements. @inline */
export function pieceRows(width: i32): i32 {
  return max(1, PIECE / max(1, width));
}

/** Items of a piece when every thread should find about four, in whole units, at most `most`. @inline */
export function pieceItems(count: i32, unit: i32, most: i32): i32 {
  const units = (count + 4 * threads * unit - 1) / (4 * threads * unit);
  return min(most, max(1, units) * unit);
}

/** Tells whether a thread was missed, or the pool closed, so that this run is lost. @inline */
export function aborted(): bool {
  return threads > 1 && atomic.load<i32>(ABORTED) != 0;
}

/** Waits until every thread has arrived, at most some seconds; then the run is aborted. */
export function barrier(): void {
  if (threads == 1) {
    claimed = 0;
    return;
  }
  const phase = atomic.load<i32>(PHASE);
  if (atomic.add<i32>(ARRIVED, 1) == threads - 1) {
    atomic.store<i32>(ARRIVED, 0);
    atomic.store<i32>(TICKET, 0);
    atomic.add<i32>(PHASE, 1);
    if (atomic.load<i32>(SLEEPING) != 0) atomic.notify(PHASE, -1);
    return;
  }
  for (let spin = 0; spin < SPINS; spin++) {
    if (atomic.load<i32>(PHASE) != phase) return;
  }
  atomic.add<i32>(SLEEPING, 1);
  for (let slice = 0; slice < SLICES; slice++) {
    atomic.wait<i32>(PHASE, phase, SLICE_NANOSECONDS);
    if (atomic.load<i32>(PHASE) != phase || atomic.load<i32>(ABORTED) != 0) {
      atomic.sub<i32>(SLEEPING, 1);
      return;
    }
  }
  atomic.sub<i32>(SLEEPING, 1);
  atomic.store<i32>(ABORTED, 1);
}
