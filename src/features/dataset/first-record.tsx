// The first record as the model will read it, its tags set apart from the text.
import { templateTags } from "@/domain/corpus/template";
import { shortenText } from "@/domain/shorten-text";
import { markedPieces } from "@/domain/tokenizer/marked-pieces";
import { useText } from "@/i18n/use-text";
import { useData, useSettings } from "@/state/use-app";

const shownCharacters = 400;

/** The first record after cleaning; nothing before the data is prepared. */
export function FirstRecord() {
  const text = useText();
  const prepared = useData((data) => data.prepared);
  const endToken = useSettings((settings) => settings.config.corpus.endToken);
  if (prepared === null) return null;
  const marks = [...templateTags(prepared.template), endToken];
  const record = prepared.firstRecord;
  const shown = record.length > shownCharacters ? `${shortenText(record, shownCharacters)}…` : record;
  return (
    <p className="reads" data-testid="first-record">
      <span className="small muted">{text.t("data.firstRecord")}</span>
      {markedPieces(shown, marks).map((piece) =>
        piece.isMark ? (
          <span key={piece.start} className="tag">
            {piece.text}
          </span>
        ) : (
          piece.text
        ),
      )}
    </p>
  );
}
