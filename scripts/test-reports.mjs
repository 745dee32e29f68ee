// What the reports of Vitest and Playwright say: how many tests passed, failed or were left out, and
// which failed or passed only when tried again, so that the end of a long run names them.
import { relative } from "node:path";
import { projectRoot } from "./project-root.mjs";

/** @typedef {{ passed: number, failed: number, skipped: number, remarks: string[] }} Outcome */

const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");
const MOST_MESSAGE_LINES = 4;

/**
 * The first lines of what a failed test printed, on one line.
 * @param {string | undefined} message
 */
function abridge(message) {
  const lines = (message ?? "").replace(COLOURS, "").split("\n");
  const told = lines.map((line) => line.trim()).filter((line) => line !== "");
  return told.slice(0, MOST_MESSAGE_LINES).join(" | ");
}

/**
 * @param {any} report what Vitest's reporter `json` wrote
 * @returns {Outcome}
 */
export function readVitestReport(report) {
  /** @type {string[]} */
  const remarks = [];
  for (const { name, message, assertionResults } of report.testResults) {
    const file = relative(projectRoot, name);
    if (message) remarks.push(`failed: ${file}: ${abridge(message)}`);
    for (const { status, fullName, failureMessages } of assertionResults) {
      if (status === "failed") remarks.push(`failed: ${file} › ${fullName}: ${abridge(failureMessages[0])}`);
    }
  }
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    remarks,
  };
}

/**
 * The tests of a suite of a report of Playwright and of the suites inside it.
 * @param {any} suite
 * @returns {any[]}
 */
function testsWithin({ specs = [], suites = [] }) {
  const own = specs.flatMap((/** @type {any} */ { file, line, title, tests }) =>
    tests.map((/** @type {any} */ test) => ({ place: `${file}:${line} › ${title}`, ...test })),
  );
  return [...own, ...suites.flatMap(testsWithin)];
}

const WORDS = new Map([
  ["unexpected", "failed"],
  ["flaky", "passed at a later try"],
]);

/**
 * @param {any} report what Playwright's reporter `json` wrote
 * @returns {Outcome}
 */
export function readPlaywrightReport(report) {
  /** @type {string[]} */
  const remarks = report.errors.map((/** @type {any} */ { message }) => `failed: ${abridge(message)}`);
  for (const { status, place, projectName, results } of report.suites.flatMap(testsWithin)) {
    const word = WORDS.get(status);
    if (word === undefined) continue;
    const failure = results.find((/** @type {any} */ result) => result.error !== undefined);
    remarks.push(`${word}: [${projectName}] ${place}: ${abridge(failure?.error.message)}`);
  }
  const { expected, flaky, unexpected, skipped } = report.stats;
  return { passed: expected + flaky, failed: unexpected, skipped, remarks };
}
