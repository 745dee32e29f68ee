import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { projectRoot } from "../../../scripts/project-root.mjs";
import { readPlaywrightReport, readVitestReport } from "../../../scripts/test-reports.mjs";

const COLOURED = "\u001b[31mError: expected 1\u001b[39m\n\n    Received: 2\n  a\n  b\n  c";

describe("reports of tests", () => {
  it("counts Vitest's tests and names those that failed and files that never began", () => {
    const report = {
      numPassedTests: 4,
      numFailedTests: 1,
      numPendingTests: 1,
      numTodoTests: 2,
      testResults: [
        {
          name: join(projectRoot, "tests/unit/sum.test.ts"),
          message: "",
          assertionResults: [
            { status: "passed", fullName: "sum adds", failureMessages: [] },
            { status: "failed", fullName: "sum carries", failureMessages: [COLOURED] },
          ],
        },
        { name: join(projectRoot, "tests/unit/lost.test.ts"), message: "No such module", assertionResults: [] },
      ],
    };
    expect(readVitestReport(report)).toEqual({
      passed: 4,
      failed: 1,
      skipped: 3,
      remarks: [
        "failed: tests/unit/sum.test.ts › sum carries: Error: expected 1 | Received: 2 | a | b",
        "failed: tests/unit/lost.test.ts: No such module",
      ],
    });
  });

  it("counts Playwright's tests and names those that failed at every try or at the first", () => {
    const failure = { error: { message: COLOURED } };
    const spec = (title: string, line: number, status: string, results: object[]) => ({
      ...{ title, file: "page.spec.ts", line },
      tests: [{ projectName: "cpu", status, results }],
    });
    const inner = { specs: [spec("drops a table", 9, "unexpected", [failure, failure])] };
    const outer = {
      specs: [spec("opens", 3, "expected", [{}]), spec("drags", 5, "flaky", [failure, {}])],
      suites: [inner],
    };
    const report = {
      errors: [{ message: "The server did not answer" }],
      suites: [outer],
      stats: { expected: 1, flaky: 1, unexpected: 1, skipped: 0 },
    };
    expect(readPlaywrightReport(report)).toEqual({
      passed: 2,
      failed: 1,
      skipped: 0,
      remarks: [
        "failed: The server did not answer",
        "passed at a later try: [cpu] page.spec.ts:5 › drags: Error: expected 1 | Received: 2 | a | b",
        "failed: [cpu] page.spec.ts:9 › drops a table: Error: expected 1 | Received: 2 | a | b",
      ],
    });
  });
});
