// Where the project lies, so that every script works from any folder.
import { fileURLToPath } from "node:url";

/** Absolute path of the folder that holds package.json, with no slash at its end. */
export const projectRoot = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");
