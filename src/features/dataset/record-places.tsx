// Where in a JSON file the records were found, as chips: one press reads them from another place.
import { useId } from "react";
import type { RecordPlaces as Places } from "@/domain/corpus/source";
import { useText } from "@/i18n/use-text";
import { useSettings } from "@/state/use-app";
import { Explanation, explanationId } from "@/ui/explanation";
import { useSettingLock } from "../use-setting-lock";

/** The places that are offered, the one in force pressed. */
export function RecordPlaces({ places }: { readonly places: Places }) {
  const text = useText();
  const set = useSettings((settings) => settings.set);
  const lock = useSettingLock("corpus.recordPath");
  const { label, help } = text.setting("corpus.recordPath");
  const textId = explanationId(useId(), { help, disabledReason: lock });
  return (
    <fieldset className="chips" aria-describedby={textId} data-config="corpus.recordPath" data-value={places.chosen}>
      <legend>{label}</legend>
      {places.offered.map((path) => (
        <button
          key={path}
          type="button"
          className="chip"
          aria-pressed={path === places.chosen}
          disabled={lock !== null}
          onClick={() => set("corpus.recordPath", path)}
        >
          <code>{path === "." ? text.t("data.wholeValue") : path}</code>
        </button>
      ))}
      <Explanation label={label} help={help} disabledReason={lock} textId={textId} configPath="corpus.recordPath" />
    </fieldset>
  );
}
