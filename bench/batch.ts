// Cuts windows out of the stream for peers that do not do so themselves.
import type { System } from "./systems";

/** Token ids (B,T) and the ids that follow the positions that count: (B) or (B*T). */
export interface PlainBatch {
  readonly tokens: Int32Array<ArrayBuffer>;
  readonly targets: Int32Array<ArrayBuffer>;
}

/** Copies the windows that begin at `starts` (B). */
export function cutBatch({ graph, windows }: System, starts: Uint32Array): PlainBatch {
  const { contextLength, lossPositions } = graph;
  const counted = lossPositions === "every" ? contextLength : 1;
  const tokens = new Int32Array(starts.length * contextLength);
  const targets = new Int32Array(starts.length * counted);
  for (const [row, start] of starts.entries()) {
    tokens.set(windows.tokens.subarray(start, start + contextLength), row * contextLength);
    targets.set(windows.tokens.subarray(start + contextLength + 1 - counted, start + contextLength + 1), row * counted);
  }
  return { tokens, targets };
}
