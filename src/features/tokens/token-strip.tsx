// The first record as tokens, without the padding that may stand before it.
import { useText } from "@/i18n/use-text";
import { useData } from "@/state/use-app";
import { TokenChips } from "./token-chips";

const shownTokens = 90;

/** The token strip; a hint until there is data. */
export function TokenStrip() {
  const text = useText();
  const prepared = useData((data) => data.prepared);
  if (prepared === null) return <p className="hint">{text.t("tokens.stripEmpty")}</p>;
  const { tokenizer, firstTokens } = prepared;
  const start = Math.max(
    0,
    firstTokens.findIndex((id) => id !== tokenizer.padId),
  );
  const end = firstTokens.findIndex((id, index) => index > start && id === tokenizer.padId);
  const record = firstTokens.slice(start, end === -1 ? undefined : end).slice(0, shownTokens);
  return <TokenChips ids={record} tokenizer={tokenizer} label={text.t("tokens.strip")} />;
}
