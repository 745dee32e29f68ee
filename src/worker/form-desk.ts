// What the form of the weights does to a model: its loss on data held out, and what it writes by its likeliest tokens. In
// slices, so that a stop is felt at once.
import type { FormMeasure, FormText } from "@/domain/pretrained/form-cost";
import { failure, type Result, success } from "@/domain/result";
import type { RunId } from "@/domain/run/run";
import { sampleToken } from "@/domain/sampling/sample-token";
import { endTokenOf } from "@/domain/tokenizer/end-token";
import type { Engine } from "@/engine/engine";
import { evaluateInSlices } from "@/engine/evaluate";
import type { Writer } from "@/engine/generate";
import { PromptReading } from "@/engine/prompt-reading";
import { openRun, startOf } from "./active-run";
import { questionFor, questionsOf } from "./comparison-questions";
import type { FormedModel } from "./form-weights";
import { nextMacrotask } from "./macrotask";
import { openWriter } from "./open-writer";
import type { RunData } from "./plan-request";
import { type MayGoOn, Turns } from "./turns";

/** Most windows that a form is measured on, texts that it writes, and tokens of one. */
const MOST_WINDOWS = 256;
const MOST_TEXTS = 4;
const TEXT_TOKENS = 40;

const SLICE_MILLISECONDS = 25;
const GREEDY = { temperature: 0, topK: 0, topP: 1 } as const;

/** A form of the model of a run, and the data that it is measured on. */
interface FormWork extends FormedModel {
  readonly run: RunId;
  readonly data: RunData;
}

/** Measures one form at a time; a newer measurement takes over. */
export class FormDesk {
  readonly turns = new Turns();

  /** Measures; null when it may not go on. Errors: noValidation where nothing is held back. */
  async measure(engine: Engine, work: FormWork, mayGoOn: MayGoOn): Promise<Result<FormMeasure | null>> {
    const loss = await lossOf(engine, work, mayGoOn);
    if (!loss.ok || loss.value === null) return loss.ok ? success(null) : loss;
    const texts = await textsOf(engine, work, mayGoOn);
    return success(texts && { ...loss.value, bytes: work.bytes, length: TEXT_TOKENS, texts });
  }
}

async function lossOf(
  engine: Engine,
  { run, checkpoint, data }: FormWork,
  mayGoOn: MayGoOn,
): Promise<Result<Pick<FormMeasure, "loss" | "windows" | "dataset"> | null>> {
  const windows = Math.min(data.windows.validation.count, MOST_WINDOWS);
  if (windows === 0) return failure({ code: "noValidation" });
  if (!mayGoOn()) return success(null);
  const opened = await openRun(engine, run, checkpoint.details.config, data, startOf(checkpoint));
  if (!opened.ok) return opened;
  const { session } = opened.value.training;
  try {
    const slices = evaluateInSlices(session, "validation", windows, () => performance.now());
    for (;;) {
      const next = mayGoOn() ? await slices.next() : null;
      if (next === null) return success(null);
      if (next.done === true) {
        const { loss, counted } = next.value;
        if (counted === 0) return failure({ code: "noTargets" });
        return Number.isFinite(loss)
          ? success({ loss, windows, dataset: data.dataset.name })
          : failure({ code: "logitsNotFinite" });
      }
      await nextMacrotask();
    }
  } finally {
    session.dispose();
  }
}

async function textsOf(
  engine: Engine,
  { checkpoint, data }: FormWork,
  mayGoOn: MayGoOn,
): Promise<readonly FormText[] | null> {
  const asked = questionsOf(data, MOST_TEXTS);
  const writer = await openWriter(engine, checkpoint, "exact");
  const texts: FormText[] = [];
  try {
    for (const question of asked.questions) {
      const { promptIds } = questionFor(asked, question, writer, true);
      const work = likeliest(writer, promptIds);
      for (let sliceStart = performance.now(); ; ) {
        const next = work.next();
        if (next.done === true) {
          texts.push({ prompt: question.prompt, text: writer.tokenizer.decode(next.value), ids: next.value });
          break;
        }
        if (performance.now() - sliceStart <= SLICE_MILLISECONDS) continue;
        await nextMacrotask();
        if (!mayGoOn()) return null;
        sliceStart = performance.now();
      }
    }
    return mayGoOn() ? texts : null;
  } finally {
    writer.decoder.dispose();
  }
}

/** Gives the likeliest tokens behind a prompt, up to one that ends a text; one yield a token. */
function* likeliest(
  { decoder, tokenizer, config }: Writer,
  promptIds: readonly number[],
): Generator<unknown, readonly number[]> {
  const most = decoder.lookback ?? promptIds.length;
  const ends = [tokenizer.state.padId, endTokenOf(tokenizer.state, config)];
  const ids: number[] = [];
  let logits = yield* new PromptReading(decoder, promptIds.slice(-most)).begin();
  while (ids.length < TEXT_TOKENS) {
    const token = sampleToken(logits, GREEDY, 0);
    if (ends.includes(token)) break;
    ids.push(token);
    yield;
    logits = decoder.feed([token]);
  }
  return ids;
}
