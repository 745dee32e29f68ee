// Names by which a template can call a table's columns: never empty, never twice, without braces.

/** Gives usable names in order: trimmed, braces as parentheses, empty ones numbered, repeats counted. */
export function columnNames(raw: readonly string[]): string[] {
  const taken = new Set<string>();
  return raw.map((name, index) => {
    const readable = name.replaceAll("{", "(").replaceAll("}", ")").replace(/\s+/g, " ").trim();
    const base = readable === "" ? `column${index + 1}` : readable;
    let unique = base;
    for (let count = 2; taken.has(unique); count++) unique = `${base} ${count}`;
    taken.add(unique);
    return unique;
  });
}

/** Gives `column1`, `column2`, … for a table without a header. */
export function numberedColumns(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `column${index + 1}`);
}
