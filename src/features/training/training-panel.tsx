// The Training step: how fast, how long, and by which rule. Settings marked live act on the run under way.
import { parameters } from "@/domain/config/parameters";
import { type RestReason, withRateAtFloor } from "@/domain/config/rest-rules";
import { type Text, useText } from "@/i18n/use-text";
import { useRun, useSettings } from "@/state/use-app";
import { useLengthAhead } from "@/state/use-run-length";
import { Disclosure } from "@/ui/disclosure";
import { SettingSelect, SettingSwitch } from "../setting-choice";
import type { NumberPath } from "../setting-scale";
import { SettingSlider } from "../setting-slider";
import { LengthSettings } from "./length-settings";
import { SeedField } from "./seed-field";

/** Controls of training. */
export function TrainingPanel() {
  const text = useText();
  const held = useRun((run) => run.state === "running" || run.state === "preparing");
  const allAtZero = (value: number) => (value === 0 ? text.t("training.allSteps") : text.number(value));
  return (
    <>
      <SettingSlider path="training.learningRate" alwaysLive ends={rateEnds(text)} />
      <div className="pair">
        <SettingSelect path="training.optimizer" />
        <SettingSelect path="training.schedule" />
        <SettingSlider path="training.batchSize" format={text.number} />
        <SettingSlider path="training.accumulation" format={text.number} />
        <LengthSettings />
        <Applying paths={["training.scheduleFactor", "training.schedulePatience", "training.scheduleEvery"]} />
        <Applying paths={["training.warmupSteps"]} />
        <Applying paths={["training.cosineSteps"]} format={allAtZero} />
        <Applying paths={["training.minimumLearningRate"]} />
        <SettingSelect path="training.earlyStopping" />
        <SeedField />
        <Applying paths={["training.patience"]} />
      </div>
      <ScheduleHint />
      <Disclosure summary={text.t("training.more")}>
        <MoreSettings />
      </Disclosure>
      <p className="hint">{held ? text.t("training.locked") : <EpochHint />}</p>
    </>
  );
}

function MoreSettings() {
  const text = useText();
  const insideRootApplies = useSettings((settings) => settings.config.training.optimizer === "rmsprop");
  const offAtZero = (value: number) => (value === 0 ? text.t("settings.off") : text.short(value));
  return (
    <>
      <div className="pair">
        <Applying paths={["training.momentum", "training.decay", "training.beta1", "training.beta2"]} />
        <Applying paths={["training.epsilon"]} />
        <Applying paths={["training.weightDecay"]} format={offAtZero} />
        <SettingSlider path="training.gradientClip" format={offAtZero} />
        <Applying paths={["training.evaluateEvery"]} format={offAtZero} />
        <SettingSelect path="training.shuffle" />
      </div>
      {insideRootApplies && <SettingSwitch path="training.epsilonInsideRoot" />}
    </>
  );
}

interface ApplyingProps {
  readonly paths: readonly NumberPath[];
  readonly format?: (value: number) => string;
}

/** Sliders of those settings that belong to the chosen rules; one that only another value disarms stays, and rests. */
function Applying({ paths, format }: ApplyingProps) {
  const config = useSettings((settings) => settings.config);
  return paths
    .filter((path) => !isForeign(parameters[path].restsBecause(config)))
    .map((path) => <SettingSlider key={path} path={path} format={format} />);
}

/** Says that the chosen schedule changes nothing, where it has no room for it. */
function ScheduleHint() {
  const text = useText();
  const reason = useSettings(({ config }) =>
    config.training.schedule === "constant" ? null : withRateAtFloor(config),
  );
  return reason === null ? null : <p className="hint">{text.t(`rests.${reason}`)}.</p>;
}

function isForeign(reason: RestReason | null): boolean {
  return reason === "otherOptimizer" || reason === "otherSchedule" || reason === "noEarlyStopping";
}

function EpochHint() {
  const text = useText();
  const ahead = useLengthAhead();
  const { batchSize, runLength } = useSettings((settings) => settings.config.training);
  if (ahead === null) return text.t("training.sameSeed");
  const { size, steps, epochs } = ahead;
  return [
    ...(batchSize > size.windows ? [text.t("training.wholeBatch", { count: size.windows })] : []),
    ...(runLength === "auto" ? [text.t("training.automatic", { count: steps, epochs: text.number(epochs) })] : []),
    text.t("training.stepsPerEpoch", { count: Math.ceil(size.windows / size.stepWindows) }),
  ].join(" ");
}

function rateEnds(text: Text): readonly string[] {
  const { min, max } = parameters["training.learningRate"];
  return [
    text.t("training.slow", { value: text.short(min) }),
    text.short(1e-3),
    text.t("training.unstable", { value: text.number(max) }),
  ];
}
