// The settings of the model, as the architectures describe them: those that the chosen one has.
import { adaptedValue, hasSetting, settingOf } from "@/domain/architectures/model-config";
import { modelSettingNames, modelSettings } from "@/domain/architectures/model-settings";
import { architectures, type ModelConfig, type ModelSettingName } from "@/domain/architectures/registry";
import type { ChoicePath } from "@/i18n/setting-words";
import { useText } from "@/i18n/use-text";
import { useSettings } from "@/state/use-app";
import { Disclosure } from "@/ui/disclosure";
import { SettingSelect } from "../setting-choice";
import { type NumberPath, scaleOf } from "../setting-scale";
import { SettingSlider } from "../setting-slider";

type NamesOf<Path> = { [Name in ModelSettingName]: `model.${Name}` extends Path ? Name : never }[ModelSettingName];
type NumberName = NamesOf<NumberPath>;
type ChoiceName = NamesOf<ChoicePath>;

const numbers = modelSettingNames.filter((name): name is NumberName => modelSettings[name].kind === "number");
/** What hardly anybody changes stands with the lists. */
const rare = numbers.filter((name) => modelSettings[name].scale === "log");
const choices = modelSettingNames.filter((name): name is ChoiceName => modelSettings[name].kind === "choice");

/** Counts are short enough to stand beside each other; other numbers have a row of their own. */
const rows: NumberName[][] = [];
for (const name of numbers.filter((name) => !rare.includes(name))) {
  const above = rows.at(-1);
  if (isCount(name) && above?.every(isCount)) above.push(name);
  else rows.push([name]);
}

/** All sliders and lists of the Model step. */
export function ModelSliders() {
  const text = useText();
  const model = useSettings((settings) => settings.config.model);
  return (
    <div className="stack">
      {rows.map((row) => {
        const names = row.filter((name) => hasSetting(model, name));
        const sliders = names.map((name) => <ModelSlider key={name} name={name} model={model} />);
        return names.length <= 1 ? (
          sliders
        ) : (
          <div key={row.join()} className="pair">
            {sliders}
          </div>
        );
      })}
      <Disclosure summary={text.t("model.more")}>
        <div className="pair">
          {listsFor(model).map((name) => (
            <SettingSelect key={name} path={`model.${name}`} />
          ))}
          {rare
            .filter((name) => hasSetting(model, name))
            .map((name) => (
              <ModelSlider key={name} name={name} model={model} />
            ))}
        </div>
      </Disclosure>
    </div>
  );
}

function ModelSlider({ name, model }: { readonly name: NumberName; readonly model: ModelConfig }) {
  const text = useText();
  const scale = scaleOf(settingOf(model, name));
  const digits = Math.max(0, -Math.floor(Math.log10(scale.step)));
  const number = digits === 0 || scale.kind === "log" ? text.short : (value: number) => text.fixed(value, digits);
  return (
    <SettingSlider
      path={`model.${name}`}
      scale={scale}
      format={number}
      adapt={(wanted) => adaptedValue(model, name, wanted)}
    />
  );
}

/** Lists what the chosen architecture offers alone, then what several know. */
function listsFor(model: ModelConfig): readonly ChoiceName[] {
  const isShared = (name: ChoiceName) =>
    Object.values(architectures).filter(({ settings }) => name in settings).length > 1;
  const own = choices.filter((name) => !isShared(name) && hasSetting(model, name));
  return [...own, ...choices.filter(isShared)];
}

function isCount(name: NumberName): boolean {
  const { integer, scale } = modelSettings[name];
  return integer && scale === "linear";
}
