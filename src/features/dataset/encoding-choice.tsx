// The encodings that a text may be in, each with the same lines of it: one press reads the file by another one.
import { useId } from "react";
import { labelOf } from "@/domain/corpus/encodings";
import type { SourceFacts } from "@/domain/corpus/source";
import { useText } from "@/i18n/use-text";
import { useSettings } from "@/state/use-app";
import { useSettingLock } from "../use-setting-lock";

/** The likely encodings, the one in force pressed. */
export function EncodingChoice({ facts }: { readonly facts: SourceFacts }) {
  const text = useText();
  const set = useSettings((settings) => settings.set);
  const lock = useSettingLock("corpus.encoding");
  const hintId = useId();
  const names = new Map<string, string>(text.choices("corpus.encoding").map(({ value, label }) => [value, label]));
  return (
    <fieldset className="encodings" aria-describedby={hintId} data-testid="encoding-choice">
      <legend>{text.setting("corpus.encoding")}</legend>
      <p className="hint" id={hintId}>
        {lock ?? text.t("data.encodingsShown")}
      </p>
      <div>
        {facts.encodings.map(({ encoding, lines }, rank) => (
          <button
            key={encoding}
            type="button"
            data-encoding={encoding}
            aria-pressed={encoding === labelOf(facts.encoding)}
            disabled={lock !== null}
            // What was found first is found again, in this file and in no other that comes after it.
            onClick={() => set("corpus.encoding", rank === 0 ? "auto" : encoding)}
          >
            <b>{names.get(encoding)}</b>
            {lines.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one candidate never change places
              <span key={index} dir="auto">
                {line}
              </span>
            ))}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
