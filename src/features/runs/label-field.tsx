// A line of text that looks like plain text until it is written on. Enter and leaving it take it over, Escape puts the
// old text back; both leave the keyboard where it is.
import { useLayoutEffect, useRef } from "react";

export interface LabelFieldProps {
  readonly value: string;
  readonly label: string;
  readonly placeholder?: string;
  /** Most UTF-16 units that can be written. */
  readonly longest: number;
  readonly testId: string;
  readonly onCommit: (value: string) => void;
}

/** An input that tells what was written when it is done. */
export function LabelField({ value, label, placeholder, longest, testId, onCommit }: LabelFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  // Another text than the one written shows as soon as it comes.
  useLayoutEffect(() => {
    if (input.current !== null) input.current.value = value;
  }, [value]);
  const commit = (field: HTMLInputElement) => {
    const written = field.value;
    // What the record does not take goes back to what it holds.
    field.value = value;
    if (written !== value) onCommit(written);
  };
  return (
    <input
      ref={input}
      type="text"
      className="label-field"
      defaultValue={value}
      aria-label={label}
      title={value === "" ? undefined : value}
      placeholder={placeholder}
      maxLength={longest}
      autoComplete="off"
      spellCheck={false}
      data-testid={testId}
      onBlur={({ target }) => commit(target)}
      onKeyDown={({ key, currentTarget }) => {
        if (key === "Enter") commit(currentTarget);
        else if (key === "Escape") currentTarget.value = value;
      }}
    />
  );
}
