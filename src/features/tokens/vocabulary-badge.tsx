// The mark of a vocabulary that makes training slow, on the folded card.
import { useText } from "@/i18n/use-text";
import { useVocabularySize } from "./use-vocabulary-size";
import { isLargeVocabulary } from "./vocabulary-size";

/** Marks the folded card while the vocabulary is very large. */
export function VocabularyBadge() {
  const text = useText();
  const size = useVocabularySize();
  return isLargeVocabulary(size) ? <span className="badge warn">{text.t("tokens.largeBadge")}</span> : null;
}
