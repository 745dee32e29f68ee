// Reads whatever was dropped, a file or many, into one source: opens containers as deep as they lie, reads what is
// inside as if it had been dropped alone, and joins what is alike.
import type { CorpusConfig } from "@/domain/config/run-config";
import type { LeftOut, LeftOutReason } from "@/domain/container/container-facts";
import { binaryRefusal, CONTAINER_HEAD_BYTES, detectContainer } from "@/domain/container/container-kind";
import { joinMembers, type ReadMember } from "@/domain/container/join-members";
import { baseName, compareNames } from "@/domain/container/member-names";
import type { LegacyDetector } from "@/domain/corpus/judge-encoding";
import { createSourceReader } from "@/domain/corpus/read-source";
import type { Source, SourceForm } from "@/domain/corpus/source";
import type { ReadingWishes } from "@/domain/corpus/source-forms";
import type { AppError } from "@/domain/errors";
import { failure, type Result, success } from "@/domain/result";
import { messageOf } from "@/domain/thrown-message";
import { gather } from "./byte-streams";
import { ContainerRefused, type Contents, type Member, type ReadingWatch } from "./container-reader";
import { containerReaders } from "./container-readers";
import { SHEET_FIELDS, withLineBreaks } from "./sheet-csv";
import { LoadCancelled } from "./slice-watch";

const DEEPEST = 4;

/** Where a member was found. */
interface Place {
  /** As the page tells it. */
  readonly path: string;
  /** Goes before the paths of what it holds. */
  readonly folder: string;
  /** Tells it from the other files that are read; empty for one that is alone, however it was packed. */
  readonly apart: string;
  readonly depth: number;
}

/** What was found so far. */
interface Findings {
  readonly sources: ReadMember[];
  readonly leftOut: LeftOut[];
  readonly errors: AppError[];
  /** Whether files came out of an archive. */
  isArchive: boolean;
}

/**
 * Reads members into one source called `name`. Errors: those of a source reader, noRowDrawn where chance took no row of
 * what is read, and containerRefused where nothing can be read. Throws LoadCancelled, and what the platform throws where a file cannot be opened.
 */
export async function readMembers(
  name: string,
  members: readonly Member[],
  corpus: CorpusConfig,
  watch: ReadingWatch,
): Promise<Result<Source>> {
  const found: Findings = { sources: [], leftOut: [], errors: [], isArchive: members.length > 1 };
  const reading = new MemberReading(corpus, watch, found);
  const ordered = [...members].sort((first, second) => compareNames(first.path, second.path));
  try {
    for (const member of ordered) {
      const { path } = member;
      const apart = members.length > 1 ? path : "";
      await reading.take(member, { path, folder: apart, apart, depth: 0 });
    }
  } catch (thrown) {
    if (thrown instanceof ContainerRefused) return failure({ code: "containerRefused", name, reason: thrown.reason });
    throw thrown;
  }
  const { sources, leftOut, errors, isArchive } = found;
  if (sources.length === 0) {
    const [error] = errors;
    const tells = errors.length === 1 && leftOut.length === 1;
    return failure(tells || !isArchive ? error : { code: "containerRefused", name, reason: "nothingInside" });
  }
  const joined = isArchive
    ? joinMembers(sources, { name, unit: "file", wish: corpus.member, leftOut })
    : sources[0].source;
  if (joined.kind === "text" || joined.rows.length > 0) return success(joined);
  return failure({ code: "noRowDrawn", name: joined.facts.name, rows: joined.facts.drawn?.seen ?? 0 });
}

class MemberReading {
  readonly #corpus: CorpusConfig;
  readonly #watch: ReadingWatch;
  readonly #found: Findings;
  /** Loaded with the first text that is not in Unicode. */
  #detector: LegacyDetector | null = null;

  constructor(corpus: CorpusConfig, watch: ReadingWatch, found: Findings) {
    this.#corpus = corpus;
    this.#watch = watch;
    this.#found = found;
  }

