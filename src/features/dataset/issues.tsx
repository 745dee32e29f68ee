// What was wrong with the data: what cleaning changed, and the rows that could not be read, with their lines.
import type { ContainerFacts } from "@/domain/container/container-facts";
import type { CleaningReport } from "@/domain/corpus/corpus";
import type { SourceSummary } from "@/domain/corpus/source";
import type { SourceNote } from "@/domain/corpus/source-note";
import { type Text, useText } from "@/i18n/use-text";
import { useData, useSettings } from "@/state/use-app";
import { Icon } from "@/ui/icon";
import { useSettingLock } from "../use-setting-lock";
import { issueCount, leftOutGroups } from "./issue-list";

/** Lines that are named in a note. */
const SHOWN_LINES = 20;

/** The list of issues; says so when there are none. */
export function Issues({ source }: { readonly source: SourceSummary }) {
  const text = useText();
  const report = useData((data) => data.report);
  return (
    <div>
      <h3>{text.t("data.issues")}</h3>
      {issueCount(source, report) === 0 && <p className="hint">{text.t("data.noIssues")}</p>}
      <ul className="issues">
        {[
          ...leftOutIssues(text, source.facts.container),
          ...source.facts.notes.map((note) => noteText(text, note)),
          ...cleaningIssues(text, report),
        ].map((issue) => (
          <li key={issue}>
            <Icon name="warning" />
            <span>{issue}</span>
          </li>
        ))}
        {report !== null && report.mends.doublyEncoded > 0 && <DoublyEncoded count={report.mends.doublyEncoded} />}
      </ul>
      {source.facts.problemCount > 0 && <Problems source={source} />}
    </div>
  );
}

/** Text that was encoded twice; one press repairs it, the same press again leaves it as it was. */
function DoublyEncoded({ count }: { readonly count: number }) {
  const text = useText();
  const isRepairing = useSettings((settings) => settings.config.corpus.repairEncoding);
  const set = useSettings((settings) => settings.set);
  const lock = useSettingLock("corpus.repairEncoding");
  return (
    <li data-testid="doubly-encoded" data-count={count}>
      <Icon name="warning" />
      <span>
        {text.t(isRepairing ? "data.issueRepaired" : "data.issueDoublyEncoded", { count })}{" "}
        <button
          type="button"
          className="btn"
          disabled={lock !== null}
          onClick={() => set("corpus.repairEncoding", !isRepairing)}
        >
          {text.t(isRepairing ? "data.repairUndo" : "data.repair")}
        </button>
      </span>
    </li>
  );
}

function Problems({ source }: { readonly source: SourceSummary }) {
  const text = useText();
  const { problems, problemCount } = source.facts;
  return (
    <>
      <p className="hint">{text.t("data.issueUnread", { count: problemCount })}</p>
      <ol className="issues problems" data-testid="dataset-problems">
        {problems.map((problem) => (
          <li key={`${problem.line}-${problem.reason}`} data-line={problem.line} data-reason={problem.reason}>
            <Icon name="warning" />
            <span>
              {text.t("data.atLine", { line: problem.line })}: {text.t(`problem.${problem.reason}`)}
              <small>{problem.excerpt}</small>
            </span>
          </li>
        ))}
      </ol>
      {problemCount > problems.length && (
        <p className="hint">{text.t("data.issueMore", { count: problemCount - problems.length })}</p>
      )}
    </>
  );
}

function noteText(text: Text, { kind, count, places }: SourceNote): string {
  const told = text.t(`note.${kind}`, { count });
  if (kind === "emptyColumn") return told;
  const lines = places.slice(0, SHOWN_LINES).map(({ line }) => text.number(line));
  const shown = lines.join(", ") + (count > lines.length ? ", …" : "");
  return `${told} ${text.t("data.noteLines", { lines: shown })}`;
}

/** Names the files that were not read, by the words that tell why. */
function leftOutIssues(text: Text, container: ContainerFacts | null): readonly string[] {
  if (container === null) return [];
  return leftOutGroups(container).map(({ why, paths, count }) => {
    const names = paths.join(", ") + (count > paths.length ? ", …" : "");
    return text.t(`leftOut.${why}`, { count, names });
  });
}

function cleaningIssues(text: Text, report: CleaningReport | null): readonly string[] {
  if (report === null) return [];
  return [
    report.incompleteDropped > 0 ? text.t("data.issueIncomplete", { count: report.incompleteDropped }) : "",
    report.duplicatesDropped > 0 ? text.t("data.issueDuplicate", { count: report.duplicatesDropped }) : "",
    report.entitiesDecoded > 0 ? text.t("data.issueEntities", { count: report.entitiesDecoded }) : "",
    report.mends.normalized > 0 ? text.t("data.issueNormalized", { count: report.mends.normalized }) : "",
  ].filter((issue) => issue !== "");
}
