// The first record as the model will read it, its tags and special tokens set apart from the text.
import { shortenText } from "@/domain/shorten-text";
import { useText } from "@/i18n/use-text";
import { useData, useSettings } from "@/state/use-app";
import { recordPieces } from "./record-pieces";

const shownCharacters = 400;

/** The first record after cleaning; nothing before the data is prepared. */
export function FirstRecord() {
  const text = useText();
  const prepared = useData((data) => data.prepared);
  const corpus = useSettings((settings) => settings.config.corpus);
  if (prepared === null) return null;
  const record = prepared.firstRecord;
  const shown = record.length > shownCharacters ? `${shortenText(record, shownCharacters)}…` : record;
  return (
    <p className="reads" data-testid="first-record">
      <span className="small muted">{text.t("data.firstRecord")}</span>
      {recordPieces(shown, prepared, corpus).map(({ start, text: piece, isMark, id }) =>
        isMark ? (
          <span
            key={start}
            className="tag"
            title={id === null ? undefined : `${text.t("tokens.special")}, ${text.t("tokens.id", { id })}`}
          >
            {piece}
          </span>
        ) : (
          piece
        ),
      )}
    </p>
  );
}
