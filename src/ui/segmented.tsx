// A row of two to four buttons of which one is chosen; radio buttons underneath.
import { useId } from "react";
import "./segmented.css";

export interface SegmentedProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  readonly wide?: boolean;
  readonly configPath?: string | undefined;
  readonly disabledReason?: string | null | undefined;
}

/** A choice that shows all its values at once. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const name = useId();
  const off = props.disabledReason ?? null;
  return (
    <fieldset
      className={props.wide === true ? "seg wide" : "seg"}
      aria-label={props.label}
      data-config={props.configPath}
      data-value={props.value}
      disabled={off !== null}
      title={off ?? undefined}
    >
      {props.options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === props.value}
            onChange={() => props.onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
