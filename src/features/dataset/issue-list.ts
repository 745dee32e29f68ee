// Gathers what was wrong with the data, by kind: what cleaning did and what could not be read.
import type { ContainerFacts } from "@/domain/container/container-facts";
import type { CleaningReport } from "@/domain/corpus/corpus";
import type { SourceProblemReason, SourceSummary } from "@/domain/corpus/source";

/** Problems of one reason among those that crossed to the page. */
export interface ProblemGroup {
  readonly reason: SourceProblemReason;
  readonly lines: readonly number[];
}

/** Groups the listed problems of a source by reason, in order of appearance. */
export function problemGroups(source: SourceSummary | null): readonly ProblemGroup[] {
  const groups = new Map<SourceProblemReason, number[]>();
  for (const { reason, line } of source?.facts.problems ?? []) {
    const lines = groups.get(reason) ?? [];
    lines.push(line);
    groups.set(reason, lines);
  }
  return [...groups].map(([reason, lines]) => ({ reason, lines }));
}

/** Counts the kinds of issues that the Data step shows: of cleaning, of reading, and what reading mended. */
export function issueCount(source: SourceSummary | null, report: CleaningReport | null): number {
  const container = source?.facts.container ?? null;
  const leftOut = container === null ? 0 : leftOutGroups(container).length;
  const found = (report?.findings.length ?? 0) + problemGroups(source).length + (source?.facts.notes.length ?? 0);
  const mends = [report?.mends.normalized, report?.mends.doublyEncoded];
  return leftOut + found + mends.filter((count) => (count ?? 0) > 0).length;
}

/** Files that were left out for a reason that is told in the same words. */
export interface LeftOutGroup {
  readonly why: "other" | "companion" | "encrypted" | "unread";
  readonly paths: readonly string[];
  readonly count: number;
}

/** Groups the files that were left out; those that are no longer listed count as the last kind. */
export function leftOutGroups({ leftOut, leftOutCount }: ContainerFacts): readonly LeftOutGroup[] {
  const groups = new Map<LeftOutGroup["why"], string[]>();
  for (const { path, reason } of leftOut) {
    const why = reason === "other" || reason === "companion" || reason === "encrypted" ? reason : "unread";
    groups.set(why, [...(groups.get(why) ?? []), path]);
  }
  const listed = [...groups].map(([why, paths]) => ({ why, paths, count: paths.length }));
  const last = listed.at(-1);
  if (last !== undefined) last.count += leftOutCount - leftOut.length;
  return listed;
}
