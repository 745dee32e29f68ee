// What was found among the pairs, each kind with the switch that handles it.

import { usePairsText } from "@/i18n/pairs-text";
import { useData, useSettings } from "@/state/use-app";
import { SettingSelect, SettingSwitch } from "../setting-choice";

/** Counts and switches; nothing before the rows are cleaned. */
export function PairFindings() {
  const text = usePairsText();
  const found = useData((data) => data.report?.pairs ?? null);
  const kept = useData((data) => data.report?.kept ?? 0);
  const isLower = useSettings(({ config }) => config.corpus.repeatedQuestions === "first");
  if (found === null) return null;
  const empty = found.emptyPrompts + found.emptyResponses;
  return (
    <section className="stack" data-testid="pair-findings" data-value={kept}>
      <h3>{text.pairs("found")}</h3>
      <SettingSwitch
        path="corpus.dropIncomplete"
        note={
          empty === 0
            ? text.pairs("none")
            : text.pairs("empty", { responses: found.emptyResponses, prompts: found.emptyPrompts })
        }
      />
      <SettingSwitch path="corpus.removeMarkup" note={text.pairs("markupOnly", { count: found.markupOnly })} />
      <SettingSwitch path="corpus.decodeEntities" note={text.pairs("entities", { count: found.entities })} />
      <SettingSwitch path="corpus.removeDuplicates" note={text.pairs("duplicates", { count: found.duplicates })} />
      <SettingSelect path="corpus.repeatedQuestions" />
      <p className="hint" data-testid="pair-repeated" data-value={found.repeatedQuestions}>
        {text.pairs(isLower ? "repeatedFirst" : "repeated", { count: found.repeatedQuestions })}
      </p>
    </section>
  );
}
