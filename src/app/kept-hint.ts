// A word beside the store that tells at once whether anything is kept: a first visit need not wait for the store.
const KEY = "curio.kept";

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
