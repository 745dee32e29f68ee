// The first record as tokens.
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
  const record = firstTokens.slice(0, shownTokens);
  return <TokenChips ids={record} tokenizer={tokenizer} label={text.t("tokens.strip")} />;
}
