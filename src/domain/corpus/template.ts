// Record templates: text with `{Column}` places, such as `<name>{Model Name}<year>{Release Year}<|end|>`.
// Splitting, checking against a table, rendering rows and finding tags; reading a record back is in parse-record.ts.
import { failure, type Result, success } from "../result";

/** A stretch of a template. */
export type TemplatePart =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "column"; readonly name: string };

/** What a template writes: a whole record, or one part of a pair. */
export type TemplatePlace = "record" | "prompt" | "response";

/** A template bound to a table: literals and value indexes in turn. */
export interface BoundTemplate {
  /** Indexes of the columns that the template names, each once. */
  readonly columns: readonly number[];
  /** Literal texts and value indexes in turn. */
  readonly parts: readonly (string | number)[];
  /** Gives the text of one record from its values. */
  render(values: readonly string[]): string;
}

/** Splits a template into literal text and column places; a brace without its partner is literal. */
export function splitTemplate(template: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  template.split(/\{([^{}]+)\}/).forEach((piece, index) => {
    if (index % 2 === 1) parts.push({ kind: "column", name: piece.trim() });
    else if (piece !== "") parts.push({ kind: "literal", text: piece });
  });
  return parts;
}

/** Binds a template, or that of one part of a pair, to columns. Errors: templateUnknownColumn, templateWithoutColumn. */
export function bindTemplate(
  template: string,
  columns: readonly string[],
  part: TemplatePlace = "record",
): Result<BoundTemplate> {
  const steps: (string | number)[] = [];
  for (const piece of splitTemplate(template)) {
    if (piece.kind === "literal") {
      steps.push(piece.text);
      continue;
    }
    const index = columns.indexOf(piece.name);
    if (index === -1) return failure({ code: "templateUnknownColumn", column: piece.name, columns, part });
    steps.push(index);
  }
  const used = new Set(steps.filter((step) => typeof step === "number"));
  if (used.size === 0) return failure({ code: "templateWithoutColumn", part });
  return success({
    columns: [...used],
    parts: steps,
    render: (values) => steps.map((step) => (typeof step === "number" ? (values[step] ?? "") : step)).join(""),
  });
}

/** Lists the `<tags>` in a template's literal text, each once, in order of appearance. */
export function templateTags(template: string): string[] {
  const tags = new Set<string>();
  for (const part of splitTemplate(template)) {
    if (part.kind === "literal") for (const [tag] of part.text.matchAll(/<[^<>\s][^<>\n]*>/g)) tags.add(tag);
  }
  return [...tags];
}
