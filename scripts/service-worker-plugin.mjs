// Builds the service worker after the page, since it carries the list of the page's built files. It
// is one classic script at the root of dist/, so that its scope is the page's folder everywhere.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { build } from "vite";
import { listFiles } from "./list-files.mjs";
import { projectRoot } from "./project-root.mjs";
import { isolationHeaders } from "./security-headers.mjs";

const NAME = "service-worker.js";
/** Files of models are kept by the page once somebody has chosen one; their list is small. */
const MODEL_FILE = /^models\/.*\//;

/**
 * Describes a built page: the integrity of every file, and a version that changes with any of them.
 * @param {string} folder
 * @returns {import("../src/service-worker/built-page").BuiltPage}
 */
export function describeBuild(folder) {
  const hash = (/** @type {string | Buffer} */ content) => createHash("sha256").update(content);
  const files = Object.fromEntries(
    listFiles(folder)
      .map((path) => ({ path, file: relative(folder, path).replaceAll("\\", "/") }))
      .filter(({ file }) => file !== NAME && !MODEL_FILE.test(file))
      .map(({ path, file }) => [file, `sha256-${hash(readFileSync(path)).digest("base64")}`]),
  );
  const version = hash(JSON.stringify(files)).digest("hex").slice(0, 16);
  return { version, files, headers: isolationHeaders };
}

/** @type {import("vite").Plugin} */
export const serviceWorkerPlugin = {
  name: "service-worker",
  apply: "build",
  writeBundle: {
    order: "post",
    sequential: true,
    async handler({ dir }) {
      if (dir === undefined) throw new Error("serviceWorkerPlugin: expected an output folder, got none");
      await build({
        configFile: false,
        root: projectRoot,
        publicDir: false,
        logLevel: "warn",
        define: { BUILT_PAGE: JSON.stringify(describeBuild(dir)) },
        build: {
          outDir: dir,
          emptyOutDir: false,
          target: "es2023",
          modulePreload: false,
          rolldownOptions: {
            input: join(projectRoot, "src", "service-worker", "service-worker.ts"),
            output: { format: "iife", entryFileNames: NAME },
          },
        },
      });
    },
  },
};
