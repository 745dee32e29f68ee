// Counts: vocabulary, windows, unknown characters, and what blind counting would reach.
import { useText } from "@/i18n/use-text";
import { countedPadding } from "@/state/counted-padding";
import { useData, useSettings } from "@/state/use-app";
import { paddingRemark } from "../padding-remark";

/** The figures that follow from data and settings; raw numbers stand in data attributes. */
export function VocabularyFacts() {
  const text = useText();
  const prepared = useData((data) => data.prepared);
  const preparing = useData((data) => data.preparing);
  const config = useSettings((settings) => settings.config);
  const remark = prepared === null ? null : paddingRemark(text, countedPadding(config, prepared));
  const isPieces = prepared?.tokenizer.kind === "byteBpe";
  const size = prepared?.tokenizer.vocabulary.length ?? null;
  return (
    <div className="stack" aria-busy={preparing}>
      <dl className="counts">
        <div>
          <dt>{text.t("tokens.vocabulary")}</dt>
          <dd data-testid="vocabulary-size" data-value={size ?? ""}>
            {size === null ? "–" : text.number(size)}
          </dd>
        </div>
        <div>
          <dt>{text.t("tokens.windows")}</dt>
          <dd data-testid="window-count" data-value={prepared?.windowCount ?? ""}>
            {prepared === null ? "–" : text.number(prepared.windowCount)}
          </dd>
        </div>
        {isPieces && prepared !== null && prepared.charactersPerTarget !== null && (
          <div>
            <dt>{text.t("tokens.perToken")}</dt>
            <dd data-testid="characters-per-token" data-value={prepared.charactersPerTarget}>
              {text.fixed(prepared.charactersPerTarget, 2)}
            </dd>
          </div>
        )}
      </dl>
      {prepared !== null && (
        <p className="hint" data-testid="unknown-characters" data-value={prepared.unknownCharacters}>
          {prepared.unknownCharacters === 0
            ? text.t("tokens.unknownNone")
            : text.t("tokens.unknown", { count: prepared.unknownCharacters })}{" "}
          {text.t("tokens.baselines", {
            unigram: text.fixed(prepared.unigramLoss, 2),
            bigram: text.fixed(prepared.bigramLoss, 2),
          })}{" "}
          {remark !== null &&
            prepared.bigramOnText !== null &&
            text.t("tokens.baselinesPadded", {
              remark,
              loss: text.fixed(prepared.bigramOnText.loss, 2),
              share: text.percent(prepared.bigramOnText.accuracy),
            })}
        </p>
      )}
    </div>
  );
}
