// Code that is fetched when it is first drawn. A failed fetch stays failed until someone asks again, so that
// nothing asks in a loop; browsers fetch a module anew whose last fetch failed.

/** One piece of code, shared by every place that draws with it. */
export class LateModule<T> {
  readonly #load: () => Promise<T>;
  readonly #listeners = new Set<() => void>();
  #promise: Promise<T> | null = null;
  #failed = false;

  /** `load` imports the code; it is called at the first need and at each retry after a failure. */
  constructor(load: () => Promise<T>) {
    this.#load = load;
  }

  /** Gives the code: the same promise until a retry. Rejects with LateModuleError where the fetch failed. */
  get(): Promise<T> {
    this.#promise ??= this.#load().catch((cause: unknown) => {
      this.#failed = true;
      throw new LateModuleError(this, cause);
    });
    return this.#promise;
  }

  /** Forgets a failure and tells every place that waits for the code; does nothing where none failed. */
  retry(): void {
    if (!this.#failed) return;
    this.#failed = false;
    this.#promise = null;
    for (const listener of [...this.#listeners]) listener();
  }

  /** Calls `listener` at each retry, until the function that it gives is called. */
  onRetry(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** The code did not arrive, in contrast to code that arrived and threw. */
export class LateModuleError extends Error {
  readonly source: Pick<LateModule<unknown>, "retry" | "onRetry">;

  constructor(source: LateModuleError["source"], cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.source = source;
  }
}
