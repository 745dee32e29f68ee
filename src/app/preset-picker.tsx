// Chooses an example: a preset's settings and its data. On phones it stands in the set-up column.
import { type PresetId, presetIds } from "@/domain/config/presets";
import { useText } from "@/i18n/use-text";
import { useCommands, useSettings } from "@/state/use-app";
import { useMediaQuery } from "./use-media-query";

/** Widest window that counts as a phone; phone.css knows the same figure. */
const phoneQuery = "(max-width: 760px)";

/** The example picker of one place; only the place that fits the window draws it. */
export function PresetPicker({ place }: { readonly place: "header" | "setup" }) {
  const text = useText();
  const { choosePreset } = useCommands();
  const presetId = useSettings((settings) => settings.presetId);
  const isPhone = useMediaQuery(phoneQuery);
  if (isPhone !== (place === "setup")) return null;
  return (
    <label className="picker">
      <span>{text.t("shell.example")}</span>
      <select
        aria-label={text.t("shell.example")}
        data-testid="preset-select"
        value={presetId ?? ""}
        onChange={(event) => void choosePreset(event.target.value as PresetId)}
      >
        {presetId === null && <option value="">{text.t("shell.exampleOwn")}</option>}
        {presetIds.map((id) => (
          <option key={id} value={id}>
            {text.t(`preset.${id}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
