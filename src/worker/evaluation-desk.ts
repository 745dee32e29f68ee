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
import { type MayGoOn, Turns } from "./turns";

const splitsOf = { validation: ["validation"], all: ["train", "validation"] } as const;

/** Takes one measurement at a time; a newer one takes over. */
export class EvaluationDesk {
  readonly #outbox: EventOutbox;
  readonly turns = new Turns();

  constructor(outbox: EventOutbox) {
    this.#outbox = outbox;
  }

  /** Measures the weights of a run on its own data; null when it may not go on or the weights changed meanwhile. */
  async measure(run: ActiveRun, part: EvaluationPart, mayGoOn: MayGoOn): Promise<Result<EvaluationReport | null>> {
    const { windows, dataset, unknownCharacters } = run.data;
    const { progress, session } = run.training;
    const counts = splitsOf[part]
      .map((split) => ({ split, count: windows[split].count }))
      .filter(({ count }) => count > 0);
    const total = counts.reduce((sum, { count }) => sum + count, 0);
    if (total === 0) return failure({ code: "noValidation" });
    const isSame = () => mayGoOn() && run.training.progress === progress;
    let done = 0;
    const results: Evaluation[] = [];
    for (const { split, count } of counts) {
      const work = evaluateInSlices(session, split, count, () => performance.now());
      for (;;) {
        const next = await run.queue.run(async () => (isSame() ? work.next() : null));
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
    mayGoOn: MayGoOn,
  ): Promise<Result<EvaluationReport | null>> {
    if (!mayGoOn()) return success(null);
    const opened = await openRun(engine, id, checkpoint.details.config, data, startOf(checkpoint));
    if (!opened.ok) return opened;
    try {
      return await this.measure(opened.value, part, mayGoOn);
    } finally {
      opened.value.training.session.dispose();
    }
  }
}
