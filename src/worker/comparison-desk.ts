// Has two models answer the same held-out prompts by the same chances, in slices, so that answers show as they are written
// and a stop is felt at once.
import type { Checkpoint } from "@/domain/checkpoint/checkpoint";
import { guessLanguage } from "@/domain/metrics/text/guess-language";
import { hashText, randomKey } from "@/domain/random";
import { failure, type Result, success } from "@/domain/result";
import type { ComparedAnswer, RunComparison, SpokenAnswer } from "@/domain/run/comparison";
import type { HeldOutQuestion } from "@/domain/windows/window-questions";
import { answerQuestion } from "@/engine/answer-question";
import type { Engine } from "@/engine/engine";
import type { WritingRules } from "@/engine/generate";
import { type AskedQuestions, questionFor } from "./comparison-questions";
import type { EventOutbox } from "./event-outbox";
import { nextMacrotask } from "./macrotask";
import { type OpenWriter, openWriter } from "./open-writer";
import type { ComparisonRequest } from "./protocol";

const SLICE_MILLISECONDS = 25;

/** Bounds of the tokens of an answer: twice the longest that is expected, within them. */
const SHORTEST_ANSWER = 16;
const LONGEST_ANSWER = 400;

/** A model that is asked. */
interface Side {
  readonly name: "base" | "tuned";
  readonly writer: OpenWriter;
  /** Whether the questions are in its tokens. */
  readonly isOwn: boolean;
}

/** What is to be compared. */
export interface ComparisonWork {
  readonly request: ComparisonRequest;
  readonly asked: AskedQuestions;
  readonly base: Checkpoint;
  readonly tuned: Checkpoint;
}

const nothingSaid: SpokenAnswer = { text: "", loss: null, tokens: 0 };

/** Makes one comparison at a time; a newer one takes over. */
export class ComparisonDesk {
  readonly #outbox: EventOutbox;
  /** Number of the comparison that may go on; a newer one or a stop takes over. */
  #current = 0;

  constructor(outbox: EventOutbox) {
    this.#outbox = outbox;
  }

  /** Gives the comparison under way up. */
  stop(): void {
    this.#current += 1;
  }

  /** Compares; null when it was stopped. Errors: noValidation where nothing is held back to ask. */
  async compare(engine: Engine, work: ComparisonWork): Promise<Result<RunComparison | null>> {
    const mine = ++this.#current;
    const { request, asked, base, tuned } = work;
    const { questions } = asked;
    if (questions.length === 0) return failure({ code: "noValidation" });
    const sampling = { ...request.sampling, length: answerLength(questions) };
    const writers: OpenWriter[] = [];
    try {
      for (const checkpoint of [base, tuned]) writers.push(await openWriter(engine, checkpoint, "exact"));
      const sameTokens = hasSameTokens(base, tuned);
      const sides: readonly Side[] = [
        { name: "base", writer: writers[0], isOwn: sameTokens },
        { name: "tuned", writer: writers[1], isOwn: true },
      ];
      const answers = await this.#ask(mine, work, sides, { ...sampling, stop: "", stopAtEnd: true });
      if (answers === null) return success(null);
      return success({
        base: { ...request.base, step: base.details.progress.step },
        tuned: { ...request.tuned, step: tuned.details.progress.step },
        dataset: tuned.details.dataset.name,
        kind: asked.kind,
        language: guessLanguage(questions.flatMap(({ prompt, reference }) => [prompt, reference])),
        sameTokens,
        sampling,
        answers,
      });
    } finally {
      for (const { decoder } of writers) decoder.dispose();
    }
  }

  async #ask(
    mine: number,
    { request, asked }: ComparisonWork,
    sides: readonly Side[],
    rules: WritingRules,
  ): Promise<readonly ComparedAnswer[] | null> {
    const answers: ComparedAnswer[] = [];
    const total = asked.questions.length;
    for (const [index, question] of asked.questions.entries()) {
      const key = randomKey(hashText(request.sampling.seed), "sampling", 1, index);
      const { prompt, reference } = question;
      let answer: ComparedAnswer = { prompt, reference, base: nothingSaid, tuned: nothingSaid };
      for (const { name, writer, isOwn } of sides) {
        const work = answerQuestion(writer, questionFor(asked, question, writer, isOwn), rules, key);
        let written = "";
        for (let sliceStart = performance.now(); ; ) {
          const next = work.next();
          if (next.done) {
            answer = { ...answer, [name]: next.value };
            break;
          }
          if (next.value.type === "text") written += next.value.text;
          if (performance.now() - sliceStart <= SLICE_MILLISECONDS) continue;
          const soFar = { ...answer, [name]: { ...nothingSaid, text: written } };
          this.#outbox.post({ type: "comparedAnswer", run: request.tuned.run, index, total, answer: soFar });
          await nextMacrotask();
          if (mine !== this.#current) return null;
          sliceStart = performance.now();
        }
      }
      answers.push(answer);
      this.#outbox.post({ type: "comparedAnswer", run: request.tuned.run, index, total, answer });
      await nextMacrotask();
      if (mine !== this.#current) return null;
    }
    return answers;
  }
}

function answerLength(questions: readonly HeldOutQuestion[]): number {
  const longest = questions.reduce((most, { referenceIds }) => Math.max(most, referenceIds.length), 0);
  return Math.min(LONGEST_ANSWER, Math.max(SHORTEST_ANSWER, 2 * longest));
}

/** Tells whether two models cut texts alike, so that their losses a token compare. */
function hasSameTokens(base: Checkpoint, tuned: Checkpoint): boolean {
  return JSON.stringify(base.details.tokenizer) === JSON.stringify(tuned.details.tokenizer);
}
