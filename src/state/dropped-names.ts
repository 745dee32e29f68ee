// How sentences call what was dropped.
import type { DroppedFile } from "@/worker/protocol";

/** Most files that a sentence lists. */
const MOST_LISTED = 3;

/** Names what was dropped: the file, the folder that holds all files, or the first file and how many more. */
export function nameOfAll({ path, file }: DroppedFile, files: readonly DroppedFile[]): string {
  if (files.length === 1) return file.name;
  const folder = path.slice(0, Math.max(0, path.indexOf("/")));
  const isFolder = folder !== "" && files.every((other) => other.path.startsWith(`${folder}/`));
  return isFolder ? folder : `${file.name} + ${files.length - 1}`;
}

/** Lists files by their names, and how many more there are. */
export function listedNames(files: readonly DroppedFile[]): string {
  const names = files.slice(0, MOST_LISTED).map(({ file }) => file.name);
  const more = files.length - names.length;
  return more === 0 ? names.join(", ") : `${names.join(", ")} + ${more}`;
}
