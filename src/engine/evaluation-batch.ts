// The size of evaluation batches, the same on every engine.
import type { TokenWindows } from "@/domain/windows/token-windows";

// About this many tokens: enough to keep a device busy, little enough for its memory.
const TOKENS_PER_BATCH = 8192;

/** Counts the windows of one evaluation batch. */
export function evaluationBatch(windows: Pick<TokenWindows, "contextLength">): number {
  return Math.max(1, Math.floor(TOKENS_PER_BATCH / windows.contextLength));
}
