// Finds the columns that a record template asks for, to tell whether it fits newly loaded data.

/** Tells whether every `{Column}` of the template is among `columns`; a template without any fits nothing. */
export function templateFits(template: string, columns: readonly string[]): boolean {
  const named = [...template.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? "");
  return named.length > 0 && named.every((column) => columns.includes(column));
}
