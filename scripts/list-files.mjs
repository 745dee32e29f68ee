// Lists the files below a folder. Knows nothing about what they hold.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * Gives the absolute paths of all files below a folder, sorted; none where the folder is missing.
 * @param {string} folder
 * @returns {string[]}
 */
export function listFiles(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
