// Fails when a package that reaches the page has a licence outside the list. Reads the lock file
// only, so it needs no network.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "./project-root.mjs";

const ALLOWED = new Set(["MIT", "ISC", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "CC0-1.0", "Unlicense"]);

/**
 * Tells whether a licence expression leaves us at least one allowed choice.
 * @param {string} expression
 */
function isAllowed(expression) {
  const choices = expression.replace(/[()]/g, "").split(/ OR /i);
  return choices.some((choice) => choice.split(/ AND /i).every((licence) => ALLOWED.has(licence.trim())));
}

/** @type {Record<string, { dev?: boolean, license?: string, version?: string }>} */
const packages = JSON.parse(readFileSync(join(projectRoot, "package-lock.json"), "utf8")).packages;
const production = Object.entries(packages).filter(([path, facts]) => path !== "" && facts.dev !== true);
const refused = production.filter(([, facts]) => !isAllowed(facts.license ?? ""));

for (const [path, facts] of refused) {
  console.error(`${path} ${facts.version}: licence ${facts.license ?? "not stated"} is not on the list`);
}
console.log(`${production.length} production packages, ${refused.length} with a licence outside the list`);
process.exitCode = production.length === 0 || refused.length > 0 ? 1 : 0;
