// Reads exported chats and logs as tables of messages: who wrote, what, and when. Lines without a beginning of their
// own go on with the message above; notices of the app and media are left out and told.
import type { CorpusConfig } from "../config/run-config";
import { readJsonChat } from "./chat-json";
import { type ChatDialect, dialectOf, isExporterLine, readMessageStart } from "./chat-line";
import { createChatPage } from "./chat-page";
import { type ChatMessage, type ChatTable, createChatTable } from "./chat-table";
import { createLineReader } from "./line-reader";
import type { ProblemLog } from "./problem-log";
import type { NoteLog } from "./source-note";
import type { SourceParser, Table } from "./source-parser";

/** Characters on which it is decided whether the chat is JSON, a page or lines. */
const HEAD = 1024;

interface ChatReader {
  push(text: string): void;
  finish(): void;
}

/** Creates a parser of chats. */
export function createChatParser(corpus: CorpusConfig, problems: ProblemLog, notes: NoteLog): SourceParser<Table> {
  const table = createChatTable(corpus, notes);
  let head = "";
  let reader: ChatReader | null = null;

  function open(): ChatReader {
    const start = head.replace(/^\uFEFF/, "").trimStart();
    const opened = /^(?:\{|\[\s*\{)/.test(start)
      ? createJsonReader(table, problems, notes)
      : /^<(?:!doctype|html)\b/i.test(start)
        ? createChatPage(table)
        : createLogReader(table, notes);
    opened.push(head);
    head = "";
    reader = opened;
    return opened;
  }

  return {
    push(text) {
      if (reader !== null) reader.push(text);
      else {
        head += text;
        if (head.length >= HEAD) open();
      }
    },
    finish() {
      (reader ?? open()).finish();
      return table.finish();
    },
  };
}

function createJsonReader(table: ChatTable, problems: ProblemLog, notes: NoteLog): ChatReader {
  const pieces: string[] = [];
  return {
    push: (text) => pieces.push(text),
    finish: () => readJsonChat(pieces.join("").replace(/^\uFEFF/, ""), table, problems, notes),
  };
}

/** Blocks that Discord's exporter writes below a message. */
const EXPORTER_BLOCK = /^\{(?:Attachments|Embed|Stickers|Reactions|Inline Emojis)\}$/;
const RULE = /^={20,}$/;

function createLogReader(table: ChatTable, notes: NoteLog): ChatReader {
  let dialect: ChatDialect | null = null;
  let isExported = false;
  let isInBlock = false;
  let isSigned = false;
  let message: (ChatMessage & { readonly lines: string[] }) | null = null;

  function close(): void {
    if (message !== null) table.add({ ...message, text: message.lines.join("\n").trim() });
    message = null;
  }

  function goOn(text: string, line: number): void {
    if (isExported && dialect !== null && RULE.test(text)) {
      close();
      isSigned = true;
    } else if (isExported && EXPORTER_BLOCK.test(text)) isInBlock = true;
    if (isSigned || isInBlock || message === null) {
      if (text.trim() !== "") notes.add("systemMessage", line, text);
      if (text.trim() === "") isInBlock = false;
    } else message.lines.push(text);
  }

  const reader = createLineReader((text, line) => {
    isExported ||= dialect === null && isExporterLine(text);
    dialect ??= dialectOf(text, isExported);
    const start = dialect === null ? null : readMessageStart(text, dialect);
    if (start === null) {
      if (dialect !== "irc") goOn(text, line);
      else if (text.trim() !== "") notes.add("systemMessage", line, text);
      return;
    }
    close();
    isInBlock = false;
    message = { line, sender: start.sender, time: start.time, text: "", lines: [start.text] };
  });
  return {
    push: reader.push,
    finish() {
      reader.finish();
      close();
    },
  };
}
