// Reads XML piece by piece. What is badly formed is read as far as it goes: office programs are forgiving as well.
import { Parser } from "htmlparser2";
import type { ReadingWatch } from "./container-reader";
import type { ZipFile } from "./zip-files";

/** What happens in a document, by names without their prefixes. */
export interface XmlHandlers {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Reads a file of XML, and rests after each piece: what a generator awaits meanwhile is done by then. */
export async function* xmlSteps(
  file: ZipFile,
  handlers: XmlHandlers,
  watch: ReadingWatch,
  isHtml = false,
): AsyncGenerator<void> {
  const parser = new Parser(
    {
      onopentag: (name, attributes) => handlers.open?.(localName(name), attributes),
      ontext: (text) => handlers.text?.(text),
      onclosetag: (name) => handlers.close?.(localName(name)),
    },
    { xmlMode: !isHtml, recognizeSelfClosing: true },
  );
  let decoder: TextDecoder | null = null;
  for await (const piece of file.open()) {
    decoder ??= new TextDecoder(encodingOf(piece));
    parser.write(decoder.decode(piece, { stream: true }));
    await watch.spend(piece.length);
    yield;
  }
  parser.end();
  yield;
}

/** Reads a file of XML to its end; nothing happens where there is none. */
export async function readXml(file: ZipFile | undefined, handlers: XmlHandlers, watch: ReadingWatch): Promise<void> {
  if (file === undefined) return;
  for await (const _ of xmlSteps(file, handlers, watch));
}

function encodingOf(head: Uint8Array): string {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  return head[0] === 0xfe && head[1] === 0xff ? "utf-16be" : "utf-8";
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
