// What the file turned out to be, and the settings that overrule the guesses.
import { type Encoding, labelOf } from "@/domain/corpus/encodings";
import type { SourceSummary } from "@/domain/corpus/source";
import { type Text, useText } from "@/i18n/use-text";
import { useSettings } from "@/state/use-app";
import { Disclosure } from "@/ui/disclosure";
import { SettingSelect } from "../setting-choice";
import { EncodingChoice } from "./encoding-choice";
import { RecordPlaces } from "./record-places";

/** File, counts, encoding and delimiter of the loaded source. */
export function SourceFacts({ source }: { readonly source: SourceSummary }) {
  const text = useText();
  const { encoding, delimiter } = useSettings((settings) => settings.config.corpus);
  const { facts } = source;
  const detected = text.t("data.detectedNote");
  return (
    <div className="stack">
      <dl className="facts">
        <Fact name={text.t("data.file")} value={facts.name} />
        <Fact
          name={text.t(source.kind === "text" ? "data.lines" : "data.records")}
          value={text.number(source.rowCount)}
        />
        <Fact name={text.t("data.characters")} value={text.number(source.characters)} />
        <Fact
          name={text.setting("corpus.encoding").label}
          value={encodingName(text, facts.encoding)}
          note={encoding === "auto" ? detected : ""}
        />
        {facts.dialect !== null && (
          <Fact
            name={text.setting("corpus.delimiter").label}
            value={delimiterName(text, facts.dialect.delimiter)}
            note={delimiter === "auto" ? detected : ""}
          />
        )}
      </dl>
      {facts.encodings.length > 0 && <EncodingChoice facts={facts} />}
      {facts.places !== null && facts.places.offered.length > 1 && <RecordPlaces places={facts.places} />}
      <Disclosure summary={text.t("data.readOtherwise")}>
        <div className="pair reading">
          <SettingSelect path="corpus.readAs" />
          <SettingSelect path="corpus.encoding" />
          {facts.dialect !== null && (
            <>
              <SettingSelect path="corpus.delimiter" />
              <SettingSelect path="corpus.header" />
            </>
          )}
        </div>
      </Disclosure>
    </div>
  );
}

function Fact({ name, value, note = "" }: { readonly name: string; readonly value: string; readonly note?: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {value} {note !== "" && <small>{note}</small>}
      </dd>
    </div>
  );
}

function encodingName(text: Text, encoding: Encoding): string {
  const name = text.choices("corpus.encoding").find(({ value }) => value === labelOf(encoding))?.label ?? encoding;
  return encoding === "utf-8-bom" ? `${name} BOM` : name;
}

function delimiterName(text: Text, delimiter: string): string {
  const known = text.choices("corpus.delimiter").find(({ value }) => value === delimiter);
  return known?.label ?? delimiter;
}
