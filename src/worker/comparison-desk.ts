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
import { mayBeOpenBeside, type OpenWriter, openWriter } from "./open-writer";
import type { ComparisonRequest } from "./protocol";
import { type MayGoOn, Turns } from "./turns";

const SLICE_MILLISECONDS = 25;

/** Bounds of the tokens of an answer: twice the longest that is expected, within them. */
const SHORTEST_ANSWER = 16;
const LONGEST_ANSWER = 400;

/** A model that is asked. */
interface Side {
  readonly name: "base" | "tuned";
  readonly checkpoint: Checkpoint;
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
  readonly turns = new Turns();

  constructor(outbox: EventOutbox) {
    this.#outbox = outbox;
  }

  /** Compares; null when it may not go on. Errors: noValidation where nothing is held back to ask. */
  async compare(engine: Engine, work: ComparisonWork, mayGoOn: MayGoOn): Promise<Result<RunComparison | null>> {
    const { request, asked, base, tuned } = work;
    const { questions } = asked;
    if (questions.length === 0) return failure({ code: "noValidation" });
    const sampling = { ...request.sampling, length: answerLength(questions) };
    const sameTokens = hasSameTokens(base, tuned);
    const answers = await this.#ask(mayGoOn, engine, work, { ...sampling, stop: "", stopAtEnd: true });
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
  }

  /** Asks small models each question in turn; of large ones the second is opened once the first is closed. */
  async #ask(
    mayGoOn: MayGoOn,
    engine: Engine,
    { request, asked, base, tuned }: ComparisonWork,
    rules: WritingRules,
  ): Promise<readonly ComparedAnswer[] | null> {
    const sides: readonly Side[] = [
      { name: "base", checkpoint: base, isOwn: hasSameTokens(base, tuned) },
      { name: "tuned", checkpoint: tuned, isOwn: true },
    ];
    const isLarge = sides.some(({ checkpoint }) => !mayBeOpenBeside(checkpoint.tensors));
    const rounds = isLarge ? sides.map((side) => [side]) : [sides];
    const answers = asked.questions.map(
      ({ prompt, reference }): ComparedAnswer => ({ prompt, reference, base: nothingSaid, tuned: nothingSaid }),
    );
    const total = rounds.length * answers.length;
    for (const [round, speaking] of rounds.entries()) {
      const writers: OpenWriter[] = [];
      try {
        for (const { checkpoint } of speaking) {
          if (!mayGoOn()) return null;
          writers.push(await openWriter(engine, checkpoint, "exact"));
        }
        for (const [place, question] of asked.questions.entries()) {
          const key = randomKey(hashText(request.sampling.seed), "sampling", 1, place);
          const index = round * answers.length + place;
          const tell = (answer: ComparedAnswer) =>
            this.#outbox.post({ type: "comparedAnswer", run: request.tuned.run, index, total, answer });
          for (const [number, { name, isOwn }] of speaking.entries()) {
            const writer = writers[number];
            const work = answerQuestion(writer, questionFor(asked, question, writer, isOwn), rules, key);
            const said = await this.#hear(mayGoOn, work, (spoken) => tell({ ...answers[place], [name]: spoken }));
            if (said === null) return null;
            answers[place] = { ...answers[place], [name]: said };
          }
          tell(answers[place]);
          await nextMacrotask();
          if (!mayGoOn()) return null;
        }
      } finally {
        for (const { decoder } of writers) decoder.dispose();
      }
    }
    return answers;
  }

  /** Hears an answer to its end, telling what is written between two slices; null when stopped. */
  async #hear(
    mayGoOn: MayGoOn,
    work: ReturnType<typeof answerQuestion>,
    tell: (spoken: SpokenAnswer) => void,
  ): Promise<SpokenAnswer | null> {
    let text = "";
    for (let sliceStart = performance.now(); ; ) {
      const next = work.next();
      if (next.done) return next.value;
      if (next.value.type === "text") text += next.value.text;
      if (performance.now() - sliceStart <= SLICE_MILLISECONDS) continue;
      tell({ ...nothingSaid, text });
      await nextMacrotask();
      if (!mayGoOn()) return null;
      sliceStart = performance.now();
    }
  }
}

function answerLength(questions: readonly HeldOutQuestion[]): number {
  const longest = questions.reduce((most, { referenceIds }) => Math.max(most, referenceIds.length), 0);
  return Math.min(LONGEST_ANSWER, Math.max(SHORTEST_ANSWER, 2 * longest));
}

/** Tells whether two models cut texts alike, so that their losses a token compare; how texts end is no part of that. */
function hasSameTokens(...models: readonly [Checkpoint, Checkpoint]): boolean {
  const [base, tuned] = models.map(({ details }) => JSON.stringify({ ...details.tokenizer, endId: null }));
  return base === tuned;
}
