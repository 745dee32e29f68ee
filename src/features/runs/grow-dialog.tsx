// The ways to grow a run: train it longer, or begin another with its weights.
import type { Run, RunId } from "@/domain/run/run";
import { usePlansText } from "@/i18n/plans-text";
import { useRuns } from "@/state/use-app";
import { ChildForm } from "./child-form";
import { LongerForm } from "./longer-form";
import { PlanDialog } from "./plan-dialog";

export interface GrowDialogProps {
  readonly id: RunId;
  readonly onClose: () => void;
}

/** The dialog; nothing for a run that is gone. */
export function GrowDialog({ id, onClose }: GrowDialogProps) {
  const text = usePlansText();
  const run = useRuns(({ runs }) => runs.get(id));
  const isOpen = useRuns(({ open }) => open === id);
  if (run === undefined) return null;
  const { name } = run;
  const disabledReason = reasonAgainst(run, isOpen);
  return (
    <PlanDialog text={text} title={text.plans("growTitle", { name })} testId="grow-dialog" onClose={onClose}>
      {(close) => (
        <>
          {disabledReason !== null && <p role="status">{text.plans(disabledReason)}</p>}
          <LongerForm run={run} disabledReason={disabledReason && text.plans(disabledReason)} onDone={close} />
          <ChildForm run={run} disabledReason={disabledReason && text.plans(disabledReason)} onDone={close} />
        </>
      )}
    </PlanDialog>
  );
}

/** The open run has its weights in its session, others where their records say. */
function reasonAgainst({ state, checkpoints }: Run, isOpen: boolean): "isTraining" | "noWeights" | null {
  if (state === "running" || state === "preparing") return "isTraining";
  return isOpen || checkpoints.length > 0 ? null : "noWeights";
}
