// Choosing values to try: runs by the settings of the page, but for one or two of them.
import { useMemo } from "react";
import { freshConfig } from "@/domain/config/fit-config";
import { triablePaths } from "@/domain/config/trials";
import { usePlansText } from "@/i18n/plans-text";
import { createRunQueue } from "@/state/run-queue";
import { useCommands, useSettings } from "@/state/use-app";
import { PlanDialog } from "./plan-dialog";
import { PlanSummary } from "./plan-summary";
import { trialLabel, useVaried } from "./use-varied";
import { suggestedList } from "./value-list";
import { VariedFields } from "./varied-fields";

const PATHS_AFRESH = triablePaths(false);
const PATHS_OVER_BASE = triablePaths(true);
const FIRST = "training.learningRate";

/** The dialog. */
export function TryDialog({ onClose }: { readonly onClose: () => void }) {
  const text = usePlansText();
  return (
    <PlanDialog text={text} title={text.plans("tryTitle")} testId="try-dialog" onClose={onClose}>
      {(close) => <TryForm onDone={close} />}
    </PlanDialog>
  );
}

function TryForm({ onDone }: { readonly onDone: () => void }) {
  const text = usePlansText();
  const queue = useCommands().later(createRunQueue);
  const page = useSettings((settings) => settings.config);
  const base = useMemo(() => freshConfig(page), [page]);
  const form = useVaried(text, base, FIRST, suggestedList(text, FIRST, base));
  return (
    <>
      <p>{text.plans("tryAbout")}</p>
      <VariedFields text={text} form={form} paths={base.base === "" ? PATHS_AFRESH : PATHS_OVER_BASE} isNeeded />
      <PlanSummary
        text={text}
        trials={form.trials}
        disabledReason={null}
        testId="try-start"
        onStart={(trials) => {
          const from = { kind: "fresh" } as const;
          queue.plan(
            trials.map((trial) => ({
              label: trialLabel(text, trial),
              work: { kind: "begin", config: trial.config, from },
            })),
          );
          onDone();
        }}
      />
    </>
  );
}
