// The Data step in one line, and the badge that counts what needs a look.
import { useText } from "@/i18n/use-text";
import { useData } from "@/state/use-app";
import { ErrorWords } from "../error-words";
import { useDataProblem } from "../use-data-problem";
import { issueCount } from "./issue-list";

/** Names the data and counts its records, raw numbers beside the words. */
export function DatasetSummary() {
  const text = useText();
  const source = useData((data) => data.source);
  const prepared = useData((data) => data.prepared);
  const loading = useData((data) => data.loading);
  const error = useDataProblem();
  const report = useData((data) => data.report);
  const count = report?.kept ?? source?.rowCount ?? null;
  return (
    <span
      data-testid="dataset-summary"
      data-records={count ?? ""}
      data-characters={source?.characters ?? ""}
      data-problems={source?.facts.problemCount ?? ""}
      data-ready={prepared !== null}
    >
      {loading !== null ? (
        text.t("data.summaryLoading", { name: loading.name })
      ) : error !== null ? (
        <ErrorWords error={error} />
      ) : source === null || count === null ? (
        text.t("data.summaryEmpty")
      ) : (
        text.t("data.summary", { count, name: source.facts.name })
      )}
    </span>
  );
}

/** Counts the kinds of issues; nothing when there are none. */
export function DatasetBadge() {
  const text = useText();
  const count = useData((data) => issueCount(data.source, data.report));
  if (count === 0) return null;
  return <span className="badge warn">{text.t("data.notes", { count })}</span>;
}
