// Waits for a pause in a burst of calls.

/** A call that waits for a pause. */
export interface Debounced {
  /** Asks for a call after the delay; each new ask starts the delay again. */
  request(): void;
  /** Drops a call that is waiting. */
  cancel(): void;
}

/** Wraps `action` so that a burst of requests runs it once, `milliseconds` after the last. */
export function debounce(action: () => void, milliseconds: number): Debounced {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const cancel = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const request = (): void => {
    cancel();
    timer = setTimeout(() => {
      timer = null;
      action();
    }, milliseconds);
  };
  return { request, cancel };
}
