// What was found in the data, one line a kind: what, how often, why it matters, where, and a press that mends it.
import type { ClinicFinding, ClinicPlace, Diagnosis } from "@/domain/clinic/diagnosis";
import { getByPath } from "@/domain/config/config-path";
import { useClinicText } from "@/i18n/clinic-text";
import { useSettings } from "@/state/use-app";
import { Button } from "@/ui/button";
import { Disclosure } from "@/ui/disclosure";
import { useSettingLock } from "../use-setting-lock";
import { type Mend, mendOf } from "./finding-mends";
import { ScrollRegion } from "./scroll-region";
import { VisibleText } from "./visible-text";

/** The list of findings; says so when there are none. */
export function Findings({ examination }: { readonly examination: Diagnosis }) {
  const text = useClinicText();
  return (
    <section className="stack">
      <h3>{text.clinic("findings")}</h3>
      {examination.findings.length === 0 && <p className="hint">{text.clinic("noFindings")}</p>}
      <ul className="clinic-list">
        {examination.findings.map((finding) => (
          <FindingLine key={finding.kind} finding={finding} unit={examination.unit} />
        ))}
      </ul>
    </section>
  );
}

interface FindingLineProps {
  readonly finding: ClinicFinding;
  readonly unit: Diagnosis["unit"];
}

function FindingLine({ finding, unit }: FindingLineProps) {
  const text = useClinicText();
  const rare = useSettings((settings) => settings.config.corpus.rareBelow);
  const { kind, count, places } = finding;
  // Lines of a text that is one record cannot be left out one by one.
  const what = text.clinic(`found.${kind}`, { count, unit: text.clinic(`unit.${unit}`, { count }) });
  const stays = unit === "line" && (kind === "duplicate" || kind === "nearDuplicate");
  return (
    <li data-testid="clinic-finding" data-kind={kind} data-count={count}>
      <div>
        <b>{what}</b>
        <p className="hint">{stays ? text.clinic("about.lines") : text.clinic(`about.${kind}`, { rare })}</p>
        <Disclosure summary={text.clinic(places.length === count ? "show" : "showFirst", { count: places.length })}>
          <ScrollRegion label={what}>
            <ol className="clinic-places">
              {places.map((place, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a place may be found twice, and the list never moves
                <Place key={index} place={place} />
              ))}
            </ol>
          </ScrollRegion>
        </Disclosure>
      </div>
      {!stays && <MendButton mend={mendOf(kind, text.language)} what={what} />}
    </li>
  );
}

function Place({ place }: { readonly place: ClinicPlace }) {
  const text = useClinicText();
  const { line, from, until, twin } = place;
  return (
    <li>
      <small>
        {text.clinic("atLine", { line })}
        {twin !== null && `, ${text.clinic("twinLine", { line: twin })}`}
      </small>
      <code>
        <VisibleText text={place.text.slice(0, from)} />
        {until > from && (
          <mark>
            <VisibleText text={place.text.slice(from, until)} />
          </mark>
        )}
        <VisibleText text={place.text.slice(until)} />
      </code>
    </li>
  );
}

function MendButton({ mend, what }: { readonly mend: Mend; readonly what: string }) {
  const text = useClinicText();
  const set = useSettings((settings) => settings.set);
  const isSet = useSettings((settings) => getByPath(settings.config, mend.path) === mend.value);
  const lock = useSettingLock(mend.path);
  return (
    <Button
      className="btn"
      disabledReason={isSet ? text.clinic("mended") : lock}
      aria-label={`${text.clinic("mend")}: ${what}`}
      onClick={() => set(mend.path, mend.value as never)}
    >
      {text.clinic("mend")}
    </Button>
  );
}
