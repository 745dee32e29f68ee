// The messages of a chat as a table: a record each, or stretches of talk as one record; names as written or replaced.
import type { CorpusConfig } from "../config/run-config";
import { createNameReplacer } from "./chat-names";
import { readWritten } from "./chat-notice";
import type { SourceRow } from "./source";
import type { NoteLog } from "./source-note";
import type { Table } from "./source-parser";

/** A message as its chat holds it. */
export interface ChatMessage {
  readonly line: number;
  /** Null for what nobody wrote. */
  readonly sender: string | null;
  /** As written in the file; empty where it is unknown. */
  readonly time: string;
  readonly text: string;
}

/** Gathers messages; what nobody wrote is told and left out. */
export interface ChatTable {
  add(message: ChatMessage): void;
  finish(): Table;
}

type Spoken = ChatMessage & { readonly sender: string };

/** A pause that ends a conversation, in minutes, and the most messages of one. */
const PAUSE = 60;
const LONGEST = 100;

/** Creates an empty table of a chat. */
export function createChatTable(corpus: CorpusConfig, notes: NoteLog): ChatTable {
  const messages: Spoken[] = [];
  return {
    add({ line, sender, time, text }) {
      if (sender === null || sender === "") {
        notes.add("systemMessage", line, text);
        return;
      }
      const { text: written, notice } = readWritten(text);
      if (notice !== null) notes.add(notice, line, text);
      else messages.push({ line, sender, time, text: written });
    },
    finish() {
      const named = corpus.replaceNames ? replaceNames(messages) : messages;
      return corpus.chatRecords === "conversation" ? conversationTable(named) : messageTable(named);
    },
  };
}

function messageTable(messages: readonly Spoken[]): Table {
  const rows = messages.map(({ line, sender, text, time }) => ({ line, values: [sender, text, time] }));
  const asides = ["time"];
  return { kind: "table", columns: ["sender", "text", "time"], asides, rows, dialect: null, places: null };
}

function conversationTable(messages: readonly Spoken[]): Table {
  const rows: SourceRow[] = [];
  let turns: string[] = [];
  let line = 1;
  let before = "";
  const close = (): void => {
    if (turns.length > 0) rows.push({ line, values: [turns.join("\n")] });
    turns = [];
  };
  for (const message of messages) {
    if (turns.length >= LONGEST || isPause(before, message.time)) close();
    if (turns.length === 0) line = message.line;
    turns.push(`${message.sender}: ${message.text}`);
    before = message.time;
  }
  close();
  return { kind: "table", columns: ["conversation"], asides: [], rows, dialect: null, places: null };
}

/** Tells whether another day, or more than an hour, lies between two times of one log. */
function isPause(before: string, time: string): boolean {
  const [first, second] = [readTime(before), readTime(time)];
  if (first === null || second === null) return false;
  return first.day !== second.day || Math.abs(second.minutes - first.minutes) > PAUSE;
}

/** Reads the minutes of the day behind whatever tells the day; days are only told apart. */
function readTime(time: string): { readonly day: string; readonly minutes: number } | null {
  const [whole, before, hours, minutes, behind] =
    /^(.*?)(\d{1,2})[:.h](\d{2})(?:[:.]\d{2})?(?!\d)(?![./-]\d)(.*)$/u.exec(time) ?? [];
  if (whole === undefined || before === undefined) return null;
  const isAfternoon = /p\.?\s?m|下午|오후/iu.test(`${before}${behind ?? ""}`);
  const hour = (Number(hours) % (isAfternoon ? 12 : 24)) + (isAfternoon ? 12 : 0);
  return { day: before.replace(/(?:上午|下午|오전|오후)/u, "").trim(), minutes: hour * 60 + Number(minutes) };
}

function replaceNames(messages: readonly Spoken[]): Spoken[] {
  const replacer = createNameReplacer(messages.map(({ sender }) => sender));
  return messages.map((message) => ({
    ...message,
    sender: replacer.nameOf(message.sender),
    text: replacer.replaceIn(message.text),
  }));
}
