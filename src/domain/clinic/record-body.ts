// What a record says apart from its template, whose tags every record shares.
import { splitTemplate } from "../corpus/template";

/** Gives a function from a record to its values, one a line; a record that is not of the template stays as it is. */
export function recordBody(template: string): (record: string) => string {
  const parts = splitTemplate(template);
  if (!parts.some(({ kind }) => kind === "literal")) return (record) => record;
  return (record) => {
    const values: string[] = [];
    let position = 0;
    for (const [index, part] of parts.entries()) {
      if (part.kind === "literal") {
        if (!record.startsWith(part.text, position)) return record;
        position += part.text.length;
        continue;
      }
      const next = parts[index + 1];
      const end = next?.kind === "literal" ? record.indexOf(next.text, position) : record.length;
      if (end === -1) return record;
      values.push(record.slice(position, end));
      position = end;
    }
    return values.join("\n");
  };
}
