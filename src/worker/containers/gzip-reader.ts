// Files packed by gzip, one in each; several packed files behind each other are one.
import { Gunzip } from "fflate";
import { chunksOf } from "./byte-streams";
import type { ContainerReader } from "./container-reader";

/** Packed bytes inflated at once: what comes out is at most a thousand times as much. */
const PIECE_BYTES = 4096;

/** Opens a gzip file. */
export const readGzip: ContainerReader = async (blob, name) => ({
  unit: "file",
  members: [{ path: innerName(name), bytes: 0, open: () => inflated(blob), blob: null, form: null }],
  leftOut: [],
});

function innerName(name: string): string {
  return name.replace(/\.tgz$/i, ".tar").replace(/\.(gz|gzip)$/i, "");
}

async function* inflated(blob: Blob): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const gunzip = new Gunzip((piece) => void ready.push(piece));
  for await (const chunk of chunksOf(blob.stream())) {
    for (let start = 0; start < chunk.length; start += PIECE_BYTES) {
      gunzip.push(chunk.subarray(start, start + PIECE_BYTES));
      yield* ready;
      ready = [];
    }
  }
  gunzip.push(new Uint8Array(0), true);
  yield* ready;
}
