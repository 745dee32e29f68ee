// Conversations in JSON: lists of turns with who speaks and what is said, under the names that chat data use.
import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "./json-value";

const SPEAKERS = ["role", "from", "speaker", "author", "sender"] as const;
const SAYINGS = ["content", "value", "text", "message"] as const;

/** Tells a list of turns. */
export function isConversation(value: JsonValue | undefined): value is readonly JsonObject[] {
  return isJsonList(value) && value.length > 0 && value.every(isTurn);
}

/**
 * Writes a conversation as one text: each turn behind its speaker as a tag, `<user>Oi!<assistant>Olá!`; the tags go
 * to `marks`.
 */
export function writeConversation(turns: readonly JsonObject[], marks: Set<string>): string {
  return turns
    .map((turn) => {
      const mark = `<${textOf(turn, SPEAKERS)}>`;
      marks.add(mark);
      return mark + textOf(turn, SAYINGS);
    })
    .join("");
}

function isTurn(value: JsonValue): boolean {
  return isJsonObject(value) && keyOf(value, SPEAKERS) !== null && keyOf(value, SAYINGS) !== null;
}

function keyOf(turn: JsonObject, names: readonly string[]): string | null {
  return names.find((name) => typeof turn[name] === "string") ?? null;
}

function textOf(turn: JsonObject, names: readonly string[]): string {
  const key = keyOf(turn, names);
  const value = key === null ? "" : turn[key];
  return typeof value === "string" ? value : "";
}
