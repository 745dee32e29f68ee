// Prompt, generate and stop, temperature, and the finer settings of generation.
import { useText } from "@/i18n/use-text";
import { useCommands, useSamples } from "@/state/use-app";
import { useShownData } from "@/state/use-shown-run";
import { Disclosure } from "@/ui/disclosure";
import { Icon } from "@/ui/icon";
import { randomDigits } from "@/ui/random-digits";
import { Slider } from "@/ui/slider";
import type { SliderScale } from "@/ui/slider-scale";
import { TextField } from "@/ui/text-field";
import { unknownCharacters } from "./unknown-characters";
import { useNoWriterReason } from "./use-writer-state";

const TEMPERATURE: SliderScale = { kind: "linear", min: 0, max: 2, step: 0.05 };
const TOP_K: SliderScale = { kind: "log", min: 0, max: 1000, step: 1 };
const TOP_P: SliderScale = { kind: "linear", min: 0.05, max: 1, step: 0.01 };
const LENGTH: SliderScale = { kind: "log", min: 1, max: 10_000, step: 1 };
const ATTEMPTS: SliderScale = { kind: "linear", min: 0, max: 64, step: 1 };

/** Everything to set before a sample is written. */
export function SampleControls({ hasRecords }: { readonly hasRecords: boolean }) {
  return (
    <section className="stack">
      <PromptLine />
      <TemperatureSlider />
      <div className="pair">
        <LengthSlider />
        <SampleSeed />
      </div>
      <MoreSampling hasRecords={hasRecords} />
    </section>
  );
}

function PromptLine() {
  const text = useText();
  const commands = useCommands();
  const prompt = useSamples((samples) => samples.config.prompt);
  const running = useSamples((samples) => samples.running);
  const set = useSamples((samples) => samples.set);
  const reason = useNoWriterReason();
  const error = usePromptError(prompt);
  const generate = () => void commands.generate();
  return (
    <div className="prompt">
      <TextField
        label={text.t("samples.prompt")}
        hideLabel
        monospace
        value={prompt}
        placeholder={text.t("samples.promptPlaceholder")}
        error={error}
        testId="sample-prompt"
        onChange={(next) => set("prompt", next)}
        onEnter={reason === null ? generate : undefined}
      />
      <button
        type="button"
        className="btn outline"
        data-testid="sample-generate"
        aria-keyshortcuts="G"
        disabled={reason !== null}
        title={reason ?? undefined}
        onClick={generate}
      >
        <Icon name="play" />
        {text.t("samples.generate")}
      </button>
      <button
        type="button"
        className="btn"
        data-testid="sample-stop"
        aria-label={text.t("samples.stop")}
        disabled={!running}
        title={running ? text.t("samples.stop") : text.t("samples.nothingRunning")}
        onClick={() => commands.stopGenerating()}
      >
        <Icon name="stop" />
      </button>
    </div>
  );
}

/** Says which characters of the prompt the model has never seen; null when it knows them all. */
function usePromptError(prompt: string): string | null {
  const text = useText();
  const tokenizer = useShownData()?.tokenizer ?? null;
  if (tokenizer === null) return null;
  const unknown = unknownCharacters(prompt, tokenizer.vocabulary, tokenizer.specialCount);
  const [first] = unknown;
  if (first === undefined) return null;
  return unknown.length === 1
    ? text.t("samples.unknownCharacter", { character: first })
    : text.t("samples.unknown", { count: unknown.length });
}

function TemperatureSlider() {
  const text = useText();
  const value = useSamples((samples) => samples.config.temperature);
  const set = useSamples((samples) => samples.set);
  return (
    <div className="slider-inline">
      <Slider
        label={text.t("samples.temperature")}
        value={value}
        scale={TEMPERATURE}
        defaultValue={0.8}
        decimal={text.decimal}
        format={(shown) => text.number(shown)}
        testId="sample-temperature"
        onChange={(next) => set("temperature", next)}
        ends={[text.t("samples.greedy"), text.t("samples.wild")]}
      />
    </div>
  );
}

function LengthSlider() {
  const text = useText();
  const value = useSamples((samples) => samples.config.length);
  const set = useSamples((samples) => samples.set);
  return (
    <Slider
      label={text.t("samples.length")}
      help={text.t("samples.lengthHelp")}
      value={value}
      scale={LENGTH}
      defaultValue={400}
      decimal={text.decimal}
      format={(shown) => text.number(shown)}
      testId="sample-length"
      onChange={(next) => set("length", next)}
    />
  );
}

function SampleSeed() {
  const text = useText();
  const seed = useSamples((samples) => samples.config.seed);
  const set = useSamples((samples) => samples.set);
  return (
    <TextField
      label={text.t("samples.seed")}
      value={seed}
      testId="sample-seed"
      onChange={(next) => set("seed", next)}
      action={
        <button
          type="button"
          className="icon-btn"
          aria-label={text.t("samples.newSeed")}
          title={text.t("samples.newSeed")}
          onClick={() => set("seed", randomDigits())}
        >
          <Icon name="dice" />
        </button>
      }
    />
  );
}

function MoreSampling({ hasRecords }: { readonly hasRecords: boolean }) {
  const text = useText();
  const { topK, topP, stop, recordAttempts } = useSamples((samples) => samples.config);
  const set = useSamples((samples) => samples.set);
  return (
    <Disclosure summary={text.t("samples.more")}>
      <div className="pair">
        <Slider
          label={text.t("samples.topK")}
          help={text.t("samples.topKHelp")}
          value={topK}
          scale={TOP_K}
          defaultValue={0}
          decimal={text.decimal}
          format={(shown) => (shown === 0 ? text.t("samples.off") : text.number(shown))}
          testId="sample-top-k"
          onChange={(next) => set("topK", next)}
        />
        <Slider
          label={text.t("samples.topP")}
          help={text.t("samples.topPHelp")}
          value={topP}
          scale={TOP_P}
          defaultValue={1}
          decimal={text.decimal}
          format={(shown) => text.fixed(shown, 2)}
          testId="sample-top-p"
          onChange={(next) => set("topP", next)}
        />
      </div>
      <TextField
        label={text.t("samples.stopToken")}
        help={text.t("samples.stopTokenHelp")}
        monospace
        value={stop}
        testId="sample-stop-token"
        onChange={(next) => set("stop", next)}
      />
      {hasRecords && (
        <Slider
          label={text.t("samples.attempts")}
          value={recordAttempts}
          scale={ATTEMPTS}
          defaultValue={10}
          decimal={text.decimal}
          format={(shown) => (shown === 0 ? text.t("samples.attemptsOff") : text.number(shown))}
          testId="sample-attempts"
          onChange={(next) => set("recordAttempts", next)}
        />
      )}
    </Disclosure>
  );
}
