// Prompts with what was expected and what both models wrote, side by side.
import type { Language } from "@/domain/language";
import { answerWords } from "@/domain/metrics/text/answer-words";
import { sentenceBleu } from "@/domain/metrics/text/bleu";
import { tokenOverlap } from "@/domain/metrics/text/token-overlap";
import type { ComparedAnswer } from "@/domain/run/comparison";
import { useComparisonText } from "@/i18n/comparison-text";
import { useText } from "@/i18n/use-text";
import { scoreText } from "../answer-metric-text";

export interface ComparisonAnswersProps {
  readonly answers: readonly ComparedAnswer[];
  /** Language of each pair, by whose articles tokens count. */
  readonly languages: readonly (Language | null)[];
  /** Whether the answers are whole, and so can be scored. */
  readonly isOver: boolean;
}

/** The list of answers. */
export function ComparisonAnswers({ answers, languages, isOver }: ComparisonAnswersProps) {
  const say = useComparisonText();
  return (
    <ol
      className="comparison-answers"
      data-testid="before-after-answers"
      aria-live="off"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keys (WCAG 2.1.1).
      tabIndex={0}
      aria-label={say("answers", { count: answers.length })}
    >
      {answers.map((answer, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: answers keep their places, and prompts may be alike
        <li key={index}>
          <Answer answer={answer} language={languages[index] ?? null} isOver={isOver} />
        </li>
      ))}
    </ol>
  );
}

interface AnswerProps extends Pick<ComparisonAnswersProps, "isOver"> {
  readonly language: Language | null;
}

function Answer({
  answer: { prompt, reference, base, tuned },
  ...rest
}: AnswerProps & { readonly answer: ComparedAnswer }) {
  const say = useComparisonText();
  return (
    <>
      <p className="comparison-prompt" dir="auto">
        <span className="hint">{say("prompt")}</span> {prompt}
      </p>
      <p dir="auto">
        <span className="hint">{say("expected")}</span> {reference}
      </p>
      <div className="comparison-sides">
        <Side side="before" text={base.text} reference={reference} {...rest} />
        <Side side="after" text={tuned.text} reference={reference} {...rest} />
      </div>
    </>
  );
}

interface SideProps extends AnswerProps {
  readonly side: "before" | "after";
  readonly text: string;
  readonly reference: string;
}

function Side({ side, text: written, reference, language, isOver }: SideProps) {
  const text = useText();
  const say = useComparisonText();
  const { f1 } = tokenOverlap(answerWords(written, language), answerWords(reference, language));
  return (
    <div className="comparison-side" data-side={side} data-value={written}>
      <span className="hint">{say(side)}</span>
      <p className="song" dir="auto">
        {written === "" && isOver ? say("nothing") : written}
      </p>
      {isOver && (
        <span className="hint">
          {say("answerFigures", {
            f1: scoreText(text, "tokenF1", f1),
            bleu: scoreText(text, "bleu", sentenceBleu(written, reference)),
          })}
        </span>
      )}
    </div>
  );
}
