import { describe, expect, it } from "vitest";
import { NO_MENDS } from "@/domain/corpus/corpus";
import type { SourceProblem } from "@/domain/corpus/source";
import { issueCount, problemGroups } from "@/features/dataset/issue-list";
import { source } from "../state/fake-client";

const problems: readonly SourceProblem[] = [
  { line: 3, reason: "badBytes", excerpt: "a" },
  { line: 5, reason: "unclosedQuote", excerpt: "b" },
  { line: 9, reason: "badBytes", excerpt: "c" },
];
const faulty = { ...source, facts: { ...source.facts, problems, problemCount: problems.length } };

describe("the issues of the data", () => {
  it("gather the lines of each reason in the order in which they came", () => {
    expect(problemGroups(faulty)).toEqual([
      { reason: "badBytes", lines: [3, 9] },
      { reason: "unclosedQuote", lines: [5] },
    ]);
    expect(problemGroups(null)).toEqual([]);
  });

  it("count once a kind, of cleaning and of reading", () => {
    const findings = (["incomplete", "entity"] as const).map((kind) => ({ kind, count: 7, places: [] }));
    const cleaned = {
      reading: null,
      needed: [],
      read: 9,
      findings,
      mends: NO_MENDS,
      pairs: null,
      kept: 2,
      characters: 20,
    };
    expect(issueCount(faulty, cleaned)).toBe(4);
    expect(issueCount(source, { ...cleaned, findings: [] })).toBe(0);
    const notes = [{ kind: "shortRow", count: 9, places: [{ line: 4, text: "" }] }] as const;
    expect(issueCount({ ...faulty, facts: { ...faulty.facts, notes } }, null)).toBe(3);
    expect(issueCount(null, null)).toBe(0);
  });
});
