// What crosses between the worker that trains and the one that reads files of which its libraries may hang or crash.
import type { ContainerRefusal } from "@/domain/container/container-kind";

/** A kind of file that is read in a worker of its own. */
export type UntrustedKind = "pdf" | "parquet";

/** A part of what a file was translated into. */
export interface Piece {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** How much of the file has been read by now, above 0 and at most 1. */
  readonly share: number;
}

/** What the reading worker is asked. Each order is answered once, by a piece, the end or a failure. */
export type ReadingOrder =
  | { readonly type: "open"; readonly kind: UntrustedKind; readonly blob: Blob }
  /** Asks for the next piece. */
  | { readonly type: "more" };

/** What the reading worker says. */
export type ReadingAnswer =
  /** The reader has arrived. */
  | { readonly type: "ready" }
  | { readonly type: "notLoaded"; readonly detail: string }
  /** Still at work. */
  | { readonly type: "alive" }
  | ({ readonly type: "piece" } & Piece)
  | { readonly type: "end" }
  | { readonly type: "refused"; readonly reason: ContainerRefusal }
  | { readonly type: "failed"; readonly detail: string }
  /** An error that nothing caught; the answer that is due may never come. */
  | { readonly type: "lost"; readonly detail: string };

/**
 * Translates a file piece by piece and calls `alive` after every step that may take long. Throws a ContainerRefused with
 * the reason, or whatever its library throws on damage.
 */
export type UntrustedReader = (blob: Blob, alive: () => void) => AsyncGenerator<Piece>;
