// A line of text that looks like plain text until it is written on. Enter and leaving it take it over, Escape puts the
// old text back.

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
  return (
    <input
      // Another text than the one written shows as soon as it comes.
      key={value}
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
      onBlur={({ target }) => {
        const written = target.value;
        // What the record does not take goes back to what it holds.
        target.value = value;
        if (written !== value) onCommit(written);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== "Escape") return;
        if (event.key === "Escape") event.currentTarget.value = value;
        event.currentTarget.blur();
      }}
    />
  );
}
