// What a comparison was made with and by which rules, in sentences: under its table and in the report.
import type { Language } from "@/domain/language";
import { ignoredArticles } from "@/domain/metrics/text/answer-words";
import { BLEU_SIGNATURE } from "@/domain/metrics/text/bleu";
import { CHRF_SIGNATURE } from "@/domain/metrics/text/chrf";
import { languagesOf } from "@/domain/metrics/text/compare-answers";
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
  comparison: RunComparison,
): readonly string[] {
  const { kind, answers, dataset, sampling, sameTokens } = comparison;
  return [
    say(kind === "pairs" ? "onPairs" : "onWindows", { count: answers.length, name: dataset }),
    say("how", { temperature: text.fixed(sampling.temperature, 2), length: sampling.length, seed: sampling.seed }),
    ...(sameTokens ? [] : [say("otherTokens")]),
    say("intervalNote"),
    [say("countsNot"), ...articleFacts(say, languagesOf(comparison))].join(" "),
    say("signatures", { bleu: BLEU_SIGNATURE, chrf: CHRF_SIGNATURE }),
  ];
}

/** Says in how many pairs the articles of which language do not count, and in how many all do. */
function articleFacts(say: SayComparison, languages: readonly (Language | null)[]): readonly string[] {
  return [...new Set(languages)].map((language) => {
    const count = languages.filter((each) => each === language).length;
    if (language === null) return say("articlesCount", { count });
    return say("articlesIgnored", { count, articles: ignoredArticles[language].join(", ") });
  });
}
