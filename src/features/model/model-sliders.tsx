// The sizes of the model. A size without effect on the chosen architecture is greyed out, not hidden,
// so that the panel does not jump when the architecture changes.
import { parameters } from "@/domain/config/parameters";
import type { RunConfig } from "@/domain/config/run-config";
import { MOST_GRU_LAYERS } from "@/domain/config/settle-config";
import { useText } from "@/i18n/use-text";
import { useSettings } from "@/state/use-app";
import { Disclosure } from "@/ui/disclosure";
import { SettingSelect } from "../setting-choice";
import { settingScale } from "../setting-scale";
import { SettingSlider } from "../setting-slider";
import { nearestDivisor, nearestMultiple } from "./head-sizes";

/** All sliders and lists of the Model step. */
export function ModelSliders() {
  const text = useText();
  const config = useSettings((settings) => settings.config);
  const { model } = config;
  const layers = settingScale("model.layers");
  return (
    <div className="stack">
      <EmbeddingSlider config={config} />
      <SettingSlider path="model.hiddenSize" />
      <div className="pair">
        <SettingSlider
          path="model.layers"
          scale={model.architecture === "gru" ? { ...layers, max: MOST_GRU_LAYERS } : layers}
        />
        <HeadsSlider config={config} />
      </div>
      <SettingSlider path="model.dropout" format={(value) => text.fixed(value, 2)} />
      <Disclosure summary={text.t("model.more")}>
        <div className="pair">
          {applies("model.form", config) && <SettingSelect path="model.form" />}
          {applies("model.embedding", config) && <SettingSelect path="model.embedding" />}
          <SettingSelect path="model.lossPositions" />
          <SettingSelect path="model.initialization" />
        </div>
      </Disclosure>
    </div>
  );
}

interface SizeProps {
  readonly config: RunConfig;
}

function EmbeddingSlider({ config }: SizeProps) {
  const { architecture, heads } = config.model;
  const divided = architecture === "attention" && heads > 1;
  const { max } = settingScale("model.embeddingSize");
  return (
    <SettingSlider
      path="model.embeddingSize"
      {...(divided ? { adapt: (size: number) => nearestMultiple(size, heads, max) } : {})}
    />
  );
}

function HeadsSlider({ config }: SizeProps) {
  const text = useText();
  const { embeddingSize, heads } = config.model;
  const used = applies("model.heads", config);
  return (
    <SettingSlider
      path="model.heads"
      format={used ? text.number : () => "–"}
      adapt={(wanted) => nearestDivisor(embeddingSize, wanted, heads)}
    />
  );
}

function applies(path: keyof typeof parameters & `model.${string}`, config: RunConfig): boolean {
  return parameters[path].restsBecause(config) === null;
}
