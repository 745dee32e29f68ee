// Code that is fetched when it is first drawn. A failed fetch stays failed until someone asks again, so that
// nothing asks in a loop. Some browsers remember that a module's fetch failed; it is then asked for by another address.

/** One piece of code, shared by every place that draws with it. */
export class LateModule<T> {
  readonly #load: () => Promise<T>;
  readonly #listeners = new Set<() => void>();
  #promise: Promise<T> | null = null;
  #failed = false;
  #failures = 0;
  #failedAddress: string | null = null;

  /** `load` imports the code; it is called at the first need and at each retry after a failure. */
  constructor(load: () => Promise<T>) {
    this.#load = load;
  }

  /** Gives the code: the same promise until a retry. Rejects with LateModuleError where the fetch failed. */
  get(): Promise<T> {
    this.#promise ??= marked(
      this.#fetch().catch((cause: unknown) => {
        this.#failed = true;
        this.#failures++;
        this.#failedAddress ??= moduleAddress(cause);
        throw new LateModuleError(this, cause);
      }),
    );
    return this.#promise;
  }

  #fetch(): Promise<T> {
    if (this.#failedAddress === null) return this.#load();
    return import(/* @vite-ignore */ `${this.#failedAddress}?again=${this.#failures}`);
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

/**
 * Marks a promise once it is kept, by the fields that React's `use` reads: what was fetched before it is first drawn is
 * then drawn at once, without what stands in its place meanwhile.
 */
function marked<T>(promise: Promise<T>): Promise<T> {
  promise.then(
    (value) => Object.assign(promise, { status: "fulfilled", value }),
    () => undefined,
  );
  return promise;
}

/** Gives the address that a browser names when a module of this origin did not arrive; null where it names none. */
function moduleAddress(cause: unknown): string | null {
  const [address = null] = cause instanceof Error ? (/https?:\/\/\S+\.js/.exec(cause.message) ?? []) : [];
  return address !== null && new URL(address).origin === globalThis.location?.origin ? address : null;
}

/** The code did not arrive, in contrast to code that arrived and threw. */
export class LateModuleError extends Error {
  readonly source: Pick<LateModule<unknown>, "retry" | "onRetry">;

  constructor(source: LateModuleError["source"], cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.source = source;
  }
}
