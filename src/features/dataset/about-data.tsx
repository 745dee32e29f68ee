// What the page opened with, for somebody who has not pressed anything yet.
import { useText } from "@/i18n/use-text";
import { useData, useRun, useSettings } from "@/state/use-app";

/**
 * A sentence about the bundled data and what training on it does; nothing for data of one's own, or once there is a run.
 * While the page's first data are on their way their place is kept, or the charts below would move.
 */
export function AboutData() {
  const text = useText();
  const hasRun = useRun((run) => run.name !== null);
  const id = useSettings((settings) => settings.datasetId);
  const isComing = useData(({ source, datasets, loading }) => {
    return source === null && (datasets.length === 0 || loading !== null);
  });
  const dataset = useData((data) => data.datasets.find((entry) => entry.id === id));
  const training = text.t("data.aboutTraining");
  if (hasRun) return null;
  if (dataset !== undefined) {
    return (
      <p className="runbar-hint hint" data-testid="about-data">
        {dataset.about[text.language]} {training}
      </p>
    );
  }
  // Twice the second sentence is about as long as both.
  return isComing ? (
    <p className="runbar-hint hint kept-place" aria-hidden>
      {training} {training}
    </p>
  ) : null;
}
