// Reads RTF as its running text: what the document shows as paragraphs and table rows, without fonts, pictures, page
// heads and notes. A reader of our own, since those on npm are unkept or need Node's streams (rtf-parser, last
// changed in 2020) or only unwrap e-mail (rtf-stream-parser).
import type { CorpusConfig } from "../config/run-config";
import type { ProblemLog } from "./problem-log";
import { createRtfTokens, type RtfListener } from "./rtf-tokens";
import {
  ASIDE_DESTINATIONS,
  charsetEncoding,
  codePageEncoding,
  SILENT_DESTINATIONS,
  SYMBOL_CHARACTERS,
  WORD_CHARACTERS,
} from "./rtf-words";
import type { NoteLog } from "./source-note";
import type { PlainText, SourceParser } from "./source-parser";

/** What holds inside a group and ends with it. */
interface Group {
  readonly isSkipped: boolean;
  readonly isFontTable: boolean;
  readonly isHidden: boolean;
  /** Characters that stand behind each `\u` for readers that know none. */
  readonly skips: number;
  /** The encoding of the font in use, null for the document's own. */
  readonly encoding: string | null;
}

const OUTERMOST: Group = { isSkipped: false, isFontTable: false, isHidden: false, skips: 1, encoding: null };

/** Tells whether a text begins as RTF does. */
export function beginsAsRtf(head: string): boolean {
  return /^\uFEFF?\s*\{\\rtf/.test(head);
}

/** Creates a reader of RTF. */
export function createRtfParser(_: CorpusConfig, __: ProblemLog, notes: NoteLog): SourceParser<PlainText> {
  let line = 1;
  const document = createDocument((kind, text) => notes.add(kind, line, text));
  const take = createRtfTokens(document);
  return {
    push(text) {
      for (let index = 0; index < text.length; index++) {
        const character = text.charAt(index);
        if (character === "\n") line++;
        take(character);
      }
    },
    finish: () => ({ kind: "text", text: document.finish() }),
  };
}

interface Document extends RtfListener {
  finish(): string;
}

function createDocument(onLeftOut: (kind: "markup" | "hiddenPart", text: string) => void): Document {
  const writer = createWriter();
  const fonts = new Map<number, string | null>();
  const stack: Group[] = [];
  let group = OUTERMOST;
  let own = "windows-1252";
  let font = 0;
  let unread = 0;
  /** Whether nothing but `\*` has stood in the group yet, where its first word names what it is. */
  let isFresh = false;

  /** Tells whether a character is one that a `\u` before it replaces. */
  function isReplaced(): boolean {
    if (unread === 0) return false;
    unread--;
    return true;
  }

  function change(next: Partial<Group>): void {
    group = { ...group, ...next };
  }

  function openDestination(word: string): boolean {
    if (word === "fonttbl") change({ isSkipped: true, isFontTable: true });
    else if (SILENT_DESTINATIONS.has(word)) change({ isSkipped: true });
    else if (ASIDE_DESTINATIONS.has(word)) {
      if (stack.at(-1)?.isSkipped !== true) onLeftOut("hiddenPart", `\\${word}`);
      change({ isSkipped: true });
    } else return false;
    return true;
  }

  function setState(word: string, parameter: number | null): boolean {
    if (word === "ansicpg") own = codePageEncoding(parameter ?? 1252);
    else if (word === "mac") own = "macintosh";
    else if (word === "uc") change({ skips: Math.max(0, parameter ?? 1) });
    else if (word === "v") change({ isHidden: parameter !== 0 });
    else if (word === "plain") change({ isHidden: false, encoding: null });
    else if (word === "f") {
      font = parameter ?? 0;
      if (!group.isFontTable) change({ encoding: fonts.get(font) ?? null });
    } else if (word === "fcharset" && group.isFontTable) fonts.set(font, charsetEncoding(parameter ?? 0));
    else return false;
    return true;
  }

  function writeWord(word: string, parameter: number | null): void {
    const character = WORD_CHARACTERS.get(word);
    if (character !== undefined) writer.write(character);
    else if (word === "cell" || word === "nestcell") writer.endCell();
    else if (word === "row" || word === "nestrow") writer.endRow();
    else if (word === "u" && parameter !== null) {
      writer.write(String.fromCharCode(parameter & 0xffff));
      unread = group.skips;
    } else onLeftOut("markup", `\\${word}`);
  }

  const isSilent = () => group.isSkipped || group.isHidden;

  return {
    onOpen() {
      unread = 0;
      stack.push(group);
      isFresh = true;
    },
    onClose() {
      unread = 0;
      isFresh = false;
      group = stack.pop() ?? OUTERMOST;
      // What stands behind the document is no part of it.
      if (stack.length === 0) change({ isSkipped: true });
    },
    onWord(word, parameter) {
      const isFirst = isFresh;
      isFresh = false;
      if (isReplaced()) return;
      if (isFirst && openDestination(word)) return;
      const isState = setState(word, parameter);
      if (isSilent()) return;
      if (isState) onLeftOut("markup", `\\${word}`);
      else writeWord(word, parameter);
    },
    onSymbol(symbol) {
      if (symbol === "*") {
        change({ isSkipped: true });
        return;
      }
      isFresh = false;
      const character = SYMBOL_CHARACTERS.get(symbol);
      if (!isReplaced() && character !== undefined && !isSilent()) writer.write(character);
    },
    onByte(byte) {
      isFresh = false;
      if (!isReplaced() && !isSilent()) writer.writeByte(byte, group.encoding ?? own);
    },
    onCharacter(character) {
      isFresh = false;
      if (!isReplaced() && !isSilent()) writer.write(character);
    },
    finish: () => writer.finish(),
  };
}

/** Gathers characters, and bytes of an encoding as the characters that they are together. */
function createWriter() {
  const pieces: string[] = [];
  const decoders = new Map<string, TextDecoder>();
  let bytes: number[] = [];
  let encoding = "";
  let cells = 0;

  function decode(): string {
    if (bytes.length === 0) return "";
    const decoder = decoders.get(encoding) ?? new TextDecoder(encoding);
    decoders.set(encoding, decoder);
    const text = decoder.decode(Uint8Array.from(bytes));
    bytes = [];
    return text;
  }

  function write(text: string): void {
    pieces.push(`${decode()}${"\t".repeat(cells)}${text}`);
    cells = 0;
  }

  return {
    write,
    writeByte(byte: number, by: string) {
      if (by !== encoding) pieces.push(decode());
      encoding = by;
      if (cells > 0) write("");
      bytes.push(byte);
    },
    /** Ends a cell; the tab before the next one is written with it, so that none ends a row. */
    endCell() {
      pieces.push(decode());
      cells++;
    },
    endRow() {
      cells = 0;
      write("\n");
    },
    finish: () => pieces.join("") + decode(),
  };
}
