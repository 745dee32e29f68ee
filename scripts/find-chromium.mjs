// Finds the Chromium that the browser tests run in, and installs one where there is none.
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { projectRoot } from "./project-root.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * Tells whether a path can be run.
 * @param {string} path
 */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Gives the path of Playwright's own Chromium, null where it was never downloaded. */
function findPlaywrightChromium() {
  try {
    const path = createRequire(import.meta.url)("@playwright/test").chromium.executablePath();
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

/**
 * Gives the Chromium to use, null where there is none: CURIO_CHROMIUM, Playwright's own, then PATH.
 * @returns {string | null}
 */
export function findChromium() {
  const named = process.env.CURIO_CHROMIUM;
  if (named) return named;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const onPath = folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isExecutable);
  return findPlaywrightChromium() ?? onPath ?? null;
}

/**
 * Runs a command, showing what it prints; tells whether it succeeded.
 * @param {string} command
 * @param {string[]} parameters
 */
function succeeds(command, parameters) {
  const minutes = 10;
  return spawnSync(command, parameters, { cwd: projectRoot, stdio: "inherit", timeout: minutes * 60_000 }).status === 0;
}

/**
 * Gives the Chromium to use, installing it where needed; throws when there is no way to.
 * @returns {string}
 */
export function provideChromium() {
  const found = findChromium();
  if (found !== null) return found;
  console.log("No Chromium found; installing one for the browser tests …");
  succeeds("npx", ["--no-install", "playwright", "install", "chromium"]);
  if (findChromium() === null && process.getuid?.() === 0 && existsSync("/etc/debian_version")) {
    if (succeeds("apt-get", ["update"])) succeeds("apt-get", ["install", "-y", "chromium"]);
  }
  const installed = findChromium();
  if (installed === null) {
    throw new Error("provideChromium: expected a Chromium, got none; install one or name it in CURIO_CHROMIUM");
  }
  return installed;
}
