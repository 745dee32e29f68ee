// What the page opened with, for somebody who has not pressed anything yet.
import { useText } from "@/i18n/use-text";
import { useData, useRun, useSettings } from "@/state/use-app";

/** A sentence about the bundled data and what training on it does; nothing for data of one's own, or once there is a run. */
export function AboutData() {
  const text = useText();
  const hasRun = useRun((run) => run.name !== null);
  const id = useSettings((settings) => settings.datasetId);
  const dataset = useData((data) => data.datasets.find((entry) => entry.id === id));
  if (hasRun || dataset === undefined) return null;
  return (
    <p className="runbar-hint hint" data-testid="about-data">
      {dataset.about[text.language]} {text.t("data.aboutTraining")}
    </p>
  );
}
