// Writes text in slices beside training: a generation never holds the worker for long and stops at once.
import type { Checkpoint } from "@/domain/checkpoint/checkpoint";
import type { Decoder, WindowForm } from "@/domain/inference/decoder";
import type { RunId } from "@/domain/run/run";
import type { SamplingConfig, WindowChoice } from "@/domain/sampling/sampling-config";
import type { Engine } from "@/engine/engine";
import { type GeneratedPiece, type GenerationEnd, generate } from "@/engine/generate";
import type { EventOutbox } from "./event-outbox";
import { nextMacrotask } from "./macrotask";
import { openWriter } from "./open-writer";
import type { SampleReport } from "./protocol";
import { type MayGoOn, Turns } from "./turns";

/** Short, so that training beside it goes on and a stop is felt at once. */
const SLICE_MILLISECONDS = 25;

/** Which generation writes, of which run. */
interface Asked {
  readonly run: RunId;
  readonly id: number;
}

type Generation = Generator<GeneratedPiece, GenerationEnd>;

/** Writes one text at a time; a newer one takes over. */
export class SampleDesk {
  readonly #outbox: EventOutbox;
  readonly turns = new Turns();
  /** The way of reading long texts that was chosen last by measuring, and for which model. */
  #measured: { readonly engine: Engine; readonly model: string; readonly form: WindowForm } | null = null;

  constructor(outbox: EventOutbox) {
    this.#outbox = outbox;
  }

  /**
   * Opens a writer over a copy of the weights, and gives what writes by it and then frees it: text streams as events under
   * `asked`. What was stopped before opens nothing and writes nothing; what is stopped later keeps its text so far.
   */
  async open(
    mayGoOn: MayGoOn,
    engine: Engine,
    checkpoint: Checkpoint,
    sampling: SamplingConfig,
  ): Promise<(asked: Asked) => Promise<SampleReport>> {
    const { step } = checkpoint.details.progress;
    const giveUp = async (asked: Asked) => this.#finish(asked, unwritten(step));
    if (!mayGoOn()) return giveUp;
    const model = modelKey(checkpoint);
    const writer = await openWriter(engine, checkpoint, this.#windowFor(engine, model, sampling.window));
    const { decoder } = writer;
    return async (asked) => {
      try {
        if (!mayGoOn()) return await giveUp(asked);
        return await this.#write(asked, mayGoOn, step, decoder, generate(writer, sampling));
      } finally {
        const form = decoder.form();
        if (sampling.window === "auto" && form !== null) this.#measured = { engine, model, form };
        decoder.dispose();
      }
    };
  }

  /** What was measured for a model once holds for it, so that the same seed writes the same text. */
  #windowFor(engine: Engine, model: string, wanted: WindowChoice): WindowChoice {
    const known = this.#measured;
    if (wanted !== "auto" || known?.engine !== engine || known.model !== model) return wanted;
    return known.form;
  }

  async #write(
    asked: Asked,
    mayGoOn: MayGoOn,
    step: number,
    decoder: Decoder,
    work: Generation,
  ): Promise<SampleReport> {
    const started = performance.now();
    const texts = [""];
    let tokens = 0;
    let earlierTokens = 0;
    let discardedTokens = 0;
    let characters = 0;
    for (let sliceStart = performance.now(); ; ) {
      const next = work.next();
      if (next.done) {
        this.#post(asked, texts, step);
        const report = reportOf(next.value, step, characters, performance.now() - started);
        return this.#finish(asked, { ...report, stopped: false });
      }
      if (next.value.type === "newAttempt") {
        texts[texts.length - 1] = "";
        discardedTokens += tokens;
        tokens = 0;
      } else if (next.value.type === "newAnswer") {
        texts.push("");
        earlierTokens += tokens;
        tokens = 0;
      } else if (next.value.type === "text") {
        texts[texts.length - 1] += next.value.text;
        tokens += next.value.tokens;
        characters += next.value.text.length;
      }
      if (performance.now() - sliceStart > SLICE_MILLISECONDS) {
        this.#post(asked, texts, step);
        await nextMacrotask();
        if (!mayGoOn()) {
          const report = reportOf(
            { ...nothingParsed, tokens: earlierTokens + tokens, discardedTokens, window: decoder.form() },
            step,
            characters,
            performance.now() - started,
          );
          return this.#finish(asked, { ...report, stopped: true });
        }
        sliceStart = performance.now();
      }
    }
  }

  #post(asked: Asked, texts: readonly string[], step: number): void {
    this.#outbox.post({ type: "sampleText", ...asked, texts: [...texts], step });
  }

  #finish(asked: Asked, report: SampleReport): SampleReport {
    this.#outbox.post({ type: "sampleDone", ...asked, report });
    this.#outbox.flush();
    return report;
  }
}

/** What is known of an attempt that was stopped: it does not count. */
const nothingParsed = { unknownCharacters: 0, unreadTokens: 0, attempts: 0, validAttempts: 0, fields: null } as const;

/** The report of a generation that was stopped before it wrote. */
function unwritten(step: number): SampleReport {
  return { ...nothingParsed, tokens: 0, discardedTokens: 0, window: null, step, charactersPerSecond: 0, stopped: true };
}

function reportOf(
  { texts: _, ...end }: Omit<GenerationEnd, "texts"> & { readonly texts?: readonly string[] },
  step: number,
  characters: number,
  milliseconds: number,
): Omit<SampleReport, "stopped"> {
  const charactersPerSecond = (characters * 1000) / Math.max(1, milliseconds);
  return { ...end, step, charactersPerSecond };
}

/** What the speed of a model depends on. */
function modelKey({ details: { config, tokenizer } }: Checkpoint): string {
  return JSON.stringify([config.model, config.tokens.contextLength, tokenizer.vocabulary.length]);
}
