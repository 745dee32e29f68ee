// A zip that is written file by file and handed on piece by piece, so that it need not fit into memory.
import { Zip, ZipDeflate, ZipPassThrough } from "fflate";
import { ZIP_TIME } from "./zip-time";

/** The media type of a zip. */
export const ZIP_MIME = "application/zip";
const LEVEL = 6;
/** Bytes packed between two rests: some milliseconds of work. */
const PIECE_BYTES = 2 ** 18;

/** Hears of bytes that were taken into a zip; may rest, or throw to end the work. */
export type SpendBytes = (bytes: number) => Promise<void>;

/** Writes one zip of less than 4 GiB. */
export class ZipWriter {
  readonly #zip: Zip;
  /** Bytes written so far. */
  bytes = 0;

  /** `onPiece` takes the pieces in their order; throws where packing fails. */
  constructor(onPiece: (piece: Uint8Array<ArrayBuffer>) => void) {
    this.#zip = new Zip((error, piece) => {
      if (error !== null) throw error;
      this.bytes += piece.length;
      onPiece(piece as Uint8Array<ArrayBuffer>);
    });
  }

  /** Adds a file as it is: one that is packed already gets no smaller, and can be read where it lies. */
  store(name: string, content: Uint8Array): void {
    this.#add(new ZipPassThrough(name), content);
  }

  /** Adds a file as it is, a piece at a time. */
  async storePieces(name: string, pieces: AsyncIterable<Uint8Array>, spend: SpendBytes): Promise<void> {
    const file = new ZipPassThrough(name);
    this.#begin(file);
    for await (const piece of pieces) {
      file.push(piece);
      await spend(piece.length);
    }
    file.push(new Uint8Array(0), true);
  }

  /** Adds a file packed. */
  pack(name: string, content: Uint8Array): void {
    this.#add(new ZipDeflate(name, { level: LEVEL }), content);
  }

  /** Adds a file packed, a piece at a time. */
  async packSlowly(name: string, content: Uint8Array, spend: SpendBytes): Promise<void> {
    const file = new ZipDeflate(name, { level: LEVEL });
    this.#begin(file);
    for (let start = 0; start < content.length; start += PIECE_BYTES) {
      const piece = content.subarray(start, start + PIECE_BYTES);
      file.push(piece);
      await spend(piece.length);
    }
    file.push(new Uint8Array(0), true);
  }

  /** Writes the directory. */
  end(): void {
    this.#zip.end();
  }

  #add(file: ZipPassThrough | ZipDeflate, content: Uint8Array): void {
    this.#begin(file);
    file.push(content, true);
  }

  #begin(file: ZipPassThrough | ZipDeflate): void {
    file.mtime = ZIP_TIME;
    this.#zip.add(file);
  }
}
