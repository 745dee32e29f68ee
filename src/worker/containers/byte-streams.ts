// Bytes in pieces: out of the platform's streams, and gathered again where a reader needs all of them.
import type { ReadingWatch } from "./container-reader";

/** Reads a stream piece by piece; Safari's streams are not async iterable. */
export async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    // A stream that broke refuses to be cancelled.
    await reader.cancel().catch(() => {});
  }
}

/** Gathers pieces, those at hand and those to come. */
export async function gather(
  head: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array>,
  watch: ReadingWatch,
): Promise<Blob> {
  const pieces = [...head];
  for (let next = await rest.next(); !next.done; next = await rest.next()) {
    pieces.push(next.value);
    await watch.spend(next.value.length);
  }
  return new Blob(pieces as BlobPart[]);
}
