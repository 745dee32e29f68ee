// What the data clinic shows: how the examination stands, the steps applied, and what was found.
import { useClinicText } from "@/i18n/clinic-text";
import { useClinic, useSettings } from "@/state/use-app";
import { ProgressBar } from "@/ui/progress-bar";
import { ErrorWords } from "../error-words";
import { AppliedSteps } from "./applied-steps";
import { CharacterTable } from "./character-table";
import { Findings } from "./findings";
import { Lengths } from "./lengths";
import { OverlapSentence } from "./overlap-sentence";
import "./clinic.css";

/** The open clinic. */
export function ClinicReport() {
  const text = useClinicText();
  const { share, examination, error } = useClinic((clinic) => clinic);
  const context = useSettings((settings) => settings.config.tokens.contextLength);
  return (
    <div className="clinic stack" data-testid="clinic-report" data-busy={share !== null}>
      {share !== null && <ProgressBar label={text.clinic("examining")} share={share} />}
      {error !== null && (
        <p role="alert">
          <ErrorWords error={error} />
        </p>
      )}
      <AppliedSteps />
      {examination !== null && error === null && (
        <>
          <Findings examination={examination} />
          <OverlapSentence overlap={examination.overlap} />
          <Lengths examination={examination} context={context} />
          <CharacterTable examination={examination} />
          <p className="hint">
            {text.clinic("examined", {
              count: examination.units,
              unit: text.clinic(`unit.${examination.unit}`, { count: examination.units }),
              seconds: text.number(examination.seconds, 1),
            })}{" "}
            {examination.unit === "line" && text.clinic("wholeText")}{" "}
            {examination.nearReach !== null && text.clinic("nearReach", { count: examination.nearReach })}
          </p>
        </>
      )}
    </div>
  );
}
