// Chooses one of the datasets that the page brings along.
import { useText } from "@/i18n/use-text";
import { useCommands, useData, useSettings } from "@/state/use-app";
import { Select } from "@/ui/select";

/** The list of bundled datasets with a line about the chosen one. */
export function BundledPicker() {
  const text = useText();
  const commands = useCommands();
  const datasets = useData((data) => data.datasets);
  const ownName = useData((data) => data.source?.facts.name ?? null);
  const datasetId = useSettings((settings) => settings.datasetId);
  const missing = useData((data) => data.datasets.length === 0 && data.error?.code === "notArrived");
  const chosen = datasets.find((dataset) => dataset.id === datasetId);
  const bundled = datasets.map(({ id, name }) => ({ value: id, label: name[text.language] }));
  const own = { value: "", label: ownName === null ? "" : text.t("data.ownData", { name: ownName }) };
  return (
    <div className="stack">
      <Select
        label={text.t("data.bundled")}
        value={chosen?.id ?? ""}
        options={chosen === undefined ? [own, ...bundled] : bundled}
        onChange={(id) => {
          if (id !== "") void commands.loadBundled(id);
        }}
        testId="dataset-select"
      />
      {missing && (
        <button type="button" className="btn" data-testid="datasets-retry" onClick={() => void commands.loadAgain()}>
          {text.t("data.listAgain")}
        </button>
      )}
      {chosen !== undefined && (
        <p className="hint">
          {chosen.about[text.language]} {chosen.licence}.
        </p>
      )}
    </div>
  );
}
