// Carries out one plan of the queue: a run begins from fresh weights or from those of another, or goes on.

import type { RunConfig } from "@/domain/config/run-config";
import type { AppError } from "@/domain/errors";
import { failure, type Result, success } from "@/domain/result";
import type { FirstWeights, Plan } from "@/domain/run/plan";
import { createRun, type DataReference, PAUSED, type RunId, type RunParent } from "@/domain/run/run";
import { LONGEST_NAME } from "@/domain/run/run-labels";
import { shortenText } from "@/domain/shorten-text";
import { type VocabularyFit, vocabularyFit } from "@/domain/tokenizer/vocabulary-fit";
import type { PreparedSummary } from "@/domain/windows/prepared-summary";
import { tokensInForce } from "@/domain/windows/tokens-in-force";
import type { CommandContext } from "./command-context";
import type { Commands } from "./commands";
import { trainFrom, type WeightsAtHand, weightsOfSettings } from "./first-weights";
import type { KeptRuns } from "./keeping-commands";
import { withSettings } from "./live-settings";
import { nextLabel } from "./new-run";
import { preparationKey } from "./preparation-key";
import { dataOfPage, figuresOf } from "./run-data";

/** What a plan came to: the run that trains, and why it does not. Both are null where the plan was called off. */
export interface Begun {
  readonly run: RunId | null;
  readonly error: AppError | null;
}

/** Who watches a plan on its way. */
export interface PlanWatch {
  /** Hears of its run as soon as there is one. */
  readonly onRun: (run: RunId) => void;
  /** Tells whether the plan was called off. */
  readonly isOff: () => boolean;
}

type BeginPlan = Plan & { readonly work: { readonly kind: "begin" } };

/** Work by plans. */
export class PlannedWork {
  readonly #context: CommandContext;
  readonly #commands: Pick<Commands, "openRun" | "holdBase" | "withOrigin">;
  readonly #kept: KeptRuns;

  constructor(
    context: CommandContext,
    commands: Pick<Commands, "openRun" | "holdBase" | "withOrigin">,
    kept: KeptRuns,
  ) {
    this.#context = context;
    this.#commands = commands;
    this.#kept = kept;
  }

  /** Sets a plan going. */
  async begin(plan: Plan, watch: PlanWatch): Promise<Begun> {
    if (plan.work.kind === "begin") return this.#beginNew(plan as BeginPlan, watch);
    const { runs } = this.#context.stores;
    const { run, training } = plan.work;
    if (!runs.getState().runs.has(run)) return { run: null, error: { code: "noModel" } };
    await this.#show(run);
    runs.getState().change(run, (held) => withSettings(held, { ...held.config, training }));
    watch.onRun(run);
    const started = await this.goOn(run);
    return { run, error: started.ok ? null : started.error };
  }

  /** Lets a run that rests go on by its own settings. */
  async goOn(id: RunId): Promise<Result<null>> {
    await this.#show(id);
    const { runs, open } = this.#context.stores.runs.getState();
    const run = runs.get(id);
    if (run === undefined || open !== id) return failure({ code: "noModel" });
    return this.#context.client.resume(id, run.config.training);
  }

  /** Compares the vocabulary of a run with the data on the page; null where its weights are not in the worker. */
  async fitOf(parent: RunId, config: RunConfig): Promise<VocabularyFit | null> {
    const { prepared: own, report } = this.#context.stores.data.getState();
    if (own === null || report === null) return null;
    const measured = await this.#quietly(() => this.#context.client.measureFit(parent, config));
    if (!measured.ok) return null;
    const counts = { unknown: measured.value.unknownCharacters, characters: report.characters };
    return vocabularyFit(measured.value.tokenizer, own.tokenizer, counts);
  }

  async #show(id: RunId): Promise<void> {
    if (this.#context.stores.runs.getState().open !== id) await this.#commands.openRun(id);
  }

  async #beginNew(plan: BeginPlan, watch: PlanWatch): Promise<Begun> {
    const { client } = this.#context;
    const { config, from } = plan.work;
    const held = await this.#weightsAtHand(plan.work);
    // A base that was stopped on its way calls the plan off, as Stop does.
    if (!held.ok) return { run: null, error: held.error.code === "baseStopped" ? null : held.error };
    const first = held.value;
    const data = await (from.kind === "fresh" ? this.#dataFor(config, first) : this.#dataBy(first, config));
    const begun = await this.#beginRun(plan, data, first, watch);
    if (from.kind === "checkpoint" && first.source !== null) await client.forgetRun(first.source);
    return begun;
  }

