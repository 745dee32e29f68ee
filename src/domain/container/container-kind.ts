// The files that hold other files or that are no text themselves: by what they are recognised. Bytes come before
// names, so that a spreadsheet that calls itself .csv opens all the same.

/** A container that can be opened; each has a reader of its own in the worker. */
export type ContainerKind =
  | "zip"
  | "gzip"
  | "tar"
  | "xlsx"
  | "ods"
  | "docx"
  | "odt"
  | "pptx"
  | "epub"
  | "pdf"
  | "parquet";

/** What is told by the first bytes; which document a zip is, only its list of files tells. */
type PlainKind = Extract<ContainerKind, "zip" | "gzip" | "tar" | "pdf" | "parquet">;

interface Signature {
  readonly kind: PlainKind;
  /** One character a byte. */
  readonly bytes: string;
  readonly offset?: number;
}

const SIGNATURES: readonly Signature[] = [
  { kind: "zip", bytes: "PK\x03\x04" },
  { kind: "zip", bytes: "PK\x05\x06" },
  { kind: "gzip", bytes: "\x1f\x8b\x08" },
  { kind: "tar", bytes: "ustar", offset: 257 },
  { kind: "pdf", bytes: "%PDF-" },
  // The mark alone may open a text; behind it stands the first field of a header.
  { kind: "parquet", bytes: "PAR1\x15" },
];

/** Bytes of the start that tell a container. */
export const CONTAINER_HEAD_BYTES = 1024;

/** Gives the kind of container that a file is by its first bytes, null for none. */
export function detectContainer(head: Uint8Array): PlainKind | null {
  const found = SIGNATURES.find(({ bytes, offset = 0 }) => startsWith(head, bytes, offset));
  if (found !== undefined) return found.kind;
  return null;
}

function startsWith(head: Uint8Array, bytes: string, offset: number): boolean {
  for (let index = 0; index < bytes.length; index++) {
    if (head[offset + index] !== bytes.charCodeAt(index)) return false;
  }
  return true;
}

/** Documents that are zips, by a file that each of them holds. */
const ZIPPED_KINDS: readonly (readonly [file: string, kind: ContainerKind | ContainerRefusal])[] = [
  ["xl/workbook.xml", "xlsx"],
  ["xl/workbook.bin", "otherOffice"],
  ["word/document.xml", "docx"],
  ["ppt/presentation.xml", "pptx"],
  ["META-INF/container.xml", "epub"],
  ["Index/Document.iwa", "otherOffice"],
  ["Index.zip", "otherOffice"],
];

/** The types that OpenDocument files state in their file `mimetype`. */
const MIME_KINDS: ReadonlyMap<string, ContainerKind> = new Map([
  ["application/vnd.oasis.opendocument.text", "odt"],
  ["application/vnd.oasis.opendocument.spreadsheet", "ods"],
  ["application/epub+zip", "epub"],
]);

/** Tells by the files of a zip, and by what its `mimetype` says, which document it is; "zip" for none. */
export function zippedKind(files: ReadonlySet<string>, mimeType: string): ContainerKind | ContainerRefusal {
  const stated = MIME_KINDS.get(mimeType.trim());
  if (stated !== undefined) return stated;
  return ZIPPED_KINDS.find(([file]) => files.has(file))?.[1] ?? "zip";
}

/** Why a container is not read; each has its sentence and its remedy. */
export type ContainerRefusal =
  /** A password is asked for. */
  | "encrypted"
  /** It breaks the rules of its kind, or ends too early. */
  | "damaged"
  /** It holds or unpacks to more than is read, or to far more than any text would. */
  | "tooLarge"
  /** No file in it can be read. */
  | "nothingInside"
  /** Pages without text, such as a scan. */
  | "noText"
  /** Text by tables of characters that do not lie in the file. */
  | "outsideCharacters"
  /** A document without a word in it. */
  | "noWords"
  /** Packed by a method that is not known here, or over several files. */
  | "otherPacking"
  /** Formats of office programs before 2007. */
  | "oldOffice"
  /** Formats of office programs that no reader is for. */
  | "otherOffice"
  | "otherArchive"
  /** A picture or a recording. */
  | "media";

/** What can be said of a binary file beyond its type (binary-check.ts). */
const BINARY_REFUSALS: ReadonlyMap<string, ContainerRefusal> = new Map([
  ["Microsoft Office", "oldOffice"],
  ...["bzip2", "xz", "Zstandard", "7-Zip", "RAR"].map((type) => [type, "otherArchive"] as const),
  ...["PNG", "JPEG", "GIF", "WebP", "TIFF", "WAV", "AVI", "MP3", "Ogg", "FLAC", "MP4"].map(
    (type) => [type, "media"] as const,
  ),
]);

/** Gives the reason that a binary file of a type is refused for, null where its type says enough. */
export function binaryRefusal(type: string): ContainerRefusal | null {
  return BINARY_REFUSALS.get(type) ?? null;
}

/** Tells a document that is read from a reason to refuse it. */
export function isContainerKind(kind: ContainerKind | ContainerRefusal): kind is ContainerKind {
  return READABLE.has(kind);
}

const READABLE: ReadonlySet<string> = new Set<ContainerKind>([
  "zip",
  "gzip",
  "tar",
  "xlsx",
  "ods",
  "docx",
  "odt",
  "pptx",
  "epub",
  "pdf",
  "parquet",
]);
