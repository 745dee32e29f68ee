// Tells a picture, archive or program from text by the first 64 KB, before anything is decoded.

/** Bytes at an offset that open every file of a type. */
interface Signature {
  readonly type: string;
  readonly bytes: string;
  readonly offset?: number;
}

// One character a byte. Types whose mark could open a text ("BM", "MZ") carry further fixed bytes or are left to the ratios.
const SIGNATURES: readonly Signature[] = [
  { type: "PNG", bytes: "\x89PNG\r\n\x1a\n" },
  { type: "JPEG", bytes: "\xff\xd8\xff" },
  { type: "GIF", bytes: "GIF87a" },
  { type: "GIF", bytes: "GIF89a" },
  { type: "WebP", bytes: "WEBP", offset: 8 },
  { type: "WAV", bytes: "WAVEfmt ", offset: 8 },
  { type: "AVI", bytes: "AVI LIST", offset: 8 },
  { type: "TIFF", bytes: "II*\0" },
  { type: "TIFF", bytes: "MM\0*" },
  { type: "ICO", bytes: "\0\0\x01\0" },
  { type: "PDF", bytes: "%PDF-" },
  { type: "ZIP", bytes: "PK\x03\x04" },
  { type: "ZIP", bytes: "PK\x05\x06" },
  { type: "gzip", bytes: "\x1f\x8b\x08" },
  { type: "bzip2", bytes: "1AY&SY", offset: 4 },
  { type: "xz", bytes: "\xfd7zXZ\0" },
  { type: "Zstandard", bytes: "\x28\xb5\x2f\xfd" },
  { type: "7-Zip", bytes: "7z\xbc\xaf\x27\x1c" },
  { type: "RAR", bytes: "Rar!\x1a\x07" },
  { type: "Microsoft Office", bytes: "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" },
  { type: "MP3", bytes: "ID3\x03\0" },
  { type: "MP3", bytes: "ID3\x04\0" },
  { type: "Ogg", bytes: "OggS\0" },
  { type: "FLAC", bytes: "fLaC\0" },
  { type: "MP4", bytes: "ftyp", offset: 4 },
  { type: "SQLite", bytes: "SQLite format 3\0" },
  { type: "Parquet", bytes: "PAR1\x15" },
  { type: "NumPy", bytes: "\x93NUMPY" },
  { type: "HDF5", bytes: "\x89HDF\r\n\x1a\n" },
  { type: "WebAssembly", bytes: "\0asm" },
  { type: "ELF", bytes: "\x7fELF" },
  { type: "Windows program", bytes: "MZ\x90\0" },
  { type: "WOFF2", bytes: "wOF2\0" },
];

const LARGEST_NUL_SHARE = 0.01;
const LARGEST_CONTROL_SHARE = 0.05;

/** Names the binary type of a head of at most 64 KB ("binary" for an unknown one), or null for text. Wide text holds NUL bytes. */
export function detectBinary(head: Uint8Array, isWide: boolean): string | null {
  const signature = SIGNATURES.find((candidate) => matches(head, candidate));
  if (signature !== undefined) return signature.type === "ZIP" ? zipType(head) : signature.type;
  if (isWide) return null;
  let nuls = 0;
  let controls = 0;
  for (const byte of head) {
    if (byte === 0) nuls++;
    if (isControl(byte)) controls++;
  }
  const isBinary = nuls > LARGEST_NUL_SHARE * head.length || controls > LARGEST_CONTROL_SHARE * head.length;
  return isBinary ? "binary" : null;
}

function matches(head: Uint8Array, { bytes, offset = 0 }: Signature): boolean {
  for (let index = 0; index < bytes.length; index++) {
    if (head[offset + index] !== bytes.charCodeAt(index)) return false;
  }
  return true;
}

/** Office files are ZIP archives with telling entry names. */
function zipType(head: Uint8Array): string {
  const names = String.fromCharCode(...head.subarray(0, 8192));
  if (names.includes("word/")) return "DOCX";
  if (names.includes("xl/")) return "XLSX";
  if (names.includes("ppt/")) return "PPTX";
  return names.includes("mimetypeapplication/vnd.oasis.opendocument") ? "OpenDocument" : "ZIP";
}

/** Everything below space but tab to carriage return, escape and the four separators of ASCII, and delete. */
function isControl(byte: number): boolean {
  return (byte < 0x1b && !(byte >= 0x09 && byte <= 0x0d)) || byte === 0x7f;
}