  async #beginRun(
    { id, label, work: { config } }: BeginPlan,
    data: Result<DataReference>,
    first: WeightsAtHand,
    { onRun, isOff }: PlanWatch,
  ): Promise<Begun> {
    if (isOff()) return { run: null, error: null };
    if (!data.ok) return { run: null, error: data.error };
    const { runs } = this.#context.stores;
    const { parent } = first;
    const made = createRun({ config, data: data.value, parent, ...nextLabel(this.#context, id) });
    runs.getState().begin({ ...made, name: nameOf(label, made.name), planned: true });
    onRun(made.id);
    const started = await trainFrom(this.#context.client, made.id, config, first);
    if (started.ok) return { run: made.id, error: null };
    const { error } = started;
    runs.getState().tell([{ type: "runState", run: made.id, state: "failed", reason: "failed", error }]);
    return { run: made.id, error };
  }

  /** The newest weights may have learned more since they were planned with. */
  #parentNow(from: Exclude<FirstWeights, { kind: "fresh" }>): RunParent {
    const held = this.#context.stores.runs.getState().runs.get(from.parent.id);
    if (held === undefined || from.kind !== "parent" || from.weights !== "last") return from.parent;
    return { ...from.parent, step: held.progress.step };
  }

  /** Has the weights in the worker that a plan begins with. */
  async #weightsAtHand({ config, from }: BeginPlan["work"]): Promise<Result<WeightsAtHand>> {
    if (from.kind === "fresh") return weightsOfSettings(this.#context.stores, this.#commands, config);
    const source = await this.#sourceOf(from);
    const weights = from.kind === "parent" ? from.weights : "last";
    return source.ok ? success({ source: source.value, weights, parent: this.#parentNow(from) }) : source;
  }

  /** Has the weights of a parent in the worker, and tells under which id. */
  async #sourceOf(from: Exclude<FirstWeights, { kind: "fresh" }>): Promise<Result<RunId>> {
    const { stores, client, drawId } = this.#context;
    const { id } = from.parent;
    if (from.kind === "checkpoint") {
      const file = await this.#kept.checkpointFile(id, from.file);
      const copy = drawId();
      if (file === null) return failure({ code: "noModel" });
      const known = { status: PAUSED, step: from.parent.step, best: null };
      const { config } = stores.settings.getState();
      const opened = await this.#commands.withOrigin(id, (base) =>
        client.importFile(copy, file, config, { ...known, base }),
      );
      return opened.ok ? success(copy) : opened;
    }
    const held = await this.#kept.haveWeights(id);
    return held.ok ? success(id) : held;
  }

  /** Gives the data of a run by its settings alone: those on the page where they are the same. */
  async #dataFor(config: RunConfig, { source: base }: WeightsAtHand): Promise<Result<DataReference>> {
    const { data } = this.#context.stores;
    const isReady = data.getState().preparedKey === preparationKey(config);
    const page = isReady ? dataOfPage(data.getState()) : null;
    if (page !== null) return success(page);
    const { seed, corpus } = config;
    const tokens = tokensInForce(config);
    return this.#reference(await this.#quietly(() => this.#context.client.prepareData(seed, corpus, tokens, base)));
  }

  /** Gives the data of a run by the vocabulary of the weights that it begins with. */
  async #dataBy({ source }: WeightsAtHand, config: RunConfig): Promise<Result<DataReference>> {
    if (source === null) return failure({ code: "noModel" });
    return this.#reference(await this.#quietly(() => this.#context.client.measureFit(source, config)));
  }

  /** Prepares without a trace on the page: what it says of its own data comes back. */
  async #quietly(prepare: () => Promise<Result<PreparedSummary>>): Promise<Result<PreparedSummary>> {
    const { data } = this.#context.stores;
    const { report } = data.getState();
    const prepared = await prepare();
    if (report !== null) data.getState().setReport(report);
    return prepared;
  }

  #reference(prepared: Result<PreparedSummary>): Result<DataReference> {
    if (!prepared.ok) return prepared;
    const { source, origin } = this.#context.stores.data.getState();
    if (source === null) return failure({ code: "noData" });
    const { name, hash } = source.facts;
    return success({ ...figuresOf(prepared.value), id: origin?.kind === "bundled" ? origin.id : null, name, hash });
  }
}

/** Says what is special about a run, and then what tells it from all others. */
function nameOf(label: string, own: string): string {
  const room = LONGEST_NAME - own.length - " · ".length;
  return label === "" ? own : `${label.length > room ? `${shortenText(label, room - 1)}…` : label} · ${own}`;
}
