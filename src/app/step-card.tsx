// One step of the set-up: a card that folds to a line. One is open at a time.
import type { ReactNode } from "react";
import { LinePart, Part } from "@/features/part";
import { Icon } from "@/ui/icon";

/** The folded line of a step, and its controls as children. */
export interface StepCardProps {
  readonly number: number;
  /** Marks the step for styles and scripts: data, tokens, model, train. */
  readonly step: string;
  readonly title: string;
  /** What the step is set to, told while it is folded. */
  readonly summary: ReactNode;
  readonly badge?: ReactNode;
  /** Only for the first look: from then on the browser keeps one card open. */
  readonly startsOpen?: boolean;
  readonly children: ReactNode;
}

/** A numbered step with its summary line and its controls. */
export function StepCard({ number, step, title, summary, badge, startsOpen = false, children }: StepCardProps) {
  return (
    <details className="step" name="pipeline" data-step={step} open={startsOpen}>
      <summary>
        <span className="step-n">{number}</span>
        <span className="step-t">
          <span>
            <b>{title}</b>
            <LinePart>{badge}</LinePart>
          </span>
          <small>
            <LinePart>{summary}</LinePart>
          </small>
        </span>
        <span className="chev">
          <Icon name="chevron" />
        </span>
      </summary>
      <div className="step-body">
        <Part name={step}>{children}</Part>
      </div>
    </details>
  );
}
