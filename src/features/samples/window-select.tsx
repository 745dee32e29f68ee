// How attention reads a text that has outgrown its window; other models have only one way.
import { useMemo } from "react";
import { buildGraph } from "@/domain/architectures/model-config";
import { memoryOf } from "@/domain/inference/create-decoder";
import { windowChoices } from "@/domain/sampling/sampling-parameters";
import { useText } from "@/i18n/use-text";
import { useSamples } from "@/state/use-app";
import { useShownConfig } from "@/state/use-shown-run";
import { Select } from "@/ui/select";

/** The choice of the form, where the model on screen has one. */
export function WindowSelect() {
  const text = useText();
  const window = useSamples((samples) => samples.config.window);
  const set = useSamples((samples) => samples.set);
  const { model } = useShownConfig();
  const graph = useMemo(() => buildGraph(model, 1, 1), [model]);
  if (memoryOf(graph) !== "cache") return null;
  return (
    <Select
      label={text.t("samples.window")}
      help={text.t("samples.windowHelp")}
      value={window}
      options={windowChoices.map((value) => ({ value, label: text.t(`samples.window.${value}`) }))}
      testId="sample-window"
      onChange={(next) => set("window", next)}
    />
  );
}
