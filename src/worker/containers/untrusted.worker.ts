// A worker that reads one file after another by libraries which a damaged file can make hang or crash. It holds nothing
// that is worth keeping, so whoever started it may end it at any moment (read-untrusted.ts).
import { messageOf } from "@/domain/thrown-message";
import { ContainerRefused } from "./container-reader";
import type { Piece, ReadingAnswer, ReadingOrder, UntrustedKind, UntrustedReader } from "./untrusted-messages";

const readers: Readonly<Record<UntrustedKind, () => Promise<UntrustedReader>>> = {
  pdf: async () => (await import("./pdf-reader")).readPdf,
  parquet: async () => (await import("./parquet-reader")).readParquet,
};

/** Milliseconds between two signs of life, so that they do not crowd out what is read. */
const ALIVE_PAUSE = 200;

let pieces: AsyncGenerator<Piece> | null = null;
let lastAlive = 0;

function say(answer: ReadingAnswer, transfer: Transferable[] = []): void {
  self.postMessage(answer, { transfer });
}

function sayAlive(): void {
  const now = performance.now();
  if (now - lastAlive < ALIVE_PAUSE) return;
  lastAlive = now;
  say({ type: "alive" });
}

/** Makes a reader ready; tells whether it arrived. */
async function open(kind: UntrustedKind, blob: Blob): Promise<boolean> {
  try {
    const read = await readers[kind]();
    say({ type: "ready" });
    pieces = read(blob, sayAlive);
    return true;
  } catch (error) {
    say({ type: "notLoaded", detail: messageOf(error) });
    return false;
  }
}

async function giveNext(): Promise<void> {
  try {
    const next = await pieces?.next();
    if (next === undefined || next.done) return say({ type: "end" });
    say({ type: "piece", ...next.value }, [next.value.bytes.buffer]);
  } catch (error) {
    if (error instanceof ContainerRefused) say({ type: "refused", reason: error.reason });
    else say({ type: "failed", detail: messageOf(error) });
  }
}

self.addEventListener("message", ({ data }: MessageEvent<ReadingOrder>) => {
  void (async () => {
    if (data.type === "more" || (await open(data.kind, data.blob))) await giveNext();
  })();
});
// What a library lets go unheard may be the promise that a piece waits for.
self.addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  say({ type: "lost", detail: messageOf(event.reason) });
});
