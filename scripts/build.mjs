// Builds the page into dist/ when what it is made of is newer.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { listFiles } from "./list-files.mjs";
import { projectRoot } from "./project-root.mjs";

const SOURCE_FOLDERS = ["src", "public", "scripts"];
const SOURCE_FILES = ["index.html", "vite.config.ts", "package.json", "package-lock.json", "tsconfig.base.json"];

/** Tells whether dist/ is missing or older than any file it is made from. */
function buildIsStale() {
  const page = join(projectRoot, "dist", "index.html");
  if (!existsSync(page)) return true;
  const built = statSync(page).mtimeMs;
  const sources = [
    ...SOURCE_FOLDERS.flatMap((folder) => listFiles(join(projectRoot, folder))),
    ...SOURCE_FILES.map((file) => join(projectRoot, file)).filter((file) => existsSync(file)),
  ];
  return sources.some((file) => statSync(file).mtimeMs > built);
}

/** Builds dist/ where it is missing or stale; throws when the build fails. */
export function buildIfStale() {
  if (!buildIsStale()) return;
  console.log("Building the page …");
  const { status } = spawnSync("npm", ["run", "--silent", "build", "--", "--logLevel", "warn"], {
    cwd: projectRoot,
    stdio: "inherit",
    // Whoever calls may be developing; React's development form takes four times the page's time.
    env: { ...process.env, NODE_ENV: "production" },
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error(`buildIfStale: expected the build to succeed, got exit status ${status}`);
}
