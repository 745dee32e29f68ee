// What the next run trains of the weights that it begins with.
import { useSettings } from "@/state/use-app";
import { TuningFields } from "../tuning-fields";

/** The controls over the page's settings. */
export function TuningSettings() {
  const config = useSettings((settings) => settings.config);
  const set = useSettings((settings) => settings.set);
  return <TuningFields config={config} set={set} />;
}
