// What of given weights is trained: the controls of the section `tuning`, over the page's settings or those of a run that
// is being planned. Shown are those that have an effect.
import { useMemo } from "react";
import { buildRunGraph } from "@/domain/architectures/run-graph";
import { type ConfigPath, type ConfigValue, getByPath } from "@/domain/config/config-path";
import { defaultConfig } from "@/domain/config/defaults";
import { parameters } from "@/domain/config/parameters";
import type { RunConfig } from "@/domain/config/run-config";
import { adapterSizes } from "@/domain/graph/adapters";
import { useText } from "@/i18n/use-text";
import { useData } from "@/state/use-app";
import { Select } from "@/ui/select";
import { Slider } from "@/ui/slider";
import { Switch } from "@/ui/switch";
import { SettingHelp } from "./setting-help";
import { settingScale } from "./setting-scale";

/** The settings that the controls change, and how. */
export interface TuningFieldsProps {
  readonly config: RunConfig;
  readonly set: <Path extends ConfigPath>(path: Path, value: ConfigValue<Path>) => void;
}

const numbers = ["tuning.lastBlocks", "tuning.loraRank", "tuning.loraAlpha"] as const;

/** The controls. */
export function TuningFields({ config, set }: TuningFieldsProps) {
  const text = useText();
  const isShown = (path: ConfigPath) => parameters[path].restsBecause(config) === null;
  const choiceOf = (path: "tuning.trains" | "tuning.loraLayers" | "tuning.frozenStorage") =>
    isShown(path) && (
      <Select
        label={text.setting(path)}
        help={<SettingHelp path={path} />}
        value={getByPath(config, path)}
        options={text.choices(path)}
        onChange={(next) => set(path, next)}
        configPath={path}
      />
    );
  return (
    <div className="stack" data-testid="tuning-settings">
      {choiceOf("tuning.trains")}
      {numbers.filter(isShown).map((path) => (
        <Slider
          key={path}
          label={text.setting(path)}
          help={<SettingHelp path={path} />}
          value={getByPath(config, path)}
          scale={settingScale(path)}
          defaultValue={getByPath(defaultConfig, path)}
          decimal={text.decimal}
          format={text.short}
          onChange={(next) => set(path, next)}
          configPath={path}
        />
      ))}
      <WideAdapters config={config} />
      {choiceOf("tuning.loraLayers")}
      {isShown("tuning.freezeEmbeddings") && (
        <Switch
          label={text.setting("tuning.freezeEmbeddings")}
          help={<SettingHelp path="tuning.freezeEmbeddings" />}
          checked={getByPath(config, "tuning.freezeEmbeddings")}
          onChange={(next) => set("tuning.freezeEmbeddings", next)}
          configPath="tuning.freezeEmbeddings"
        />
      )}
      {choiceOf("tuning.frozenStorage")}
    </div>
  );
}

/** Says that the adapters are as large as what they stand beside, where they are. */
function WideAdapters({ config }: { readonly config: RunConfig }) {
  const text = useText();
  const vocabularySize = useData((data) => data.prepared?.tokenizer.vocabulary.length ?? null);
  const sizes = useMemo(
    () => (vocabularySize === null ? null : adapterSizes(buildRunGraph(config, vocabularySize))),
    [config, vocabularySize],
  );
  if (sizes === null || sizes.adapters === 0 || sizes.adapters < sizes.matrices) return null;
  return (
    <p className="hint" data-testid="wide-adapters" data-value={sizes.adapters}>
      {text.t("model.wideAdapters", { adapters: text.number(sizes.adapters), matrices: text.number(sizes.matrices) })}
    </p>
  );
}
