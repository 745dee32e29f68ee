// A labelled on-off switch, toggled by its whole row.
import { useId } from "react";
import type { ControlProps } from "./control-props";
import { Explanation, explanationId } from "./explanation";

/** A control whose value is `checked`. */
export interface SwitchProps extends ControlProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  /** A few words at the right end of the row. */
  readonly note?: string | undefined;
}

/** A setting that is on or off. */
export function Switch(props: SwitchProps) {
  const textId = explanationId(useId(), props);
  const off = props.disabledReason ?? null;
  return (
    <div className="explained">
      <label className={off === null ? "switch" : "switch is-off"}>
        <input
          type="checkbox"
          role="switch"
          aria-label={props.label}
          aria-describedby={textId}
          checked={props.checked}
          aria-checked={props.checked}
          disabled={off !== null}
          data-config={props.configPath}
          data-testid={props.testId}
          onChange={(event) => props.onChange(event.target.checked)}
        />
        {props.label}
        {props.note !== undefined && <span className="muted">{props.note}</span>}
      </label>
      <Explanation {...props} textId={textId} />
    </div>
  );
}
