// Where dialogs about runs to come open from; the dialogs are fetched when first asked for.
import { type ReactNode, use, useState } from "react";
import type { Run } from "@/domain/run/run";
import { useRunsText } from "@/i18n/runs-text";
import { LateModule } from "@/ui/late-module";
import { Part } from "../part";

const tryDialog = new LateModule(() => import("./try-dialog"));
const growDialog = new LateModule(() => import("./grow-dialog"));

/** Opens "Try values". */
export function TryValues() {
  const text = useRunsText();
  return (
    <DialogButton className="btn" label={text.runs("tryValues")} testId="try-values">
      {(onClose) => <LateTryDialog onClose={onClose} />}
    </DialogButton>
  );
}

/** Opens the ways to grow a run. */
export function GrowRun({ id, name }: Pick<Run, "id" | "name">) {
  const text = useRunsText();
  return (
    <DialogButton
      className="link"
      label={text.runs("grow")}
      longLabel={text.runs("growRun", { name })}
      testId="run-grow"
    >
      {(onClose) => <LateGrowDialog id={id} onClose={onClose} />}
    </DialogButton>
  );
}

interface DialogButtonProps {
  readonly className: string;
  readonly label: string;
  /** Accessible name where the label does not say enough. */
  readonly longLabel?: string;
  readonly testId: string;
  readonly children: (onClose: () => void) => ReactNode;
}

function DialogButton({ className, label, longLabel, testId, children }: DialogButtonProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className={className}
        aria-label={longLabel}
        aria-haspopup="dialog"
        data-testid={testId}
        onClick={() => setOpen(true)}
      >
        {label}
      </button>
      {isOpen && <Part name={testId}>{children(() => setOpen(false))}</Part>}
    </>
  );
}

function LateTryDialog(props: { readonly onClose: () => void }) {
  const { TryDialog } = use(tryDialog.get());
  return <TryDialog {...props} />;
}

function LateGrowDialog(props: { readonly id: Run["id"]; readonly onClose: () => void }) {
  const { GrowDialog } = use(growDialog.get());
  return <GrowDialog {...props} />;
}
