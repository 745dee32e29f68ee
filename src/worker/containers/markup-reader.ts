// The text of documents that are written in XML: which elements end a line, and which hold no text of the document.
import { compareNames } from "@/domain/container/member-names";
import { ContainerRefused, type Contents, type ReadingWatch } from "./container-reader";
import type { DocumentReader } from "./document-readers";
import { epubChapters } from "./epub-chapters";
import { type XmlHandlers, xmlSteps } from "./xml-events";
import type { ZipFile, ZipFiles } from "./zip-files";

/** How a kind of document is marked up, by names without prefixes. */
interface Markup {
  /** Finds the files that hold the text, in their order. */
  readonly parts: (files: ZipFiles, watch: ReadingWatch) => Promise<readonly ZipFile[]>;
  readonly isHtml: boolean;
  /** Text counts inside these alone. */
  readonly text: ReadonlySet<string>;
  /** A line ends where one of these ends. */
  readonly blocks: ReadonlySet<string>;
  readonly cell: string;
  /** What stands for a sign. */
  readonly signs: ReadonlyMap<string, string>;
  /** Nothing in these counts. */
  readonly skipped: ReadonlySet<string>;
}

const only = (path: string) => async (files: ZipFiles) => {
  const file = files.get(path);
  return file === undefined ? [] : [file];
};

const slides = async (files: ZipFiles) =>
  [...files]
    .filter(([path]) => /^ppt\/slides\/[^/]+\.xml$/.test(path))
    .sort(([first], [second]) => compareNames(first, second))
    .map(([, file]) => file);

const kinds = {
  docx: {
    parts: only("word/document.xml"),
    isHtml: false,
    text: new Set(["t"]),
    blocks: new Set(["p", "tr"]),
    cell: "tc",
    signs: new Map([
      ["tab", "\t"],
      ["br", "\n"],
      ["cr", "\n"],
      ["noBreakHyphen", "-"],
    ]),
    // Word writes pictures of text twice, for old and new versions.
    skipped: new Set(["Fallback", "pPr", "rPr"]),
  },
  odt: {
    parts: only("content.xml"),
    isHtml: false,
    text: new Set(["p", "h"]),
    blocks: new Set(["p", "h", "table-row"]),
    cell: "table-cell",
    signs: new Map([
      ["tab", "\t"],
      ["line-break", "\n"],
      ["s", " "],
    ]),
    skipped: new Set(["tracked-changes", "annotation", "note-citation"]),
  },
  pptx: {
    parts: slides,
    isHtml: false,
    text: new Set(["t"]),
    blocks: new Set(["p", "tr", "sld"]),
    cell: "tc",
    signs: new Map([["br", "\n"]]),
    skipped: new Set(["Fallback"]),
  },
  epub: {
    parts: epubChapters,
    isHtml: true,
    text: new Set(["body"]),
    blocks: new Set([
      "p",
      "div",
      "h1",
      "h2",
      "h3",
      "h4",
      "h5",
      "h6",
      "li",
      "blockquote",
      "tr",
      "dt",
      "dd",
      "pre",
      "body",
    ]),
    cell: "td",
    signs: new Map([["br", "\n"]]),
    skipped: new Set(["script", "style"]),
  },
} as const satisfies Record<string, Markup>;

/** Gives the reader of a kind of document; its text has a line a paragraph. */
export function readMarkup(kind: keyof typeof kinds): DocumentReader {
  const markup: Markup = kinds[kind];
  return async (files, name, watch): Promise<Contents> => {
    const parts = await markup.parts(files, watch);
    if (parts.length === 0) throw new ContainerRefused("damaged");
    const open = () => textOf(parts, markup, watch);
    return { unit: "sheet", members: [{ path: name, bytes: 0, open, blob: null, form: "text" }], leftOut: [] };
  };
}

async function* textOf(parts: readonly ZipFile[], markup: Markup, watch: ReadingWatch): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const gatherer = createGatherer(markup);
  let isEmpty = true;
  const encoded = (text: string): Uint8Array => {
    isEmpty &&= text.trim() === "";
    return encoder.encode(text);
  };
  for (const part of parts) {
    for await (const _ of xmlSteps(part, gatherer, watch, markup.isHtml)) yield encoded(gatherer.takeLines());
  }
  yield encoded(gatherer.takeRest());
  if (isEmpty) throw new ContainerRefused("noWords");
}

interface Gatherer extends XmlHandlers {
  /** Gives the lines that have ended since. */
  takeLines(): string;
  /** Gives the line that nothing ended. */
  takeRest(): string;
}

function createGatherer({ isHtml, text: textNames, blocks, cell, signs, skipped }: Markup): Gatherer {
  const lines: string[] = [];
  let line = "";
  /** What stands on the line before each open cell, whose own text is the line meanwhile. */
  const before: string[] = [];
  let inText = 0;
  let inSkipped = 0;
  const isSpaced = (): boolean => /\s/.test(line.at(-1) ?? "\n");
  // Paragraphs of a cell stand on one line, and cells side by side.
  const endLine = (): void => {
    if (before.length > 0) line += " ";
    else {
      lines.push(withoutGap(line), "\n");
      line = "";
    }
  };
  return {
    open(name, attributes) {
      if (skipped.has(name)) inSkipped++;
      if (inSkipped > 0) return;
      if (name === cell) {
        before.push(line);
        line = "";
      }
      if (textNames.has(name)) inText++;
      const count = name === "s" ? Math.min(Number(attributes["text:c"] ?? 1) || 1, 100) : 1;
      line += (signs.get(name) ?? "").repeat(count);
    },
    text(text) {
      if (inText === 0 || inSkipped > 0) return;
      if (!isHtml) line += text;
      else line += isSpaced() ? text.replace(/\s+/g, " ").trimStart() : text.replace(/\s+/g, " ");
    },
    close(name) {
      if (skipped.has(name)) inSkipped = Math.max(0, inSkipped - 1);
      if (inSkipped > 0) return;
      if (name === cell) line = `${before.pop() ?? ""}${line.trimEnd()}\t`;
      if (textNames.has(name)) inText = Math.max(0, inText - 1);
      if (blocks.has(name)) endLine();
    },
    takeLines: () => lines.splice(0).join(""),
    takeRest: () => before.splice(0).join("") + line,
  };
}

/** Cuts off the blanks and tabs at the end of a line. */
function withoutGap(line: string): string {
  let end = line.length;
  while (end > 0 && (line[end - 1] === " " || line[end - 1] === "\t")) end--;
  return line.slice(0, end);
}
