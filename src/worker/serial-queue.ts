// Runs tasks one after another, so that sampling and export never meet a training slice on the session.

/** A queue that runs one task at a time. */
export class SerialQueue {
  #tail: Promise<unknown> = Promise.resolve();

  /** Runs a task after all earlier ones, whether or not those failed. */
  run<T>(task: () => Promise<T> | T): Promise<T> {
    const result = this.#tail.then(task);
    this.#tail = result.catch(() => undefined);
    return result;
  }
}
