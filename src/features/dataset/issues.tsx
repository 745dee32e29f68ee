// What was wrong with the data: what cleaning changed, and the rows that could not be read, with their lines.
import type { ContainerFacts } from "@/domain/container/container-facts";
import type { SourceSummary } from "@/domain/corpus/source";
import { type Text, useText } from "@/i18n/use-text";
import { useData, useSettings } from "@/state/use-app";
import { Icon } from "@/ui/icon";
import { aboutText, FoundRows } from "../found-rows";
import { useSettingLock } from "../use-setting-lock";
import { issueCount, leftOutGroups } from "./issue-list";
import { ReadOtherwise } from "./table-reading";

/** The list of issues; says so when there are none. */
export function Issues({ source }: { readonly source: SourceSummary }) {
  const text = useText();
  const report = useData((data) => data.report);
  return (
    <div>
      <h3>{text.t("data.issues")}</h3>
      {issueCount(source, report) === 0 && <p className="hint">{text.t("data.noIssues")}</p>}
      <ul className="issues">
        {leftOutIssues(text, source.facts.container).map((issue) => (
          <li key={issue}>
            <Icon name="warning" />
            <span>{issue}</span>
          </li>
        ))}
        {source.facts.notes.map((note) => (
          <FoundRows
            key={note.kind}
            finding={note}
            told={text.t(`note.${note.kind}`, { count: note.count })}
            tellAbout={(about) => aboutText(text, note.kind, about)}
          >
            <ReadOtherwise kind={note.kind} />
          </FoundRows>
        ))}
        {report?.findings.map((finding) => (
          <FoundRows
            key={finding.kind}
            finding={finding}
            told={text.t(`cleaned.${finding.kind}`, { count: finding.count })}
            tellAbout={(about) => aboutText(text, finding.kind, about)}
          />
        ))}
        {report !== null && report.mends.normalized > 0 && (
          <li>
            <Icon name="warning" />
            <span>{text.t("data.issueNormalized", { count: report.mends.normalized })}</span>
          </li>
        )}
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

/** Names the files that were not read, by the words that tell why. */
function leftOutIssues(text: Text, container: ContainerFacts | null): readonly string[] {
  if (container === null) return [];
  return leftOutGroups(container).map(({ why, paths, count }) => {
    const names = paths.join(", ") + (count > paths.length ? ", …" : "");
    return text.t(`leftOut.${why}`, { count, names });
  });
}
