// The seed of the samples: drawn anew for each text, unless it was typed or is kept by its lock.
import { useText } from "@/i18n/use-text";
import { useSamples } from "@/state/use-app";
import { Icon } from "@/ui/icon";
import { TextField } from "@/ui/text-field";

/** The seed with its lock. */
export function SampleSeed() {
  const text = useText();
  const seed = useSamples((samples) => samples.config.seed);
  const locked = useSamples((samples) => samples.seedLocked);
  const set = useSamples((samples) => samples.set);
  const lockSeed = useSamples((samples) => samples.lockSeed);
  return (
    // Typing the seed that is already there changes nothing but is a wish to keep it.
    <div onInput={(event) => lockSeed((event.target as HTMLInputElement).value !== "")}>
      <TextField
        label={text.t("samples.seed")}
        help={text.t("samples.seedHelp")}
        value={seed}
        placeholder={text.t("samples.seedPlaceholder")}
        testId="sample-seed"
        onChange={(next) => set("seed", next)}
        action={
          <button
            type="button"
            className="icon-btn"
            aria-label={text.t("samples.keepSeed")}
            aria-pressed={locked}
            data-testid="sample-seed-lock"
            onClick={() => lockSeed(!locked)}
          >
            <Icon name="lock" />
          </button>
        }
      />
    </div>
  );
}
