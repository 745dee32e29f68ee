// Reads a generated text back through its template: the inverse of rendering.
import type { CorpusConfig } from "../config/run-config";
import { hasPairs } from "../pairs/pair-template";
import { splitTemplate, templateTags } from "./template";

/** One value of a record under the name of its column. */
export interface RecordField {
  readonly name: string;
  readonly value: string;
}

/**
 * Tells whether what a model writes can be judged as a record: it learned records of a template, and not pairs, whose
 * responses have no form to keep.
 */
export function writesRecords(corpus: Pick<CorpusConfig, "prompt" | "response">, template: string): boolean {
  return template !== "" && !hasPairs(corpus);
}

/**
 * Gives the fields of a text that is exactly one whole record, or null: every literal in place from the
 * first character to the last, every value present and free of the template's tags. `padToken` is
 * allowed around the record. Works on text, so an end token spelled out in characters reads alike.
 */
export function parseRecord(template: string, text: string, padToken = ""): RecordField[] | null {
  const record = stripPadding(text, padToken);
  const tags = templateTags(template);
  const fields: RecordField[] = [];
  const parts = splitTemplate(template);
  let position = 0;
  for (const [index, part] of parts.entries()) {
    if (part.kind === "literal") {
      if (!record.startsWith(part.text, position)) return null;
      position += part.text.length;
      continue;
    }
    const next = parts[index + 1];
    const end = next?.kind === "literal" ? record.indexOf(next.text, position) : record.length;
    if (end === -1) return null;
    const value = record.slice(position, end);
    if (value === "" || tags.some((tag) => value.includes(tag))) return null;
    fields.push({ name: part.name, value });
    position = end;
  }
  return position === record.length && fields.length > 0 ? fields : null;
}

function stripPadding(text: string, padToken: string): string {
  let start = 0;
  let end = text.length;
  if (padToken === "") return text;
  while (text.startsWith(padToken, start)) start += padToken.length;
  while (end - padToken.length >= start && text.endsWith(padToken, end)) end -= padToken.length;
  return text.slice(start, end);
}
