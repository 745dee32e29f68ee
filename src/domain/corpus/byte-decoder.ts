// Bytes to text in pieces of any size, with the same result for any cut. Text that turns out not to
// be UTF-8 after all keeps its Portuguese: see createUtf8Decoder. Marks are removed by the caller.
import type { Encoding } from "./source";
import { completeUtf8Length, utf8SequenceLength } from "./utf8-sequence";
import { decodeWindows1252, windows1252CodePoint } from "./windows-1252";

/** Turns bytes into text as they come. */
export interface ByteDecoder {
  /** The encoding in force; changes to Windows-1252 at most once. */
  readonly encoding: Encoding;
  /** Gives the text of the bytes that are complete; `last` ends the file. */
  push(bytes: Uint8Array, last: boolean): string;
}

/** Where bytes that are not in the file's encoding stand. */
export type BadBytesListener = (line: number, excerpt: string) => void;

/** Creates a decoder; `isCertain` forbids the change to Windows-1252 (the user chose, or a mark said so). */
export function createByteDecoder(
  encoding: Encoding,
  isCertain = false,
  onBadBytes: BadBytesListener = () => {},
): ByteDecoder {
  switch (encoding) {
    case "utf-8":
    case "utf-8-bom":
      return createUtf8Decoder(encoding, isCertain || encoding === "utf-8-bom", onBadBytes);
    case "utf-16le":
    case "utf-16be": {
      const platform = new TextDecoder(encoding, { ignoreBOM: true });
      return { encoding, push: (bytes, last) => platform.decode(bytes, { stream: !last }) };
    }
    case "windows-1252":
      return { encoding, push: decodeWindows1252 };
    default:
      return encoding satisfies never;
  }
}

/**
 * UTF-8 with two ways out. A bad byte after nothing but ASCII means that the file was Windows-1252 all
 * along (ASCII reads the same), so the rest is. A bad byte after valid accents is a pasted foreign
 * piece: that byte alone is read as Windows-1252 and its line reported.
 */
function createUtf8Decoder(initial: Encoding, isCertain: boolean, onBadBytes: BadBytesListener): ByteDecoder {
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let isWindows = false;
  let rest = new Uint8Array(0);
  let sawMultiByte = false;
  let line = 1;
  let badLine = 0;

  function keep(text: string): string {
    line += countLineFeeds(text);
    return text;
  }

  function readBadByte(byte: number): string {
    if (badLine !== line) onBadBytes(line, `\\x${byte.toString(16).toUpperCase()}`);
    badLine = line;
    return String.fromCharCode(windows1252CodePoint(byte));
  }

  function decodeFaulty(bytes: Uint8Array): string {
    let text = "";
    let start = 0;
    for (let index = 0; index < bytes.length; ) {
      const length = utf8SequenceLength(bytes, index);
      if (length > 0) {
        sawMultiByte ||= length > 1;
        index += length;
        continue;
      }
      text += keep(strict.decode(bytes.subarray(start, index)));
      if (!sawMultiByte && !isCertain) {
        isWindows = true;
        return text + decodeWindows1252(bytes.subarray(index));
      }
      text += readBadByte(bytes[index]);
      index++;
      start = index;
    }
    return text + keep(strict.decode(bytes.subarray(start)));
  }

  return {
    get encoding() {
      return isWindows ? "windows-1252" : initial;
    },
    push(bytes, last) {
      const data = rest.length === 0 ? bytes : concatenate(rest, bytes);
      if (isWindows) return decodeWindows1252(data);
      const end = last ? data.length : completeUtf8Length(data);
      rest = data.slice(end);
      const whole = data.subarray(0, end);
      const text = decodeOrNull(strict, whole);
      if (text === null) {
        const repaired = decodeFaulty(whole);
        if (!isWindows) return repaired;
        const tail = decodeWindows1252(rest);
        rest = rest.slice(rest.length);
        return repaired + tail;
      }
      sawMultiByte ||= text.length !== end;
      return keep(text);
    },
  };
}

function decodeOrNull(decoder: TextDecoder, bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

function concatenate(first: Uint8Array, second: Uint8Array): Uint8Array {
  const joined = new Uint8Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}

function countLineFeeds(text: string): number {
  let count = 0;
  for (let index = text.indexOf("\n"); index !== -1; index = text.indexOf("\n", index + 1)) count++;
  return count;
}
