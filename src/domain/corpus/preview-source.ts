// The first rows of a long file while the rest is still being read: its start, read as if it were all.
import { finished } from "../finished";
import { createSourceReader, type SourceInput } from "./read-source";
import type { SourceSummary } from "./source";
import { summarizeSource } from "./summarize-source";

/** Bytes of the start that are shown. */
export const PREVIEW_BYTES = 1 << 16;

const LINE_FEED = 10;

/** Reads the whole lines of a file's first bytes; null where they make no source. */
export function previewSource(head: Uint8Array, input: SourceInput): SourceSummary | null {
  const start = head.subarray(0, PREVIEW_BYTES);
  const lineEnd = start.lastIndexOf(LINE_FEED) + 1;
  const reader = createSourceReader({ ...input, corpus: { ...input.corpus, rowShare: 1 } });
  reader.push(lineEnd === 0 ? start : start.subarray(0, lineEnd));
  if (reader.needsDetector) return null;
  const source = finished(reader.finish());
  return source.ok ? summarizeSource(source.value) : null;
}
