// Bytes of a known encoding to text in pieces of any size, with the same result for any cut. Bytes that the encoding
// does not know are replaced and told with their line. Marks are removed by the caller.
import { type CodePage, decodeCodePage, windows1252CodePoint } from "./code-pages";
import type { Encoding } from "./encodings";
import { createPassedLines, type PassedLines } from "./passed-lines";
import { brokenUtf8Length, completeUtf8Length, utf8SequenceLength } from "./utf8-sequence";

/** Turns bytes into text as they come. */
export interface ByteDecoder {
  /** Gives the text of the bytes that are complete; `last` ends the file. */
  push(bytes: Uint8Array, last: boolean): string;
}

/** Where bytes that are not in the file's encoding stand, once a line. */
export type BadBytesListener = (line: number, excerpt: string) => void;

const REPLACEMENT = "\ufffd";

/** Creates a decoder; `lines` knows the line at which its bytes begin. */
export function createByteDecoder(
  encoding: Encoding,
  onBadBytes: BadBytesListener = () => {},
  lines: PassedLines = createPassedLines(),
): ByteDecoder {
  switch (encoding) {
    case "utf-8":
    case "utf-8-bom":
      return createUtf8Decoder(onBadBytes, lines);
    case "windows-1252":
    case "cp850":
    case "cp437":
      return createCodePageDecoder(encoding);
    default:
      return createPlatformDecoder(encoding, onBadBytes, lines);
  }
}

/** Every byte has a character, so nothing is ever bad. */
function createCodePageDecoder(page: CodePage): ByteDecoder {
  return { push: (bytes) => decodeCodePage(page, bytes) };
}

function createPlatformDecoder(encoding: string, onBadBytes: BadBytesListener, lines: PassedLines): ByteDecoder {
  const platform = new TextDecoder(encoding, { ignoreBOM: true });
  let badLine = 0;
  return {
    push(bytes, last) {
      const text = platform.decode(bytes, { stream: !last });
      let from = 0;
      for (let at = text.indexOf(REPLACEMENT); at !== -1; at = text.indexOf(REPLACEMENT, from)) {
        lines.pass(text.slice(from, at));
        if (badLine !== lines.line) onBadBytes(lines.line, REPLACEMENT);
        badLine = lines.line;
        lines.pass(REPLACEMENT);
        from = at + 1;
      }
      lines.pass(text.slice(from));
      return text;
    },
  };
}

/**
 * A byte that stands alone among valid text was pasted from a Windows program and keeps its letter; what is left of a
 * longer sequence has no meaning any more and becomes U+FFFD.
 */
function createUtf8Decoder(onBadBytes: BadBytesListener, lines: PassedLines): ByteDecoder {
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let rest = new Uint8Array(0);
  let badLine = 0;

  function keep(text: string): string {
    lines.pass(text);
    return text;
  }

  function replace(bytes: Uint8Array, isCut: boolean): string {
    // What the end of the file cuts is broken even where only its first byte is left.
    const sign = bytes.length === 1 && !isCut ? windowsSign(bytes[0]) : REPLACEMENT;
    const shown = Array.from(bytes, (byte) => `\\x${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
    if (badLine !== lines.line) onBadBytes(lines.line, `${shown} → ${sign}`);
    badLine = lines.line;
    return keep(sign);
  }

  function decodeFaulty(bytes: Uint8Array, last: boolean): string {
    let text = "";
    let start = 0;
    for (let index = 0; index < bytes.length; ) {
      const length = utf8SequenceLength(bytes, index);
      if (length > 0) {
        index += length;
        continue;
      }
      text += keep(strict.decode(bytes.subarray(start, index)));
      start = index + brokenUtf8Length(bytes, index);
      text += replace(bytes.subarray(index, start), last && length === -1);
      index = start;
    }
    return text + keep(strict.decode(bytes.subarray(start)));
  }

  return {
    push(bytes, last) {
      const data = rest.length === 0 ? bytes : concatenate(rest, bytes);
      const end = last ? data.length : completeUtf8Length(data);
      rest = data.slice(end);
      const whole = data.subarray(0, end);
      const text = decodeOrNull(strict, whole);
      return text === null ? decodeFaulty(whole, last) : keep(text);
    },
  };
}

/** The sign of a byte in Windows-1252, U+FFFD where that has none. */
function windowsSign(byte: number): string {
  const codePoint = windows1252CodePoint(byte);
  return codePoint >= 0x80 && codePoint < 0xa0 ? REPLACEMENT : String.fromCharCode(codePoint);
}

function decodeOrNull(decoder: TextDecoder, bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

function concatenate(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}
