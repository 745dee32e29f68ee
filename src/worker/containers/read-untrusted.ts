// Reads a file in a worker of its own, since the libraries for its kind can hang or crash on a damaged file. The worker
// is ended by a cancel, by an error that nothing caught, and by a silence; a reading that came to its end leaves it for
// the next file.
import type { SourceForm } from "@/domain/corpus/source";
import { type ContainerReader, ContainerRefused, type ReadingWatch } from "./container-reader";
import type { ReadingAnswer, ReadingOrder, UntrustedKind } from "./untrusted-messages";

const TICK_MILLISECONDS = 100;
/**
 * Ticks without a word after which a reader counts as lost: ten seconds. Readers speak after every page of a file, which
 * takes far less than a second on a fast computer; a slow one has ten times as long. Ticks are counted instead of a
 * clock being read, so that a computer that slept is not taken for a silence.
 */
const MOST_SILENT_TICKS = 100;
/** How long a worker waits for the next file. */
const REST_MILLISECONDS = 2000;

const startReadingWorker = (): Worker =>
  new Worker(new URL("./untrusted.worker.ts", import.meta.url), { type: "module", name: "reading" });

let resting: ReadingWorker | null = null;

/** Gives the reader of a kind of file, which is translated into a form. */
export function untrustedReader(kind: UntrustedKind, form: SourceForm): ContainerReader {
  return async (blob, name, watch) => {
    const open = () => readUntrusted(kind, blob, watch);
    return { unit: "sheet", members: [{ path: name, bytes: 0, open, blob: null, form }], leftOut: [] };
  };
}

async function* readUntrusted(kind: UntrustedKind, blob: Blob, watch: ReadingWatch): AsyncGenerator<Uint8Array> {
  const worker = resting?.wake() ?? new ReadingWorker(startReadingWorker());
  let isAtEnd = false;
  let readBytes = 0;
  let expectedBytes = 0;
  try {
    // A slice is no File, whose name need not cross.
    worker.send({ type: "open", kind, blob: blob.slice() });
    for (;;) {
      const answer = await nextAnswer(worker, watch);
      if (answer.type === "end") {
        isAtEnd = true;
        return;
      }
      worker.send({ type: "more" });
      readBytes += answer.bytes.length;
      const total = Math.round(readBytes / answer.share);
      watch.expect(total - expectedBytes);
      expectedBytes = total;
      yield answer.bytes;
    }
  } finally {
    if (isAtEnd) worker.rest();
    else worker.end();
  }
}

/** Waits for a piece or the end. Throws a ContainerRefused, a TypeError where the reader did not arrive, and what the watch throws. */
async function nextAnswer(
  worker: ReadingWorker,
  watch: ReadingWatch,
): Promise<Extract<ReadingAnswer, { type: "piece" | "end" }>> {
  for (let silentTicks = 0; ; ) {
    const answer = await worker.heard(TICK_MILLISECONDS);
    await watch.spend(0);
    switch (answer?.type) {
      case "piece":
      case "end":
        return answer;
      case "refused":
        throw new ContainerRefused(answer.reason);
      case "failed":
      case "lost":
        throw new Error(answer.detail);
      case "notLoaded":
        throw new TypeError(`a module did not arrive: ${answer.detail}`);
      case undefined:
        if (worker.hasArrived) silentTicks++;
        if (silentTicks === MOST_SILENT_TICKS) throw new Error("the reader fell silent");
        break;
      default:
        silentTicks = 0;
    }
  }
}

/** One worker from its start to its end, with what it said and nobody has heard yet. */
class ReadingWorker {
  readonly #worker: Worker;
  readonly #answers: ReadingAnswer[] = [];
  /** Whether its script and the reader are there; before that it is the network that is slow. */
  hasArrived = false;
  #hear: () => void = () => {};
  #restEnds: ReturnType<typeof setTimeout> | undefined;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.addEventListener("message", ({ data }: MessageEvent<ReadingAnswer | { readonly type?: never }>) => {
      // pdf.js takes every worker for one of its own and greets as such.
      if (data.type !== undefined) this.#take(data);
    });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.#take({ type: this.hasArrived ? "lost" : "notLoaded", detail: event.message });
    });
    worker.addEventListener("messageerror", () => this.#take({ type: "lost", detail: "messageerror" }));
  }

  send(order: ReadingOrder): void {
    this.#worker.postMessage(order);
  }

  /** Gives the next answer, null where none comes in time. */
  heard(milliseconds: number): Promise<ReadingAnswer | null> {
    if (this.#answers.length > 0) return Promise.resolve(this.#answers.shift() ?? null);
    return new Promise((resolve) => {
      const settle = () => {
        clearTimeout(timer);
        this.#hear = () => {};
        resolve(this.#answers.shift() ?? null);
      };
      const timer = setTimeout(settle, milliseconds);
      this.#hear = settle;
    });
  }

  /** Waits a while for another file. */
  rest(): void {
    resting?.end();
    resting = this;
    this.#restEnds = setTimeout(() => this.end(), REST_MILLISECONDS);
  }

  /** Ends the rest. */
  wake(): this {
    clearTimeout(this.#restEnds);
    resting = null;
    this.hasArrived = false;
    return this;
  }

  end(): void {
    if (resting === this) this.wake();
    this.#worker.terminate();
  }

  #take(answer: ReadingAnswer): void {
    if (answer.type === "ready") this.hasArrived = true;
    this.#answers.push(answer);
    this.#hear();
    if (resting === this) this.end();
  }
}
