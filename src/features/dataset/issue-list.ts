// Gathers what was wrong with the data, by kind: what cleaning did and what could not be read.
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
  const cleaned = [
    report?.incompleteDropped,
    report?.duplicatesDropped,
    report?.entitiesDecoded,
    report?.mends.normalized,
    report?.mends.doublyEncoded,
  ];
  const mended = source?.facts.notes.length ?? 0;
  return cleaned.filter((count) => (count ?? 0) > 0).length + problemGroups(source).length + mended;
}
