// Runs a stepwise generator to its end, for tests that want only the answer.

/** Gives what the generator returns. */
export function finish<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value as T;
  }
}
