// Writes text in slices beside training: a generation never holds the worker for long and stops at once.
import type { Checkpoint } from "@/domain/checkpoint/checkpoint";
import { buildGraph } from "@/domain/graph/build-graph";
import type { SamplingConfig } from "@/domain/sampling/sampling-config";
import { createCharacterTokenizer } from "@/domain/tokenizer/character-tokenizer";
import { neutralToken } from "@/domain/tokenizer/start-tokens";
import type { Engine, OpenDecoder } from "@/engine/engine";
import { type GeneratedPiece, type GenerationEnd, generate, type Writer } from "@/engine/generate";
import type { EventOutbox } from "./event-outbox";
import { nextMacrotask } from "./macrotask";
import type { SampleReport } from "./protocol";

/** Short, so that training beside it goes on and a stop is felt at once. */
const SLICE_MILLISECONDS = 25;

type Generation = Generator<GeneratedPiece, GenerationEnd>;

/** Writes one text at a time; a newer one takes over. */
export class SampleDesk {
  readonly #outbox: EventOutbox;
  /** Number of the generation that may write; a newer one or a stop takes over. */
  #current = 0;

  constructor(outbox: EventOutbox) {
    this.#outbox = outbox;
  }

  /** Stops the generation under way; its text so far stays. */
  stop(): void {
    this.#current += 1;
  }

  /** Generates by a frozen copy of the weights; text streams as events under `id`. */
  async generate(id: number, engine: Engine, checkpoint: Checkpoint, sampling: SamplingConfig): Promise<SampleReport> {
    const mine = ++this.#current;
    const decoder = await openDecoder(engine, checkpoint);
    try {
      return await this.#write(
        id,
        mine,
        checkpoint.details.progress.step,
        generate(writerOf(decoder, checkpoint), sampling),
      );
    } finally {
      decoder.dispose();
    }
  }

  async #write(id: number, mine: number, step: number, work: Generation): Promise<SampleReport> {
    const started = performance.now();
    let text = "";
    let tokens = 0;
    let discardedTokens = 0;
    let characters = 0;
    for (let sliceStart = performance.now(); ; ) {
      const next = work.next();
      if (next.done) {
        this.#post(id, text, step);
        const report = reportOf(next.value, step, characters, performance.now() - started);
        return this.#finish(id, { ...report, stopped: false });
      }
      if (next.value.type === "newAttempt") {
        text = "";
        discardedTokens += tokens;
        tokens = 0;
      } else {
        text += next.value.text;
        tokens += 1;
        characters += next.value.text.length;
      }
      if (performance.now() - sliceStart > SLICE_MILLISECONDS) {
        this.#post(id, text, step);
        await nextMacrotask();
        if (mine !== this.#current) {
          const report = reportOf(
            { ...nothingParsed, tokens, discardedTokens },
            step,
            characters,
            performance.now() - started,
          );
          return this.#finish(id, { ...report, stopped: true });
        }
        sliceStart = performance.now();
      }
    }
  }

  #post(id: number, text: string, step: number): void {
    this.#outbox.post({ type: "sampleText", id, text, step });
  }

  #finish(id: number, report: SampleReport): SampleReport {
    this.#outbox.post({ type: "sampleDone", id, report });
    this.#outbox.flush();
    return report;
  }
}

function openDecoder(engine: Engine, { tensors, details }: Checkpoint): Promise<OpenDecoder> {
  const { config, tokenizer } = details;
  const graph = buildGraph(config.model, config.tokens.contextLength, tokenizer.vocabulary.length);
  return engine.openDecoder({ graph, tensors, padId: tokenizer.padId, fillId: neutralToken(tokenizer) });
}

function writerOf(decoder: OpenDecoder, { details }: Checkpoint): Writer {
  const { config, tokenizer, template } = details;
  return { decoder, tokenizer: createCharacterTokenizer(tokenizer), config, template };
}

/** What is known of an attempt that was stopped: it does not count. */
const nothingParsed = { unknownCharacters: 0, attempts: 0, validAttempts: 0, fields: null } as const;

function reportOf(
  { tokens, discardedTokens, unknownCharacters, attempts, validAttempts, fields }: Omit<GenerationEnd, "text">,
  step: number,
  characters: number,
  milliseconds: number,
): Omit<SampleReport, "stopped"> {
  const charactersPerSecond = (characters * 1000) / Math.max(1, milliseconds);
  return { tokens, discardedTokens, step, unknownCharacters, attempts, validAttempts, fields, charactersPerSecond };
}
