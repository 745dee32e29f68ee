// The size of evaluation batches, the same on every engine.
import type { TokenWindows } from "@/domain/windows/token-windows";

// About this many tokens: enough to keep a device busy, little enough for its memory,
const TOKENS_PER_BATCH = 8192;
/** and so many logits at most, which a large vocabulary has many of. */
const LOGITS_PER_BATCH = 2 ** 24;

/** Counts the windows of one evaluation batch. */
export function evaluationBatch({
  contextLength,
  vocabularySize,
}: Pick<TokenWindows, "contextLength" | "vocabularySize">): number {
  const tokens = Math.min(TOKENS_PER_BATCH, LOGITS_PER_BATCH / vocabularySize);
  return Math.max(1, Math.floor(tokens / contextLength));
}
