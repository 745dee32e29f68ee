// The lines of a form that says which settings are to be varied and by which values.
import type { ConfigPath } from "@/domain/config/config-path";
import type { PlansText } from "@/i18n/plans-text";
import { Select } from "@/ui/select";
import { TextField } from "@/ui/text-field";
import type { VariedForm } from "./use-varied";
import { possibleValues } from "./value-list";

export interface VariedFieldsProps {
  readonly text: PlansText;
  readonly form: VariedForm;
  readonly paths: readonly ConfigPath[];
  /** Whether the first line must have a setting too. */
  readonly isNeeded: boolean;
}

const NONE = "";

/** A setting and its values, for each line. */
export function VariedFields({ text, form, paths, isNeeded }: VariedFieldsProps) {
  const options = paths.map((path) => ({ value: path as ConfigPath | typeof NONE, label: text.setting(path) }));
  const none = { value: NONE as typeof NONE, label: text.plans("noSetting") };
  return form.rows.map(({ path, written }, index) => (
    // Lines never change places.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <div className="varied" key={index}>
      <Select<ConfigPath | typeof NONE>
        label={text.plans(index === 0 ? "setting" : "secondSetting")}
        value={path ?? NONE}
        options={index === 0 && isNeeded ? options : [none, ...options]}
        testId="try-setting"
        onChange={(chosen) => form.choose(index, chosen === NONE ? null : chosen)}
      />
      {path !== null && (
        <div className="varied-values">
          <TextField
            label={text.plans("valuesOf", { label: text.setting(path) })}
            value={written}
            error={form.problems[index]}
            testId="try-list"
            onChange={(next) => form.write(index, next)}
          />
          <p className="hint">{possibleValues(text, path)}</p>
        </div>
      )}
    </div>
  ));
}
