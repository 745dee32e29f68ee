// The Model step in one line, for its folded card.
import { useText } from "@/i18n/use-text";
import { useSettings } from "@/state/use-app";
import { usePlannedModel } from "./use-model";

/** Architecture and number of parameters. */
export function ModelSummary() {
  const text = useText();
  const model = usePlannedModel();
  const architecture = text.choice(
    "model.architecture",
    useSettings((settings) => settings.config.model.architecture),
  );
  return model === null
    ? architecture
    : text.t("model.summary", { architecture, parameters: text.number(model.cost.parameters) });
}
