// Measures a model at rest on data, in slices, so that progress shows and a stop is felt at once.
import type { Checkpoint } from "@/domain/checkpoint/checkpoint";
import { failure, type Result, success } from "@/domain/result";
import type { RunId } from "@/domain/run/run";
import type { Engine, Evaluation } from "@/engine/engine";
import { evaluateInSlices, joinEvaluations } from "@/engine/evaluate";
import { type ActiveRun, openRun, startOf } from "./active-run";
import type { EventOutbox } from "./event-outbox";
import { nextMacrotask } from "./macrotask";
import type { RunData } from "./plan-request";
import type { EvaluationPart, EvaluationReport } from "./protocol";

const splitsOf = { validation: ["validation"], all: ["train", "validation"] } as const;

/** Takes one measurement at a time; a newer one takes over. */
export class EvaluationDesk {
  readonly #outbox: EventOutbox;
  /** Number of the measurement that may go on; a newer one or a stop takes over. */
  #current = 0;

  constructor(outbox: EventOutbox) {
    this.#outbox = outbox;
  }

  /** Gives the measurement under way up. */
  stop(): void {
    this.#current += 1;
  }

  /**
   * Measures the weights of a run on its own data; null when it was stopped, the weights changed meanwhile, or
   * `isStillOpen` says that the run has gone.
   */
  async measure(
    run: ActiveRun,
    part: EvaluationPart,
    isStillOpen: () => boolean,
  ): Promise<Result<EvaluationReport | null>> {
    const mine = ++this.#current;
    const { windows, dataset, unknownCharacters } = run.data;
    const { progress, session } = run.training;
    const counts = splitsOf[part]
      .map((split) => ({ split, count: windows[split].count }))
      .filter(({ count }) => count > 0);
    const total = counts.reduce((sum, { count }) => sum + count, 0);
    if (total === 0) return failure({ code: "noValidation" });
    const mayGoOn = () => mine === this.#current && run.training.progress === progress && isStillOpen();
    let done = 0;
    const results: Evaluation[] = [];
    for (const { split, count } of counts) {
      const work = evaluateInSlices(session, split, count, () => performance.now());
      for (;;) {
        const next = await run.queue.run(async () => (mayGoOn() ? work.next() : null));
        if (next === null) return success(null);
        if (next.done === true) {
          results.push(next.value);
          break;
        }
        this.#outbox.post({ type: "evaluationProgress", run: run.id, share: (done + next.value.windows) / total });
        await nextMacrotask();
      }
      done += count;
    }
    const { loss, accuracy, counted } = joinEvaluations(results);
    if (counted === 0) return failure({ code: "noTargets" });
    if (!Number.isFinite(loss)) return failure({ code: "logitsNotFinite" });
    return success({
      part,
      loss,
      accuracy,
      windows: total,
      step: progress.step,
      dataset: dataset.name,
      unknownCharacters,
    });
  }

  /** Measures the model of a file on data that its tokenizer has cut, in a session of its own. */
  async measureFile(
    engine: Engine,
    { id, checkpoint, data }: { readonly id: RunId; readonly checkpoint: Checkpoint; readonly data: RunData },
    part: EvaluationPart,
    isStillOpen: () => boolean,
  ): Promise<Result<EvaluationReport | null>> {
    const opened = await openRun(engine, id, checkpoint.details.config, data, startOf(checkpoint));
    if (!opened.ok) return opened;
    try {
      return await this.measure(opened.value, part, isStillOpen);
    } finally {
      opened.value.training.session.dispose();
    }
  }
}
