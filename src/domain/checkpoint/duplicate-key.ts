// Finds a key that stands twice in one object of a JSON text. JSON.parse keeps the last silently.

/** Gives the first repeated key of any object, or null. The text must be valid JSON. */
export function duplicateKey(json: string): string | null {
  const scopes: (Set<string> | null)[] = [];
  const strings = /"(?:[^"\\]|\\.)*"|[{}[\]]/g;
  for (const match of json.matchAll(strings)) {
    const token = match[0];
    if (token === "{") {
      scopes.push(new Set());
    } else if (token === "[") {
      scopes.push(null);
    } else if (token === "}" || token === "]") {
      scopes.pop();
    } else if (isKey(json, match.index + token.length)) {
      const key = JSON.parse(token) as string;
      const scope = scopes.at(-1);
      if (scope?.has(key)) {
        return key;
      }
      scope?.add(key);
    }
  }
  return null;
}

function isKey(json: string, end: number): boolean {
  let position = end;
  while (" \t\n\r".includes(json[position] ?? "x")) {
    position++;
  }
  return json[position] === ":";
}
