// The names of files in archives and folders: their order, and which of them are no data.

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Orders paths as people count: `2.txt` before `10.txt`. */
export function compareNames(first: string, second: string): number {
  return collator.compare(first, second) || (first < second ? -1 : first > second ? 1 : 0);
}

/** Tells what systems leave in archives and folders: hidden files, thumbnails, folders' settings. */
export function isJunk(path: string): boolean {
  const parts = path.split(/[\\/]/);
  const name = parts[parts.length - 1];
  if (name === "" || parts.some((part) => part === "__MACOSX" || /^\.[^.]/.test(part))) return true;
  return /^(thumbs\.db|ehthumbs\.db|desktop\.ini|icon\r|~\$.*)$/i.test(name);
}

/** Tells a note that goes with data. */
export function isCompanion(path: string): boolean {
  return /(^|[\\/])(readme|licen[cs]e|licen[cç]a|copying|changelog|leia-?me|notice|authors|citation)([._-][^\\/]*)?$/i.test(
    path,
  );
}

/** Gives the last part of a path. */
export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}
