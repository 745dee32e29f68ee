// The dialog about runs to come: a frame that shows itself when it is drawn.
import { type ReactNode, useEffect, useId, useRef } from "react";
import type { PlansText } from "@/i18n/plans-text";
import "./plans.css";

export interface PlanDialogProps {
  readonly text: PlansText;
  readonly title: string;
  readonly testId: string;
  readonly onClose: () => void;
  /** What stands in it; closes it by `close`. */
  readonly children: (close: () => void) => ReactNode;
}

/** A modal dialog with a title and a button that closes it. */
export function PlanDialog({ text, title, testId, onClose, children }: PlanDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => dialog.current?.showModal(), []);
  const close = () => dialog.current?.close();
  return (
    <dialog ref={dialog} className="help plan" aria-labelledby={titleId} data-testid={testId} onClose={onClose}>
      <h2 id={titleId}>{title}</h2>
      {children(close)}
      <div className="row">
        <button type="button" className="btn" onClick={close}>
          {text.plans("close")}
        </button>
      </div>
    </dialog>
  );
}
