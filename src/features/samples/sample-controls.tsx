// Prompt, generate and stop, temperature, and the finer settings of generation.
import { useText } from "@/i18n/use-text";
import { useCommands, useSamples } from "@/state/use-app";
import { useShownData } from "@/state/use-shown-run";
import { Button } from "@/ui/button";
import { Disclosure } from "@/ui/disclosure";
import { Icon } from "@/ui/icon";
import { Switch } from "@/ui/switch";
import { TextField } from "@/ui/text-field";
import { SampleSeed } from "./sample-seed";
import { SamplingSlider } from "./sampling-slider";
import { unknownCharacters } from "./unknown-characters";
import { useNoWriterReason } from "./use-writer-state";
import { WindowSelect } from "./window-select";

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
      <Button
        className="btn outline"
        data-testid="sample-generate"
        aria-keyshortcuts="G"
        disabledReason={reason}
        onClick={generate}
      >
        <Icon name="play" />
        {text.t("samples.generate")}
      </Button>
      <Button
        className="btn"
        data-testid="sample-stop"
        aria-label={text.t("samples.stop")}
        disabledReason={running ? null : text.t("samples.nothingRunning")}
        onClick={() => commands.stopGenerating()}
      >
        <Icon name="stop" />
      </Button>
    </div>
  );
}

/** Says which characters of the prompt the model has never seen; null when it knows them all. */
function usePromptError(prompt: string): string | null {
  const text = useText();
  const tokenizer = useShownData()?.tokenizer ?? null;
  if (tokenizer === null) return null;
  const unknown = unknownCharacters(prompt, tokenizer);
  const [first] = unknown;
  if (first === undefined) return null;
  return unknown.length === 1
    ? text.t("samples.unknownCharacter", { character: first })
    : text.t("samples.unknown", { count: unknown.length });
}

function TemperatureSlider() {
  const text = useText();
  return (
    <div className="slider-inline">
      <SamplingSlider
        name="temperature"
        label={text.t("samples.temperature")}
        help={text.t("samples.temperatureHelp")}
        testId="sample-temperature"
        ends={[text.t("samples.greedy"), text.t("samples.wild")]}
      />
    </div>
  );
}

function LengthSlider() {
  const text = useText();
  return (
    <SamplingSlider
      name="length"
      label={text.t("samples.length")}
      help={text.t("samples.lengthHelp")}
      testId="sample-length"
    />
  );
}

function MoreSampling({ hasRecords }: { readonly hasRecords: boolean }) {
  const text = useText();
  const stop = useSamples((samples) => samples.config.stop);
  const set = useSamples((samples) => samples.set);
  return (
    <Disclosure summary={text.t("samples.more")}>
      <div className="pair">
        <SamplingSlider
          name="topK"
          label={text.t("samples.topK")}
          help={text.t("samples.topKHelp")}
          format={(shown) => (shown === 0 ? text.t("samples.off") : text.number(shown))}
          testId="sample-top-k"
        />
        <SamplingSlider
          name="topP"
          label={text.t("samples.topP")}
          help={text.t("samples.topPHelp")}
          format={(shown) => text.fixed(shown, 2)}
          testId="sample-top-p"
        />
      </div>
      <div className="pair">
        <SamplingSlider
          name="repetitionPenalty"
          label={text.t("samples.repetitionPenalty")}
          help={text.t("samples.repetitionPenaltyHelp")}
          format={(shown) => (shown === 1 ? text.t("samples.off") : text.fixed(shown, 2))}
          testId="sample-repetition-penalty"
        />
        <SamplingSlider
          name="answers"
          label={text.t("samples.answers")}
          help={text.t("samples.answersHelp")}
          testId="sample-answers"
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
      <StopAtEnd />
      <WindowSelect />
      {hasRecords && (
        <SamplingSlider
          name="recordAttempts"
          label={text.t("samples.attempts")}
          help={text.t("samples.attemptsHelp")}
          format={(shown) => (shown === 0 ? text.t("samples.attemptsOff") : text.number(shown))}
          testId="sample-attempts"
        />
      )}
    </Disclosure>
  );
}

function StopAtEnd() {
  const text = useText();
  const stopAtEnd = useSamples((samples) => samples.config.stopAtEnd);
  const set = useSamples((samples) => samples.set);
  return (
    <Switch
      label={text.t("samples.stopAtEnd")}
      help={text.t("samples.stopAtEndHelp")}
      checked={stopAtEnd}
      testId="sample-stop-at-end"
      onChange={(next) => set("stopAtEnd", next)}
    />
  );
}
