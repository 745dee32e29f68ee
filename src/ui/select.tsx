// A labelled native select.
import type { ReactNode } from "react";

export interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly disabled?: boolean;
}

export interface SelectProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly SelectOption<Value>[];
  readonly onChange: (value: Value) => void;
  readonly configPath?: string | undefined;
  readonly testId?: string | undefined;
  readonly badge?: ReactNode;
  readonly help?: string | undefined;
  readonly disabledReason?: string | null | undefined;
}

/** A choice among a few named values. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const off = props.disabledReason ?? null;
  return (
    <label className={off === null ? "lab" : "lab is-off"} title={off ?? props.help}>
      <span className="row">
        {props.label}
        {props.badge}
      </span>
      <select
        aria-label={props.label}
        value={props.value}
        disabled={off !== null}
        data-config={props.configPath}
        data-testid={props.testId}
        onChange={(event) => {
          const chosen = props.options.find((option) => option.value === event.target.value);
          if (chosen !== undefined) props.onChange(chosen.value);
        }}
      >
        {props.options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
