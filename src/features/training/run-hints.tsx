// Lines under the run bar: what to expect of little text or few steps, and which settings wait for the next run.
import { use } from "react";
import { ENOUGH_CHARACTERS, isLittleText } from "@/domain/training/little-text";
import { isTooShort } from "@/domain/training/run-length";
import { useText } from "@/i18n/use-text";
import { settingsMatch } from "@/state/live-settings";
import { useData, useRun, useSettings } from "@/state/use-app";
import { useLengthAhead } from "@/state/use-run-length";
import { LateModule } from "@/ui/late-module";
import { Part } from "../part";
import { LossWarning } from "./loss-warning";

const runPast = new LateModule(() => import("./run-past"));

/** What a student should know before the next press. */
export function RunHints() {
  const isUnderWay = useRun(({ state }) => state === "running" || state === "preparing" || state === "paused");
  return (
    <>
      {!isUnderWay && <LossWarning />}
      {!isUnderWay && <LittleTextHint />}
      {!isUnderWay && <FewStepsHint />}
      <Past />
      <MismatchHint />
    </>
  );
}

function LittleTextHint() {
  const text = useText();
  const characters = useData((data) => data.report?.characters ?? null);
  if (characters === null || !isLittleText(characters)) return null;
  return (
    <p className="runbar-hint hint" data-testid="little-text" data-value={characters}>
      {text.t("run.littleText", { count: characters, enough: text.number(ENOUGH_CHARACTERS) })}
    </p>
  );
}

/** Offers the automatic length where the one asked for is over before much is learned. */
function FewStepsHint() {
  const text = useText();
  const set = useSettings((settings) => settings.set);
  const config = useSettings((settings) => settings.config);
  const ahead = useLengthAhead();
  if (ahead === null || !isTooShort(config, ahead.size, ahead.steps)) return null;
  return (
    <div className="runbar-hint hint" data-testid="few-steps" data-value={ahead.steps}>
      {text.t("run.fewSteps", { count: ahead.steps })}{" "}
      <button type="button" className="btn" onClick={() => set("training.runLength", "auto")}>
        {text.t("run.useAutomatic")}
      </button>
    </div>
  );
}

/** What the run on screen came from; nothing before the first run. */
function Past() {
  const hasPast = useRun(({ data, parent }) => data !== null || parent !== null);
  return (
    hasPast && (
      <Part name="run-past">
        <LatePast />
      </Part>
    )
  );
}

function LatePast() {
  const { RunPast } = use(runPast.get());
  return <RunPast />;
}

/** Tells that the edited settings differ from those of the run on screen. */
function MismatchHint() {
  const text = useText();
  const config = useRun((run) => run.config);
  const planned = useRun((run) => run.planned);
  const state = useRun((run) => run.state);
  const isModel = useRun((run) => run.origin !== null);
  const edited = useSettings((settings) => settings.config);
  if (config === null || isModel || state === "preparing" || state === "idle") return null;
  if (settingsMatch({ config, planned }, edited)) return null;
  return <p className="runbar-hint hint">{text.t("run.mismatch")}</p>;
}
