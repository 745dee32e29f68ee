// A labelled line of text, with its error under it.
import { type ReactNode, useId } from "react";
import type { ControlProps } from "./control-props";
import { Explanation, explanationId } from "./explanation";
import "./text-field.css";

/** A control that hears of every keystroke. */
export interface TextFieldProps extends ControlProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onEnter?: (() => void) | undefined;
  /** Leaves the label to screen readers where the place of the field says enough. */
  readonly hideLabel?: boolean;
  readonly placeholder?: string | undefined;
  readonly monospace?: boolean;
  readonly inputMode?: "text" | "numeric" | undefined;
  /** What is wrong with the text, said under the field; null when nothing is. */
  readonly error?: string | null | undefined;
  /** A button that stands at the right end of the field. */
  readonly action?: ReactNode;
}

/** One line of text that a person types. */
export function TextField(props: TextFieldProps) {
  const id = useId();
  const off = props.disabledReason ?? null;
  const error = props.error ?? null;
  const textId = explanationId(id, props);
  const describedBy = [error === null ? undefined : `${id}-error`, textId].filter(Boolean).join(" ");
  return (
    <div className={`lab${error === null ? "" : " err"}${off === null ? "" : " is-off"}`}>
      <label htmlFor={id} className={props.hideLabel === true ? "vh" : undefined}>
        {props.label}
      </label>
      <span className="row">
        <input
          id={id}
          type="text"
          className={props.monospace === true ? "mono" : undefined}
          autoComplete="off"
          spellCheck={false}
          value={props.value}
          placeholder={props.placeholder}
          inputMode={props.inputMode}
          disabled={off !== null}
          aria-invalid={error !== null}
          aria-describedby={describedBy === "" ? undefined : describedBy}
          data-config={props.configPath}
          data-testid={props.testId}
          onChange={(event) => props.onChange(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter") props.onEnter?.();
          }}
        />
        {props.action}
      </span>
      <Explanation {...props} textId={textId} />
      {error !== null && <p id={`${id}-error`}>{error}</p>}
    </div>
  );
}
