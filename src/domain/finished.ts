// Work that is done in steps, done at once.

/** Runs a stepwise work to its end; gives what it returns. */
export function finished<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
