// A labelled on-off switch, toggled by its whole row.
import type { ControlProps } from "./control-props";

/** A control whose value is `checked`. */
export interface SwitchProps extends ControlProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  /** A few words at the right end of the row. */
  readonly note?: string | undefined;
}

/** A setting that is on or off. */
export function Switch(props: SwitchProps) {
  const off = props.disabledReason ?? null;
  return (
    <label className={off === null ? "switch" : "switch is-off"} title={off ?? props.help}>
      <input
        type="checkbox"
        role="switch"
        aria-label={props.label}
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
  );
}
