// `npm test`: installs what is missing, runs every check and every suite in order, and closes with
// one line that counts them: `N passed, N failed`. Each check without tests of its own counts as one.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { provideChromium } from "./find-chromium.mjs";
import { installIfStale } from "./install.mjs";
import { projectRoot } from "./project-root.mjs";
import { readPlaywrightReport, readVitestReport } from "./test-reports.mjs";

/** @typedef {import("./test-reports.mjs").Outcome} Outcome */
/** @typedef {{ name: string, run: () => Outcome }} Suite */

/** @type {Outcome} */
const PASSED = { passed: 1, failed: 0, skipped: 0, remarks: [] };
/** @type {Outcome} */
const FAILED = { passed: 0, failed: 1, skipped: 0, remarks: [] };

const reports = mkdtempSync(join(tmpdir(), "curio-test-"));

/**
 * Runs a command in the project, showing what it prints; tells whether it succeeded.
 * @param {string} line
 * @param {Record<string, string>} environment
 */
function succeeds(line, environment = {}) {
  const { status } = spawnSync(line, {
    cwd: projectRoot,
    shell: true,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...environment },
  });
  return status === 0;
}

/**
 * A check that passes or fails as a whole.
 * @param {string} name
 * @param {string} line
 * @returns {Suite}
 */
function check(name, line) {
  return {
    name,
    run: () => (succeeds(line) ? PASSED : FAILED),
  };
}

/**
 * Reads a report; a suite that failed without a failed test, or ran none, counts as one failure.
 * @param {boolean} succeeded
 * @param {string} file
 * @param {(report: any) => Outcome} read
 * @returns {Outcome}
 */
function readReport(succeeded, file, read) {
  try {
    const outcome = read(JSON.parse(readFileSync(file, "utf8")));
    const sound = succeeded ? outcome.passed > 0 : outcome.failed > 0;
    return sound ? outcome : { ...outcome, failed: outcome.failed + 1 };
  } catch {
    return FAILED;
  }
}

/**
 * Vitest projects as one suite.
 * @param {string} name
 * @param {string[]} projects
 * @returns {Suite}
 */
function vitest(name, projects) {
  const run = () => {
    const file = join(reports, `${projects.join("-")}.json`);
    const flags = projects.map((project) => `--project ${project}`).join(" ");
    const succeeded = succeeds(
      `npx vitest run ${flags} --reporter=default --reporter=json --outputFile.json="${file}"`,
    );
    return readReport(succeeded, file, readVitestReport);
  };
  return { name, run };
}

/**
 * Projects of the browser tests as one suite.
 * @param {string} name
 * @param {string[]} projects
 * @returns {Suite}
 */
function playwright(name, projects) {
  const run = () => {
    const file = join(reports, `${projects.join("-")}.json`);
    const flags = projects.map((project) => `--project ${project}`).join(" ");
    const succeeded = succeeds(`npx playwright test ${flags} --reporter=list,json`, {
      PLAYWRIGHT_JSON_OUTPUT_FILE: file,
      CURIO_CHROMIUM: provideChromium(),
    });
    return readReport(succeeded, file, readPlaywrightReport);
  };
  return { name, run };
}

/** @type {Suite[]} */
const suites = [
  check("types", "npm run types"),
  check("lint and format", "npx biome check --error-on-warnings ."),
  check("forbidden patterns", "node scripts/check-patterns.mjs"),
  check("licences", "node scripts/check-licences.mjs"),
  check("unused code", "npx knip"),
  vitest("unit and engine", ["unit", "engine"]),
  vitest("WebGPU in Node", ["gpu"]),
  check("build", "npm run --silent build"),
  check("forbidden in the built page", "node scripts/check-patterns.mjs --built"),
  check("bundle size", "node scripts/check-size.mjs"),
  playwright("end to end", ["cpu", "swiftshader"]),
  playwright("end to end, alone", ["alone"]),
];

/**
 * Runs a suite; a suite that throws counts as one failure.
 * @param {Suite} suite
 */
function runSuite(suite) {
  console.log(`\n── ${suite.name} ──`);
  const begun = performance.now();
  let outcome = FAILED;
  try {
    outcome = suite.run();
  } catch (error) {
    console.error(error);
  }
  return { name: suite.name, ...outcome, seconds: (performance.now() - begun) / 1000 };
}

installIfStale();
const results = suites.map(runSuite);
console.log("\n── result ──");
for (const { name, passed, failed, skipped, remarks, seconds } of results) {
  const word = failed === 0 ? "ok  " : "FAIL";
  console.log(`${word} ${name}: ${passed} passed, ${failed} failed, ${skipped} skipped (${seconds.toFixed(0)} s)`);
  for (const remark of remarks) console.log(`     ${remark}`);
}
const total = (/** @type {"passed" | "failed"} */ key) => results.reduce((sum, result) => sum + result[key], 0);
process.exitCode = total("failed") > 0 ? 1 : 0;
console.log(`${total("passed")} passed, ${total("failed")} failed`);
