// Words beside the store that are there at once: whether anything is kept, so that a first visit need not wait for the
// store, and how this tab leaves a run of which the store may not know enough.
import type { LeftRun } from "@/state/keeping/keeping-context";

const KEY = "curio.kept";
const LEFT = "curio.begun";

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

/** Gives the run that this tab noted before it was loaded anew; null for none. */
export function readLeft(): LeftRun | null {
  try {
    return leftOf(JSON.parse(sessionStorage.getItem(LEFT) ?? "null"));
  } catch {
    return null;
  }
}

/** Notes a run that is not in the store yet, or not as the page shows it; null once there is none. */
export function noteLeft(run: LeftRun | null): void {
  try {
    if (run === null) sessionStorage.removeItem(LEFT);
    else sessionStorage.setItem(LEFT, JSON.stringify(run));
  } catch {
    // Where this is refused, less is told of what such a run has lost.
  }
}

function leftOf(told: unknown): LeftRun | null {
  const { id, name, step } = (told ?? {}) as Partial<Record<string, unknown>>;
  if (typeof id !== "string" || typeof name !== "string") return null;
  return { id, name, step: typeof step === "number" ? step : 0 };
}
