// The Model step: which architecture, how large, and what that amounts to.
import { useText } from "@/i18n/use-text";
import { useSettings } from "@/state/use-app";
import { SettingSegmented } from "../setting-choice";
import { BaseModel } from "./base-model";
import { ModelCost } from "./model-cost";
import { ModelPicture } from "./model-picture";
import { ModelSliders } from "./model-sliders";
import { usePlannedModel } from "./use-model";

/** Controls, picture and cost of the model. */
export function ModelPanel() {
  const text = useText();
  const model = usePlannedModel();
  const architecture = useSettings((settings) => settings.config.model.architecture);
  const context = useSettings((settings) => settings.config.tokens.contextLength);
  return (
    <>
      <BaseModel />
      <SettingSegmented path="model.architecture" />
      <p className="hint">{text.t(`model.reads.${architecture}`, { context })}</p>
      {model !== null && <ModelPicture graph={model.graph} />}
      <ModelSliders />
      <ModelCost model={model} />
    </>
  );
}
