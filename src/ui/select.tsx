// A labelled native select.
import { type ReactNode, useId } from "react";
import type { ControlProps } from "./control-props";
import { Explanation, explanationId } from "./explanation";

/** A value with the words that stand for it in the list. */
export interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly disabled?: boolean;
}

/** A control over the values of its options. */
export interface SelectProps<Value extends string> extends ControlProps {
  readonly value: Value;
  readonly options: readonly SelectOption<Value>[];
  readonly onChange: (value: Value) => void;
  /** A mark behind the label. */
  readonly badge?: ReactNode;
}

/** A choice among a few named values. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const id = useId();
  const textId = explanationId(id, props);
  const off = props.disabledReason ?? null;
  return (
    <div className={off === null ? "lab" : "lab is-off"}>
      <span className="row">
        <label htmlFor={id}>{props.label}</label>
        {props.badge}
      </span>
      <select
        id={id}
        aria-describedby={textId}
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
      <Explanation {...props} textId={textId} />
    </div>
  );
}
