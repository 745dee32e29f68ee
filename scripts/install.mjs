// Makes sure that the packages of package-lock.json are installed. Uses Node and npm only, since it
// runs before anything else can.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "./project-root.mjs";

/** Tells whether node_modules is missing or older than the lock file. */
function installIsStale() {
  const installed = join(projectRoot, "node_modules", ".package-lock.json");
  if (!existsSync(installed)) return true;
  return statSync(installed).mtimeMs < statSync(join(projectRoot, "package-lock.json")).mtimeMs;
}

/** Installs the locked packages where they are missing; throws when npm fails. */
export function installIfStale() {
  if (!installIsStale()) return;
  console.log("Installing the packages of package-lock.json …");
  // No dependency needs its install script, so none may run. Warnings concern whoever chooses packages: one that only the
  // browser runs may ask for a later Node than it was tried with here.
  const { status } = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: projectRoot,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error(`installIfStale: expected npm ci to succeed, got exit status ${status}`);
}
