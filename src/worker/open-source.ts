// Opens any source as a stream of bytes: a dropped file, pasted text, or a bundled file of this origin.
import type { DataSource } from "./protocol";

/** Bytes in pieces, and how many are to come. */
export interface ByteStream {
  readonly stream: AsyncIterable<Uint8Array<ArrayBuffer>>;
  /** 0 where unknown. */
  readonly totalBytes: number;
}

/** Opens a source. Rejects when a bundled file cannot be fetched. */
export async function openSource(source: DataSource): Promise<ByteStream> {
  switch (source.kind) {
    case "file":
      return { stream: chunksOf(source.file.stream()), totalBytes: source.file.size };
    case "text": {
      const blob = new Blob([source.text]);
      return { stream: chunksOf(blob.stream()), totalBytes: blob.size };
    }
    case "bundled": {
      const response = await fetch(source.url);
      if (!response.ok || response.body === null) {
        throw new Error(`${response.status} ${response.statusText}`);
      }
      return { stream: chunksOf(response.body), totalBytes: Number(response.headers.get("content-length") ?? 0) };
    }
  }
  return source satisfies never;
}

/** Reads a stream chunk by chunk; Safari's streams are not async iterable. */
async function* chunksOf(stream: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}
