// Writes text in a legacy encoding: the decoder turned round, for want of an encoder on the platform.
import { createByteDecoder } from "@/domain/corpus/byte-decoder";
import type { EncodingLabel } from "@/domain/corpus/encodings";

const MULTI_BYTE: ReadonlySet<EncodingLabel> = new Set(["gb18030", "big5", "shift_jis", "euc-jp", "euc-kr"]);
const tables = new Map<EncodingLabel, ReadonlyMap<string, readonly number[]>>();

/** Encodes a text; fails for a character that the encoding lacks. */
export function encode(text: string, encoding: EncodingLabel): Uint8Array {
  const table = tables.get(encoding) ?? tableOf(encoding);
  tables.set(encoding, table);
  return Uint8Array.from(
    Array.from(text).flatMap((sign) => {
      const bytes = table.get(sign);
      if (bytes === undefined) throw new Error(`encode: ${encoding} has no ${sign}`);
      return bytes;
    }),
  );
}

/** Encodes a text in UTF-16. */
export function encodeUtf16(text: string, isLittle: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < text.length; index++) view.setUint16(2 * index, text.charCodeAt(index), isLittle);
  return bytes;
}

function tableOf(encoding: EncodingLabel): ReadonlyMap<string, readonly number[]> {
  const table = new Map<string, readonly number[]>();
  const sequences: (readonly number[])[] = Array.from({ length: 256 }, (_, byte) => [byte]);
  if (MULTI_BYTE.has(encoding)) {
    for (let lead = 0x81; lead < 0xff; lead++)
      for (let trail = 0x40; trail < 0xff; trail++) sequences.push([lead, trail]);
  }
  const decode = (bytes: readonly number[]) => createByteDecoder(encoding).push(Uint8Array.from(bytes), true);
  for (const bytes of sequences) {
    const sign = decode(bytes);
    if (Array.from(sign).length === 1 && sign !== "\ufffd" && !table.has(sign)) table.set(sign, bytes);
  }
  return table;
}
