// The encoding that a page or an XML text says it is in.
import { ENCODINGS, type EncodingLabel, isWide } from "./encodings";

/** Bytes in which a declaration must stand; browsers look at 1,024. */
const HEAD = 4096;

/** Gives the legacy encoding that a text in markup declares at its start; null where it declares none that is known. */
export function declaredEncoding(bytes: Uint8Array): EncodingLabel | null {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, HEAD)).replace(/<!--[\s\S]*?-->/g, "");
  if (!/^(?:ï»¿)?\s*</.test(head)) return null;
  const declared =
    /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)/i.exec(head) ??
    /<meta\s[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head);
  return declared === null ? null : knownLabel(declared[1]);
}

/**
 * Gives the encoding that a name of it stands for in the Encoding Standard; a readable declaration is in no wide one,
 * and UTF-8 is known by its shape.
 */
function knownLabel(name: string): EncodingLabel | null {
  try {
    const { encoding } = new TextDecoder(name);
    const label = ENCODINGS.find((known) => known === (encoding === "gbk" ? "gb18030" : encoding));
    return label === undefined || label === "utf-8" || isWide(label) ? null : label;
  } catch {
    return null;
  }
}
