// How long the records are: histogram, the context length in it, and the records that stand out.

import { useState } from "react";
import type { Diagnosis, ExtremeRecord } from "@/domain/clinic/diagnosis";
import { useClinicText } from "@/i18n/clinic-text";
import { useSettings } from "@/state/use-app";
import { Button } from "@/ui/button";
import { Disclosure } from "@/ui/disclosure";
import { Segmented } from "@/ui/segmented";
import { LengthBars } from "../length-bars";
import { useSettingLock } from "../use-setting-lock";
import { ScrollRegion } from "./scroll-region";
import { VisibleText } from "./visible-text";

interface LengthsProps {
  readonly examination: Diagnosis;
  /** T, in tokens. */
  readonly context: number;
}

/** Histogram in characters, or in tokens where they are known. */
export function Lengths({ examination, context }: LengthsProps) {
  const text = useClinicText();
  const [wanted, setWanted] = useState<"characters" | "tokens">("characters");
  const { lengths, beyondContext } = examination;
  const unit = lengths.tokens === null ? "characters" : wanted;
  const histogram = (unit === "tokens" ? lengths.tokens : null) ?? lengths.characters;
  const { shortest, median, longest } = histogram;
  return (
    <section className="stack">
      <div className="row wrap">
        <h3>{text.clinic("lengths")}</h3>
        {lengths.tokens !== null && (
          <Segmented
            label={text.clinic("lengthUnit")}
            value={unit}
            options={[
              { value: "characters", label: text.clinic("inCharacters") },
              { value: "tokens", label: text.clinic("inTokens") },
            ]}
            onChange={setWanted}
          />
        )}
      </div>
      <LengthBars histogram={histogram} context={unit === "tokens" ? context : null} />
      <p>
        {text.clinic("lengthSentence", { shortest, median, longest })}{" "}
        {beyondContext !== null &&
          (beyondContext === 0
            ? text.clinic("withinContext", { context })
            : text.clinic("beyondContext", { share: text.percent(beyondContext, 1), context }))}
      </p>
      <div className="pair">
        <Extremes title={text.clinic("shortest")} records={examination.shortest} />
        <Extremes title={text.clinic("longest")} records={examination.longest} />
      </div>
      {examination.unit === "record" && <Limits examination={examination} />}
    </section>
  );
}

function Extremes({ title, records }: { readonly title: string; readonly records: readonly ExtremeRecord[] }) {
  const text = useClinicText();
  return (
    <Disclosure summary={title}>
      <ScrollRegion label={title}>
        <ol className="clinic-places">
          {records.map(({ line, text: start, length }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: records may share a line, and the list never moves
            <li key={index}>
              <small>
                {text.clinic("atLine", { line })}: {text.clinic("lengthOf", { count: length })}
              </small>
              <code>
                <VisibleText text={start} />
              </code>
            </li>
          ))}
        </ol>
      </ScrollRegion>
    </Disclosure>
  );
}

/** Presses that leave out what is far from the rest: under a tenth of the median, over the 99th percentile. */
function Limits({ examination }: { readonly examination: Diagnosis }) {
  const text = useClinicText();
  const set = useSettings((settings) => settings.set);
  const { shortest, median, longest, percentile99 } = examination.lengths.characters;
  const least = Math.ceil(median / 10);
  const shortLock = useSettingLock("corpus.shortestRecord");
  const longLock = useSettingLock("corpus.longestRecord");
  return (
    <div className="row wrap">
      {shortest < least && (
        <Button className="btn" disabledReason={shortLock} onClick={() => set("corpus.shortestRecord", least)}>
          {text.clinic("dropShort", { length: least })}
        </Button>
      )}
      {longest > percentile99 && (
        <Button className="btn" disabledReason={longLock} onClick={() => set("corpus.longestRecord", percentile99)}>
          {text.clinic("dropLong", { length: percentile99 })}
        </Button>
      )}
    </div>
  );
}
