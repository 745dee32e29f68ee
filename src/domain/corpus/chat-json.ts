// Reads chats that apps export as JSON: Telegram, Messenger and Instagram, Discord, Slack.
import type { ChatMessage, ChatTable } from "./chat-table";
import { stringEnd } from "./json-strings";
import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "./json-value";
import type { ProblemLog } from "./problem-log";
import type { NoteLog } from "./source-note";

/** Depth at which lists of messages are looked for: all chats of an account lie under `chats.list[].messages`. */
const DEEPEST = 6;
/** Depth beyond which nothing of a chat lies. */
const DEEPEST_VALUE = 100;
/** Kinds of Discord's and Slack's messages that somebody wrote. */
const WRITTEN = new Set(["message", "Default", "Reply", "Generic"]);

/** Tells whether JSON begins as a chat: messages that say who sent them. */
export function beginsAsJsonChat(head: string): boolean {
  if (/^\s*\[\s*\{/.test(head))
    return /"type":\s*"message"/.test(head) && /"(?:client_msg_id|user_profile|ts)":/.test(head);
  if (!/"messages":\s*\[\s*\{/.test(head)) return false;
  return (
    /"(?:from_id|sender_name|actor_id)":/.test(head) ||
    /"author":\s*\{[^{}]*"(?:nickname|discriminator|name)":/.test(head)
  );
}

/** Reads a whole chat into a table; what is no JSON goes to the problems. */
export function readJsonChat(json: string, table: ChatTable, problems: ProblemLog, notes: NoteLog): void {
  const value = parse(json);
  if (value === undefined) {
    problems.add(1, "invalidJson", json);
    return;
  }
  const lines = objectLines(json);
  let order = 0;
  const visit = (inner: JsonValue, depth: number, isMessage: boolean): void => {
    if (depth > DEEPEST_VALUE) return;
    if (isJsonList(inner)) {
      for (const element of inner) visit(element, depth + 1, isMessage);
      return;
    }
    if (!isJsonObject(inner)) return;
    const line = lines[order++] ?? 1;
    if (isMessage) table.add(messageOf(inner, line, notes));
    for (const [key, nested] of Object.entries(inner)) {
      visit(nested, depth + 1, !isMessage && depth < DEEPEST && key === "messages");
    }
  };
  visit(value, 0, isJsonList(value));
}

function parse(json: string): JsonValue | undefined {
  try {
    return JSON.parse(json) as JsonValue;
  } catch {
    return undefined;
  }
}

/** Lists the lines on which objects open, in order. */
function objectLines(json: string): number[] {
  const lines: number[] = [];
  let line = 1;
  const marks = /["\n{]/g;
  for (let found = marks.exec(json); found !== null; found = marks.exec(json)) {
    if (found[0] === "{") lines.push(line);
    else if (found[0] === "\n") line++;
    else marks.lastIndex = stringEnd(json, found.index);
  }
  return lines;
}

function messageOf(message: JsonObject, line: number, notes: NoteLog): ChatMessage {
  const isService = typeof message.type === "string" && !WRITTEN.has(message.type);
  const sender = isService || message.subtype !== undefined ? null : senderOf(message);
  const text = textOf(message.text ?? message.content ?? message.message ?? null);
  const repaired = message.sender_name === undefined ? text : repair(text);
  if (repaired !== text) notes.add("repairedText", line, repaired);
  const time = [message.date, message.timestamp, message.timestamp_ms, message.ts].find((value) => value !== undefined);
  return {
    line,
    sender: sender !== null && message.sender_name !== undefined ? repair(sender) : sender,
    time: time === undefined || time === null ? "" : readableTime(String(time)),
    text: repaired,
  };
}

function senderOf(message: JsonObject): string | null {
  for (const key of ["from", "sender_name", "author", "user_profile", "user", "sender", "username"]) {
    const value = message[key];
    if (typeof value === "string" && value !== "") return value;
    if (value === undefined || !isJsonObject(value)) continue;
    const name = [value.nickname, value.display_name, value.real_name, value.name].find(
      (part) => typeof part === "string" && part !== "",
    );
    if (typeof name === "string") return name;
  }
  return null;
}

/** Joins the parts in which Telegram writes text with links, mentions and styles. */
function textOf(value: JsonValue): string {
  if (typeof value === "string") return value;
  if (isJsonList(value)) return value.map(textOf).join("");
  return isJsonObject(value) && value.text !== undefined ? textOf(value.text) : "";
}

/** Writes seconds or milliseconds since 1970 as a date; other times stay as written. */
function readableTime(time: string): string {
  if (!/^\d{10}(?:\.\d+)?$|^\d{13}$/.test(time)) return time;
  const milliseconds = /^\d{13}$/.test(time) ? Number(time) : Number(time) * 1000;
  return new Date(milliseconds).toISOString().slice(0, 19);
}

/** Reads text whose UTF-8 bytes stand as characters one by one, as Messenger and Instagram write it. */
function repair(text: string): string {
  if (!/[\u0080-\u00ff]/.test(text) || /[^\0-\u00ff]/.test(text)) return text;
  try {
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return text;
  }
}
