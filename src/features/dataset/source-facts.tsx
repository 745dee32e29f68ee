// What the file turned out to be, and the settings that overrule the guesses.
import type { ContainerFacts } from "@/domain/container/container-facts";
import { writeDelimiter } from "@/domain/corpus/delimiter-text";
import { type Encoding, labelOf } from "@/domain/corpus/encodings";
import type { SourceFacts as Facts, TextLists as Lists, SourceSummary } from "@/domain/corpus/source";
import type { ReadDialect } from "@/domain/corpus/table-dialect";
import { type Text, useText } from "@/i18n/use-text";
import { useSettings } from "@/state/use-app";
import { Disclosure } from "@/ui/disclosure";
import { SettingChips } from "../setting-chips";
import { SettingSelect } from "../setting-choice";
import { EncodingChoice } from "./encoding-choice";
import { Drawn, RowSliders, Sampling } from "./sampling";
import { OtherDelimiter, ReadingChanges, SkippedLines, TableReading } from "./table-reading";

/** Rows from which it is worth offering to read a part of them. */
const MANY_ROWS = 1000;

/** File, counts, encoding and delimiter of the loaded source. */
export function SourceFacts({ source }: { readonly source: SourceSummary }) {
  const text = useText();
  const { encoding, mostRows } = useSettings((settings) => settings.config.corpus);
  const { facts } = source;
  const { container } = facts;
  const isDocument = container?.isDocument ?? false;
  const detected = text.t("data.detectedNote");
  const isPart = facts.sample !== null || facts.drawn !== null || mostRows > 0;
  const hasManyRows = isPart || source.rowCount >= MANY_ROWS;
  return (
    <div className="stack">
      <dl className="facts">
        <Fact name={text.t("data.file")} value={fileName(text, facts)} />
        <Fact
          name={text.t(source.kind === "text" ? "data.lines" : "data.records")}
          value={text.number(source.rowCount)}
        />
        <Fact name={text.t("data.characters")} value={text.number(source.characters)} />
        {!isDocument && (
          <Fact
            name={text.setting("corpus.encoding")}
            value={encodingName(text, facts.encoding)}
            note={encoding === "auto" ? detected : ""}
          />
        )}
        {!isDocument && facts.dialect !== null && <DialectFacts dialect={facts.dialect} detected={detected} />}
      </dl>
      {container !== null && (
        <SettingChips path="corpus.member" chosen={container.chosen} offered={partLabels(text, container)} />
      )}
      {!isDocument && facts.encodings.length > 0 && <EncodingChoice facts={facts} />}
      {facts.places !== null && (
        <SettingChips
          path="corpus.recordPath"
          chosen={facts.places.chosen}
          offered={placeLabels(text, facts.places.offered)}
        />
      )}
      {facts.places?.lists != null && <TextLists lists={facts.places.lists} />}
      {facts.sample !== null && <Sampling sample={facts.sample} />}
      {facts.drawn !== null && <Drawn drawn={facts.drawn} kept={source.rowCount} />}
      {source.kind === "table" && hasManyRows && (
        <div className="pair">
          <RowSliders form={facts.form} />
        </div>
      )}
      {facts.form === "csv" && <TableReading source={source} />}
      <ReadingChanges />
      <Disclosure summary={text.t("data.readOtherwise")}>
        <div className="pair reading">
          <SettingSelect path="corpus.readAs" />
          {source.kind === "table" && !hasManyRows && <RowSliders form={facts.form} />}
          {!isDocument && <SettingSelect path="corpus.encoding" />}
          {!isDocument && facts.dialect !== null && (
            <>
              <SettingSelect path="corpus.delimiter" />
              <OtherDelimiter />
            </>
          )}
          {facts.dialect !== null && <SettingSelect path="corpus.header" />}
          {!isDocument && facts.dialect !== null && (
            <>
              <SettingSelect path="corpus.quote" />
              <SettingSelect path="corpus.escape" />
            </>
          )}
          {facts.dialect !== null && (
            <>
              <SettingSelect path="corpus.comment" />
              <SkippedLines />
            </>
          )}
        </div>
      </Disclosure>
    </div>
  );
}

/** Whether the texts of lists are lines of a record or records, with how many each gives. */
function TextLists({ lists: { names, ...counts } }: { readonly lists: Lists }) {
  const text = useText();
  const chosen = useSettings((settings) => settings.config.corpus.lists);
  const offered = text.choices("corpus.lists").map(({ value, label }) => ({
    value,
    label: text.t("data.recordsOf", { reading: label, count: counts[value] }),
  }));
  return (
    <div data-testid="text-lists">
      <SettingChips path="corpus.lists" chosen={chosen} offered={offered} />
      <p className="hint">{text.t("data.listsIn", { names: names.join(", ") })}</p>
    </div>
  );
}

/** Names the file, and the archive that it lay in. */
function fileName(text: Text, { name, container }: Facts): string {
  const outer = container?.name ?? name;
  return outer === name ? name : text.t("data.memberOf", { member: name, container: outer });
}

function partLabels(text: Text, { offered }: ContainerFacts) {
  return offered.map(({ value, count }) => {
    const member = value.replace(/^\+/, "");
    return { value, label: count === 1 ? member : text.t("data.memberAndLike", { member, count: count - 1 }) };
  });
}

function placeLabels(text: Text, offered: readonly string[]) {
  return offered.map((value) => ({ value, label: <code>{value === "." ? text.t("data.wholeValue") : value}</code> }));
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

/** What parts and encloses the fields, with the rows that each concerns; what concerns none is not named. */
function DialectFacts({ dialect, detected }: { readonly dialect: ReadDialect; readonly detected: string }) {
  const text = useText();
  const wished = useSettings((settings) => settings.config.corpus);
  return (["delimiter", "quote", "escape"] as const).map((part) => {
    const count = dialect.counts[part];
    if (count === 0 && part !== "delimiter") return null;
    const path = `corpus.${part}` as const;
    const value = dialect[part] || "none";
    const name = text.choices(path).find((choice) => choice.value === value)?.label ?? writeDelimiter(value);
    const rows = count === 0 ? "" : text.t("data.inRows", { count });
    return (
      <Fact
        key={part}
        name={text.setting(path)}
        value={name}
        note={[wished[part] === "auto" ? detected : "", rows].filter(Boolean).join(", ")}
      />
    );
  });
}
