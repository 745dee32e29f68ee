// Before and after: has the open model and its base answer the same held-out prompts, and shows what came out.
import { MOST_COMPARED } from "@/domain/run/comparison";
import { hasWeights } from "@/domain/run/run-figures";
import { useComparisonText } from "@/i18n/comparison-text";
import { useText } from "@/i18n/use-text";
import { basesOf, createComparisonCommands } from "@/state/comparison-commands";
import { useCommands, useComparison, useRun, useRuns } from "@/state/use-app";
import { Button } from "@/ui/button";
import { ProgressBar } from "@/ui/progress-bar";
import { Select } from "@/ui/select";
import { Slider } from "@/ui/slider";
import { useAbsentData } from "../use-absent-data";
import { ComparisonAnswers } from "./comparison-answers";
import { ComparisonResult } from "./comparison-result";
import "./comparison.css";

/** The card with the choices, the button, the answers as they come, and the newest result of the run on screen. */
export function ComparisonPanel() {
  const say = useComparisonText();
  return (
    <section className="card comparison stack" aria-labelledby="comparison-title">
      <h3 id="comparison-title">{say("title")}</h3>
      <p className="muted">{say("about")}</p>
      <BaseSelect />
      <Choices />
      <CompareButton />
      <Running />
    </section>
  );
}

/** What the run on screen can be compared with; none while there is no run. */
function useBases() {
  const run = useRun((shown) => shown);
  const runs = useRuns((state) => state.runs);
  return run.id === null ? [] : basesOf(run, runs);
}

function BaseSelect() {
  const say = useComparisonText();
  const bases = useBases();
  const parent = useRun((run) => run.parent?.id ?? null);
  const chosen = useComparison((comparison) => comparison.base);
  const choose = useComparison((comparison) => comparison.choose);
  const options = bases.map((base) =>
    base === "start"
      ? { value: base as string, label: say("baseStart") }
      : { value: base.id, label: base.id === parent ? say("baseParent", { name: base.name }) : base.name },
  );
  const shown = options.find(({ value }) => value === chosen) ?? options[0];
  if (shown === undefined) return null;
  return (
    <Select
      label={say("base")}
      value={shown.value}
      options={options}
      testId="comparison-base"
      onChange={(base) => choose({ base })}
    />
  );
}

function Choices() {
  const text = useText();
  const say = useComparisonText();
  const prompts = useComparison((comparison) => comparison.prompts);
  const temperature = useComparison((comparison) => comparison.temperature);
  const choose = useComparison((comparison) => comparison.choose);
  return (
    <div className="pair">
      <Slider
        label={say("prompts")}
        help={say("promptsHelp")}
        value={prompts}
        scale={{ kind: "log", min: 1, max: MOST_COMPARED, step: 1 }}
        defaultValue={20}
        decimal={text.decimal}
        format={(value) => text.number(value)}
        testId="comparison-prompts"
        onChange={(next) => choose({ prompts: next })}
      />
      <Slider
        label={say("temperature")}
        help={say("temperatureHelp")}
        value={temperature}
        scale={{ kind: "linear", min: 0, max: 2, step: 0.05 }}
        defaultValue={0}
        decimal={text.decimal}
        format={(value) => text.fixed(value, 2)}
        testId="comparison-temperature"
        onChange={(next) => choose({ temperature: next })}
      />
    </div>
  );
}

function CompareButton() {
  const say = useComparisonText();
  const commands = useCommands().later(createComparisonCommands);
  const reason = useNoComparisonReason();
  const isComparing = useComparison((comparison) => comparison.running !== null);
  if (isComparing) {
    return (
      <button type="button" className="btn" data-testid="comparison-stop" onClick={() => commands.stopComparing()}>
        {say("stop")}
      </button>
    );
  }
  return (
    <Button
      className="btn outline"
      data-testid="comparison-start"
      disabledReason={reason}
      onClick={() => void commands.compare()}
    >
      {say("start")}
    </Button>
  );
}

/** Says why nothing can be compared now, null where it can. */
function useNoComparisonReason(): string | null {
  const say = useComparisonText();
  const state = useRun((run) => run.state);
  const isTrained = useRun(hasWeights);
  const bases = useBases();
  const absent = useAbsentData();
  if (state === "running" || state === "preparing") return say("running");
  if (state === "idle" || !isTrained) return say("noModel");
  return bases.length === 0 ? say("noBase") : absent;
}

/** The answers of a comparison under way, or the newest one that came to its end. */
function Running() {
  const say = useComparisonText();
  const shown = useRun((run) => run.id);
  const running = useComparison((comparison) => comparison.running);
  if (running === null || running.run !== shown) return <ComparisonResult />;
  const { total, answers } = running;
  const share = total === null ? null : Math.max(0, answers.length - 1) / total;
  return (
    <>
      <ProgressBar label={say("progress")} share={share} />
      {total !== null && <p className="muted">{say("answering", { index: answers.length, total })}</p>}
      <ComparisonAnswers answers={answers.slice(-1)} languages={[]} isOver={false} />
    </>
  );
}
