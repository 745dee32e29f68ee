// What the run on screen came from: its data where the page has others, and whose weights it began with.
import { usePastText } from "@/i18n/past-text";
import { useRun, useRuns } from "@/state/use-app";
import { OtherDataHint } from "./other-data-hint";

/** The lines under the run bar that a first run does not need. */
export function RunPast() {
  return (
    <>
      <OtherDataHint />
      <ParentHint />
    </>
  );
}

/** Tells whose weights the run on screen began with. */
function ParentHint() {
  const say = usePastText();
  const parent = useRun((run) => run.parent);
  const isModel = useRuns(({ runs }) => (runs.get(parent?.id ?? "")?.origin ?? null) !== null);
  if (parent === null) return null;
  const { name, step, dataset } = parent;
  return (
    <p className="runbar-hint hint" data-testid="run-parent" data-value={name}>
      {isModel
        ? say("ofModel", { name })
        : say(step === 0 ? "parentUntrained" : "parent", { name, step, data: dataset })}
    </p>
  );
}
