// A gentle word about a vocabulary that makes training slow, with what the page offers against it.
import { useText } from "@/i18n/use-text";
import { useData, useSettings } from "@/state/use-app";
import { Icon } from "@/ui/icon";
import { useVocabularySize } from "./use-vocabulary-size";
import { isLargeVocabulary } from "./vocabulary-size";

/** Says what a very large vocabulary costs and what helps; nothing while it is of a usual size. */
export function VocabularyHint() {
  const text = useText();
  const size = useVocabularySize();
  const tokens = useData((data) => data.prepared?.tokenCount ?? 0);
  const oneHot = useSettings(({ config: { model } }) => model.architecture === "gru" && model.embedding === "oneHot");
  if (!isLargeVocabulary(size)) return null;
  return (
    <p className="vocabulary-hint" data-testid="vocabulary-hint">
      <Icon name="warning" />
      <span>
        {text.t("tokens.large", { size, times: text.number(tokens / size, 0) })} {text.t("tokens.largeRemedy")}
        {oneHot && ` ${text.t("tokens.largeOneHot", { learned: text.choice("model.embedding", "learned") })}`}
      </span>
    </p>
  );
}
