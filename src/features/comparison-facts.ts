// What a comparison was made with and by which rules, in sentences: under its table and in the report.
import { ignoredArticles } from "@/domain/metrics/text/answer-words";
import { BLEU_SIGNATURE } from "@/domain/metrics/text/bleu";
import { CHRF_SIGNATURE } from "@/domain/metrics/text/chrf";
import type { RunComparison } from "@/domain/run/comparison";
import type { SayComparison } from "@/i18n/comparison-text";
import type { Text } from "@/i18n/use-text";

/** Says which weights spoke. */
export function speakersText(text: Pick<Text, "number">, say: SayComparison, { base, tuned }: RunComparison): string {
  return say("speakers", {
    base: base.name,
    baseStep: text.number(base.step),
    tuned: tuned.name,
    tunedStep: text.number(tuned.step),
  });
}

/** Lists the sentences about prompts, writing and rules. */
export function comparisonFacts(
  text: Pick<Text, "fixed">,
  say: SayComparison,
  { kind, answers, dataset, sampling, language, sameTokens }: RunComparison,
): readonly string[] {
  return [
    say(kind === "pairs" ? "onPairs" : "onWindows", { count: answers.length, name: dataset }),
    say("how", { temperature: text.fixed(sampling.temperature, 2), length: sampling.length }),
    ...(sameTokens ? [] : [say("otherTokens")]),
    say("intervalNote"),
    language === null
      ? say("articlesCount")
      : say("articlesIgnored", { articles: ignoredArticles[language].join(", ") }),
    say("signatures", { bleu: BLEU_SIGNATURE, chrf: CHRF_SIGNATURE }),
  ];
}
