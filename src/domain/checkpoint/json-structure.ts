// What JSON.parse does not mind in a stranger's text: nesting too deep to walk afterwards, and a key that stands
// twice in one object, of which it keeps the last silently. Reads brackets and strings only, in one pass, so that
// no text is too long or too deep for it.

/** A bracket or a whole string, quotes included, at [start, end) of the text. */
type Visit = (start: number, end: number) => void;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Tells whether objects and lists stand in each other more than `depth` levels deep; the text may be no JSON. */
export function nestsDeeperThan(json: string, depth: number): boolean {
  let level = 0;
  let deepest = 0;
  walk(json, (start) => {
    const sign = json[start];
    if (sign === "{" || sign === "[") level += 1;
    else if (sign !== '"') level -= 1;
    deepest = Math.max(deepest, level);
  });
  return deepest > depth;
}

/** Gives the first repeated key of any object, or null. The text must be valid JSON. */
export function duplicateKey(json: string): string | null {
  const scopes: (Set<string> | null)[] = [];
  let repeated: string | null = null;
  walk(json, (start, end) => {
    const sign = json[start];
    if (sign === "{") scopes.push(new Set());
    else if (sign === "[") scopes.push(null);
    else if (sign !== '"') scopes.pop();
    else if (isKey(json, end)) {
      const key = JSON.parse(json.slice(start, end)) as string;
      const scope = scopes.at(-1);
      if (scope?.has(key)) repeated ??= key;
      scope?.add(key);
    }
  });
  return repeated;
}

function walk(json: string, visit: Visit): void {
  for (let position = 0; position < json.length; position++) {
    const unit = json.charCodeAt(position);
    if (unit === QUOTE) {
      const end = stringEnd(json, position);
      visit(position, end);
      position = end - 1;
    } else if (unit === 0x7b || unit === 0x7d || unit === 0x5b || unit === 0x5d) {
      visit(position, position + 1);
    }
  }
}

function stringEnd(json: string, start: number): number {
  let position = start + 1;
  while (position < json.length && json.charCodeAt(position) !== QUOTE) {
    position += json.charCodeAt(position) === BACKSLASH ? 2 : 1;
  }
  return Math.min(json.length, position + 1);
}

function isKey(json: string, end: number): boolean {
  let position = end;
  while (" \t\n\r".includes(json[position] ?? "x")) position++;
  return json[position] === ":";
}
