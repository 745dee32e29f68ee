// Words beside the store that are there at once: whether anything is kept, so that a first visit need not wait for the
// store, and what has begun in this tab that the store does not have yet.
import type { BegunRun } from "@/state/keeping/keeping-context";

const KEY = "curio.kept";
const BEGUN = "curio.begun";

/** Tells whether an earlier visit has kept something. */
export function mayBeKept(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

/** Notes whether anything is kept. */
export function rememberKept(isKept: boolean): void {
  try {
    if (isKept) localStorage.setItem(KEY, "1");
    else localStorage.removeItem(KEY);
  } catch {
    // Where this is refused, the page opens as on a first visit and what is kept stands in the runs alone.
  }
}

/** Gives the run that had begun in this tab before it was loaded anew, and was not in the store yet; null for none. */
export function readBegun(): BegunRun | null {
  try {
    const told: unknown = JSON.parse(sessionStorage.getItem(BEGUN) ?? "null");
    return isBegun(told) ? told : null;
  } catch {
    return null;
  }
}

/** Notes a run that has begun and is not in the store yet; null once there is none. */
export function noteBegun(run: BegunRun | null): void {
  try {
    if (run === null) sessionStorage.removeItem(BEGUN);
    else sessionStorage.setItem(BEGUN, JSON.stringify(run));
  } catch {
    // Where this is refused, the loss of such a run is not told.
  }
}

function isBegun(told: unknown): told is BegunRun {
  const { id, name } = (told ?? {}) as Partial<Record<string, unknown>>;
  return typeof id === "string" && typeof name === "string";
}
