// The template that a table gets when the user wrote none.

/**
 * Gives `<tag>{Column}` for each column but those left aside, then the end token; a single column stands alone,
 * without a tag. The tag is the last word of the column's name ("Model Name" -> name), all its words where two share it.
 */
export function automaticTemplate(all: readonly string[], endToken: string, asides: readonly string[] = []): string {
  const columns = all.filter((column) => !asides.includes(column));
  if (columns.length === 1) return `{${columns[0]}}${endToken}`;
  const tags = columnTags(columns);
  return columns.map((column, index) => `<${tags[index]}>{${column}}`).join("") + endToken;
}

function columnTags(columns: readonly string[]): string[] {
  const words = columns.map(nameWords);
  const lastWords = words.map((list) => list[list.length - 1]);
  const taken = new Set<string>();
  return words.map((list, index) => {
    const isShared = lastWords.filter((word) => word === lastWords[index]).length > 1;
    const base = isShared ? list.join("_") : lastWords[index];
    let tag = base;
    for (let count = 2; taken.has(tag); count++) tag = `${base}_${count}`;
    taken.add(tag);
    return tag;
  });
}

/** Gives the lower-case words of a name, split at signs and inside camelCase; never none. */
function nameWords(name: string): string[] {
  const spaced = name.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2");
  const words = spaced.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu);
  return words ?? ["field"];
}
