// Chooses what the next run begins with: fresh weights, a model of the list beside the page, or a run that is held.
import { useEffect } from "react";
import { tokensOfGone } from "@/domain/run/ancestry";
import type { Run } from "@/domain/run/run";
import { hasWeights } from "@/domain/run/run-figures";
import { useBasesText } from "@/i18n/bases-text";
import { useText } from "@/i18n/use-text";
import type { Bases } from "@/state/bases/bases";
import { useCommands, useData, useRun, useRuns, useSettings } from "@/state/use-app";
import { useStore } from "@/state/use-store";
import { ProgressBar } from "@/ui/progress-bar";
import { Select, type SelectOption } from "@/ui/select";
import { ErrorWords } from "../error-words";
import { ModelFilesPanel } from "./model-files-panel";
import { TuningSettings } from "./tuning-settings";
import "./base-picker.css";

/** The list with a line about the chosen base, what is on its way, and the way in for files. */
export function BasePicker({ bases }: { readonly bases: Bases }) {
  const text = useText();
  const say = useBasesText();
  const base = useSettings((settings) => settings.config.base);
  const isHeld = useRun(({ state }) => state === "running" || state === "preparing");
  const work = useStore(bases.store, (state) => state.work);
  const options = useOptions(bases);
  useEffect(() => void bases.readList(), [bases]);
  const isListed = options.some(({ value }) => value === base);
  // The list may be on its way still.
  const isGone = useStore(bases.store, ({ list }) => list !== null);
  return (
    <div className="stack bases">
      <Select
        label={say("select")}
        help={say("selectHelp")}
        value={base}
        options={isListed ? options : [...options, { value: base, label: isGone ? say("gone") : base }]}
        onChange={(chosen) => void bases.choose(chosen)}
        disabledReason={isHeld ? text.t("settings.locked") : null}
        testId="base-model-select"
      />
      {work !== null && <Arriving bases={bases} {...work} />}
      <Stopped />
      {isListed || !isGone ? <About bases={bases} base={base} /> : <GoneHint base={base} />}
      {base !== "" && <TuningSettings />}
      <ModelFilesPanel bases={bases} />
    </div>
  );
}

function Arriving({ bases, bytes, total }: { readonly bases: Bases; readonly bytes: number; readonly total: number }) {
  const text = useText();
  const say = useBasesText();
  return (
    <div className="row base-arriving" role="status">
      <ProgressBar label={say("arrivingName")} share={total === 0 ? null : bytes / total} />
      <span className="hint">
        {total === 0 ? say("checking") : say("arriving", { done: text.bytes(bytes), total: text.bytes(total) })}
      </span>
      {total > 0 && (
        <button type="button" className="btn" data-testid="base-cancel" onClick={bases.cancel}>
          {say("cancel")}
        </button>
      )}
    </div>
  );
}

/** Says that the base was stopped on its way, and has it come again. */
function Stopped() {
  const say = useBasesText();
  const commands = useCommands();
  const error = useData((data) => data.error);
  if (error?.code !== "baseStopped") return null;
  return (
    <div className="row" role="status" data-testid="base-stopped">
      <span className="hint">
        <ErrorWords error={error} />
      </span>
      <button type="button" className="btn" data-testid="base-open-again" onClick={() => void commands.prepare()}>
        {say("openAgain")}
      </button>
    </div>
  );
}

/** Says what the settings of a base that is gone still do. */
function GoneHint({ base }: { readonly base: string }) {
  const say = useBasesText();
  const hasTokens = useRuns(({ runs }) => tokensOfGone(runs, base) !== null);
  return (
    <p className="hint" data-testid="base-gone">
      {say(hasTokens ? "goneWithTokens" : "goneHint")}
    </p>
  );
}

function About({ bases, base }: { readonly bases: Bases; readonly base: string }) {
  const text = useText();
  const say = useBasesText();
  const model = useStore(bases.store, ({ list }) => list?.models.find(({ id }) => id === base) ?? null);
  const origin = useRuns(({ runs }) => runOf(runs, base)?.origin ?? null);
  if (model !== null) {
    return <p className="hint">{say("about", { about: model.about[text.language], licence: model.licence })}</p>;
  }
  if (origin === null) return null;
  const { name, bytes, dtype, licence } = origin;
  return (
    <p className="hint" data-testid="base-facts">
      {say("facts", { name, size: text.bytes(bytes), dtype })} {licence !== null && say("licence", { licence })}
    </p>
  );
}

function useOptions(bases: Bases): readonly SelectOption<string>[] {
  const text = useText();
  const say = useBasesText();
  const models = useStore(bases.store, ({ list }) => list?.models) ?? [];
  const runs = useRuns((state) => state.runs);
  const listed = models.map(({ id, name, bytes }) => {
    return { value: id, label: say("listed", { name: name[text.language], size: text.bytes(bytes) }) };
  });
  // A model of the list stands there already.
  const held = [...runs.values()].filter((run) => hasWeights(run) && (run.origin?.listed ?? null) === null);
  const labelOf = ({ name, origin, progress }: Run) =>
    origin === null ? say("ofRun", { name, count: progress.step }) : say("ofModel", { name });
  const own = held.toReversed().map((run) => ({ value: run.id, label: labelOf(run) }));
  return [{ value: "", label: say("fresh") }, ...listed, ...own];
}

function runOf(runs: ReadonlyMap<string, Run>, base: string): Run | undefined {
  return runs.get(base) ?? [...runs.values()].find(({ origin }) => origin?.listed === base);
}
