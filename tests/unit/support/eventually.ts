// Waiting for what comes by itself: a busy machine may take seconds to load a part that is asked for first.
import { vi } from "vitest";

const PATIENCE_MILLISECONDS = 20_000;

/** Repeats an expectation until it holds; fails as it does once patience is over. */
export function eventually(expectation: () => void | Promise<void>): Promise<void> {
  return vi.waitFor(expectation, { timeout: PATIENCE_MILLISECONDS });
}
