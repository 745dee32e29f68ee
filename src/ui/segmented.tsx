// A row of two to four buttons of which one is chosen; radio buttons underneath.
import { useId } from "react";
import type { ControlProps } from "./control-props";
import { Explanation, explanationId } from "./explanation";
import "./segmented.css";

/** A control over the values of its options; the label is for screen readers alone. */
export interface SegmentedProps<Value extends string>
  extends Pick<ControlProps, "label" | "configPath" | "help" | "disabledReason"> {
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  /** Lets the buttons share the whole width in equal parts. */
  readonly wide?: boolean;
}

/** A choice that shows all its values at once. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const name = useId();
  const textId = explanationId(name, props);
  const off = props.disabledReason ?? null;
  return (
    <div className="explained">
      <fieldset
        className={props.wide === true ? "seg wide" : "seg"}
        aria-label={props.label}
        aria-describedby={textId}
        data-config={props.configPath}
        data-value={props.value}
        disabled={off !== null}
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
      <Explanation {...props} textId={textId} />
    </div>
  );
}
