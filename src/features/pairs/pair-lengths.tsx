// How long pairs are in tokens, and what does not fit into a window.
import { useState } from "react";
import type { PairsSummary } from "@/domain/pairs/pairs-summary";
import { layoutOf } from "@/domain/windows/window-layout";
import { usePairsText } from "@/i18n/pairs-text";
import { useSettings } from "@/state/use-app";
import { Segmented } from "@/ui/segmented";
import { LengthBars } from "../length-bars";

/** A histogram of the whole pair or of one part, and the count of those that are cut. */
export function PairLengths({ pairs }: { readonly pairs: PairsSummary }) {
  const text = usePairsText();
  const [part, setPart] = useState<keyof PairsSummary["lengths"]>("pair");
  const config = useSettings((settings) => settings.config);
  const context = config.tokens.contextLength;
  const { lengths, long, cutPrompts, cutResponses } = pairs;
  const { shortest, median, longest } = lengths[part];
  return (
    <section className="stack">
      <div className="row wrap">
        <h3>{text.pairs("lengths")}</h3>
        <Segmented
          label={text.pairs("lengthOf")}
          value={part}
          options={[
            { value: "pair", label: text.pairs("both") },
            { value: "prompt", label: text.setting("corpus.prompt") },
            { value: "response", label: text.setting("corpus.response") },
          ]}
          onChange={setPart}
        />
      </div>
      <LengthBars histogram={lengths[part]} context={part === "pair" ? context : null} />
      <p>{text.pairs("lengthSentence", { shortest, median, longest })}</p>
      <p data-testid="pair-truncated" data-value={long}>
        {long === 0
          ? text.pairs("allFit", { context })
          : layoutOf(config) === "records"
            ? text.pairs("cut", { count: long, context, prompts: cutPrompts, responses: cutResponses })
            : text.pairs("longer", { count: long, context })}
      </p>
    </section>
  );
}