  /** Reads a member and what it holds. */
  async take(member: Member, place: Place): Promise<void> {
    const { path, folder, depth } = place;
    const result = await this.#guarded(path, async () => {
      const { head, rest } = await peek(member);
      const kind = depth < DEEPEST ? detectContainer(head.bytes) : null;
      if (kind === null) return this.#plain(member, place, head.pieces, rest);
      const blob = await this.#blobOf(member, head.pieces, rest);
      const contents = await (await containerReaders[kind]())(blob, path, this.#watch);
      if (contents.unit === "sheet") return this.#document(contents, place);
      await this.#archive(contents, kind === "gzip" ? { ...place, folder: parentOf(folder) } : place);
      return null;
    });
    if (result === null) return;
    if (result.ok) this.#found.sources.push({ path, source: result.value });
    else {
      this.#found.errors.push(result.error);
      this.#found.leftOut.push({ path, reason: reasonOf(result.error) });
    }
  }

  async #blobOf({ blob }: Member, head: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): Promise<Blob> {
    if (blob === null) return gather(head, rest, this.#watch);
    await rest.return?.();
    await this.#watch.spend(blob.size);
    return blob;
  }

  async #archive({ members, leftOut }: Contents, { folder, apart, depth }: Place): Promise<void> {
    this.#found.isArchive = true;
    const prefix = folder === "" ? "" : `${folder}/`;
    for (const { path, reason } of leftOut) {
      this.#found.leftOut.push({ path: prefix + path, reason });
      this.#found.errors.push({ code: "containerRefused", name: path, reason: reason as "encrypted" });
    }
    this.#watch.expect(members.reduce((sum, { bytes }) => sum + bytes, 0));
    for (const member of members) {
      const path = prefix + member.path;
      await this.take(member, { path, folder: path, apart: members.length > 1 ? path : apart, depth: depth + 1 });
    }
  }

  async #document({ members, leftOut }: Contents, { apart, ...place }: Place): Promise<Result<Source>> {
    const name = baseName(place.path);
    const sheets: ReadMember[] = [];
    let error: AppError = { code: "fileEmpty", name };
    for (const member of members) {
      const { path } = member;
      const ownPlace = { ...place, path, apart: members.length > 1 ? `${apart}/${path}` : apart };
      const read = await this.#plain(member, ownPlace, [], member.open()[Symbol.asyncIterator]());
      if (read.ok) sheets.push({ path, source: withLineBreaks(read.value) });
      else error = { ...read.error, ...("name" in read.error ? { name } : {}) } as AppError;
    }
    if (sheets.length === 0) return failure(error);
    return success(joinMembers(sheets, { name, unit: "sheet", wish: this.#corpus.member, leftOut }));
  }

  async #plain(
    member: Member,
    { path, apart }: Place,
    head: readonly Uint8Array[],
    rest: AsyncIterator<Uint8Array>,
  ): Promise<Result<Source>> {
    const { bytes, form } = member;
    const corpus = form === null ? this.#corpus : translated(this.#corpus, form);
    const input = { name: baseName(path), path: apart, totalBytes: bytes, corpus, detector: () => this.#detector };
    const reader = createSourceReader(input);
    let hasBegun = false;
    const push = async (piece: Uint8Array): Promise<Result<void>> => {
      const pushed = reader.push(piece);
      if (reader.needsDetector) {
        this.#detector = (await import("@/domain/corpus/legacy-detector")).rankLegacyEncodings;
      }
      if (!hasBegun && pushed.ok) this.#watch.began(piece, input);
      hasBegun = true;
      await this.#watch.spend(piece.length);
      return pushed;
    };
    try {
      for (const piece of head) {
        const pushed = await push(piece);
        if (!pushed.ok) return failure(await this.#refined(pushed.error, member));
      }
      for (let next = await rest.next(); !next.done; next = await rest.next()) {
        const pushed = await push(next.value);
        if (!pushed.ok) return failure(await this.#refined(pushed.error, member));
        if (reader.isFull) break;
      }
    } finally {
      // What is read no further lets go of its stream or its worker.
      await rest.return?.();
    }
    const finishing = reader.finish();
    let step = finishing.next();
    for (; step.done !== true; step = finishing.next()) await this.#watch.spend(0);
    return step.value.ok ? step.value : failure(await this.#refined(step.value.error, member));
  }

  /** Tells more of a binary file than its type. */
  async #refined(error: AppError, member: Member): Promise<AppError> {
    const reason = error.code === "fileBinary" ? binaryRefusal(error.detected) : null;
    if (error.code !== "fileBinary" || reason === null) return error;
    const isLocked = reason === "oldOffice" && (await holdsEncryption(member, this.#watch));
    return { code: "containerRefused", name: error.name, reason: isLocked ? "encrypted" : reason };
  }

  /** Turns what readers throw into an error of the member; what ends the whole reading passes. */
  async #guarded(path: string, read: () => Promise<Result<Source> | null>): Promise<Result<Source> | null> {
    try {
      return await read();
    } catch (thrown) {
      if (thrown instanceof LoadCancelled || isOfPlatform(thrown)) throw thrown;
      const name = baseName(path);
      if (!(thrown instanceof ContainerRefused)) {
        return failure({ code: "containerRefused", name, reason: "damaged", detail: messageOf(thrown) });
      }
      if (thrown.reason === "tooLarge") throw thrown;
      return failure({ code: "containerRefused", name, reason: thrown.reason });
    }
  }
}

/** A translation has an encoding and fields of its own; a text may still be read otherwise. */
function translated(corpus: CorpusConfig, form: SourceForm): ReadingWishes {
  const readAs = form === "text" && corpus.readAs !== "auto" ? corpus.readAs : form;
  return { ...corpus, encoding: "utf-8", readAs, ...(form === "csv" ? { fields: SHEET_FIELDS } : {}) };
}

async function peek(member: Member) {
  const rest = member.open()[Symbol.asyncIterator]();
  const pieces: Uint8Array[] = [];
  let length = 0;
  while (length < CONTAINER_HEAD_BYTES) {
    const next = await rest.next();
    if (next.done) break;
    pieces.push(next.value);
    length += next.value.length;
  }
  const bytes = new Uint8Array(Math.min(length, CONTAINER_HEAD_BYTES));
  let filled = 0;
  for (const piece of pieces) {
    const part = piece.subarray(0, bytes.length - filled);
    bytes.set(part, filled);
    filled += part.length;
  }
  return { head: { bytes, pieces }, rest };
}

/** Office locks a document by wrapping it in a file of the old kind, under this name. */
async function holdsEncryption(member: Member, watch: ReadingWatch): Promise<boolean> {
  const mark = [..."EncryptedPackage"].join("\0");
  for await (const piece of member.open()) {
    await watch.spend(0);
    if (new TextDecoder("latin1").decode(piece).includes(mark)) return true;
  }
  return false;
}

/** A file that is gone or may not be opened, or a reader that did not arrive, is no fault of what is in it. */
function isOfPlatform(thrown: unknown): boolean {
  if (thrown instanceof DOMException) return /^Not(Readable|Found|Allowed)Error$/.test(thrown.name);
  return thrown instanceof TypeError && /import|fetch|module/i.test(thrown.message);
}

function reasonOf(error: AppError): LeftOutReason {
  if (error.code === "containerRefused") return error.reason;
  return error.code === "fileBinary" ? "binary" : error.code === "fileEmpty" ? "empty" : "unreadable";
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
