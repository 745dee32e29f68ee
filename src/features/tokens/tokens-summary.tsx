// The Tokens step in one line.
import { useText } from "@/i18n/use-text";
import { useData, useSettings } from "@/state/use-app";

/** Names tokenizer, vocabulary size and context length. */
export function TokensSummary() {
  const text = useText();
  const size = useData((data) => data.prepared?.tokenizer.vocabulary.length ?? null);
  const pieces = useData((data) => data.prepared?.tokenizer.kind === "byteBpe");
  const context = useSettings((settings) => settings.config.tokens.contextLength);
  return size === null
    ? text.t("tokens.summaryEmpty")
    : text.t(pieces ? "tokens.summaryPieces" : "tokens.summary", { size, context });
}
