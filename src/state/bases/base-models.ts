// Has base models in the worker: a run's own weights, or the files of a model, dropped, kept or fetched.
import type { StoreApi } from "zustand/vanilla";
import { failure, type Result, success } from "@/domain/result";
import type { Run, RunId } from "@/domain/run/run";
import { messageOf } from "@/domain/thrown-message";
import type { ModelFile } from "@/storage/model-files";
import type { DroppedFile, ModelLabel } from "@/worker/protocol";
import type { CommandContext } from "../command-context";
import { parentOf } from "../first-weights";
import type { KeptRuns } from "../keeping-commands";
import { nextLabel } from "../new-run";
import { baseOfAdapter } from "./adapter-base";
import { BaseFiles, type ModelTools } from "./base-files";
import type { BasesState } from "./bases-store";
import { keyOf } from "./model-key";

/** An adapter that was opened, with the run that it stands beside and the name of the model that it was made beside. */
export interface OpenedAdapter {
  readonly run: RunId;
  readonly base: Run;
  readonly made: string;
}

/** Opens models, one at a time. */
export class BaseModels {
  readonly #context: CommandContext;
  readonly #kept: Pick<KeptRuns, "haveWeights" | "noteCopy">;
  readonly #tools: ModelTools;
  readonly #store: StoreApi<BasesState>;
  readonly #files: BaseFiles;
  readonly #bringing = new Map<RunId, Promise<Result<RunId>>>();
  #fetching: AbortController | null = null;

  constructor(
    context: CommandContext,
    kept: Pick<KeptRuns, "haveWeights" | "noteCopy">,
    tools: ModelTools,
    store: StoreApi<BasesState>,
  ) {
    this.#context = context;
    this.#kept = kept;
    this.#tools = tools;
    this.#store = store;
    this.#files = new BaseFiles(tools);
  }

  /** Reads the list beside the page, once. */
  async readList(): Promise<void> {
    if (this.#store.getState().list !== null) return;
    try {
      this.#store.setState({ list: await this.#tools.readList() });
    } catch (thrown) {
      const error = { code: "notArrived", name: null, detail: messageOf(thrown) } as const;
      this.#context.stores.notices.getState().showError(error);
    }
  }

  /** Ends the fetching of a model; who waits for it is told baseStopped. */
  cancel(): void {
    this.#fetching?.abort();
  }

  /**
   * Hands files to the worker as the model of a run, which is among the runs from then on; null for a model that nobody
   * knows by its id yet, which may turn out to be one that is here, or that runs over it miss.
   */
  async open(known: RunId | null, given: readonly ModelFile[], label: ModelLabel): Promise<Result<RunId>> {
    const { stores, client } = this.#context;
    const { runs, settings, notices } = stores;
    const imported = await client.importModel(known, given, settings.getState().config, label);
    if (!imported.ok) return imported;
    const { run, files } = imported.value;
    const { id } = run;
    const held = runs.getState().runs.get(id);
    if (held === undefined) this.#show({ ...run, ...nextLabel(this.#context, id), name: label.name });
    runs.getState().tell([{ type: "held", run: id, checkpoints: run.checkpoints, hasData: false }]);
    if (known === null && !(await this.#files.keep(keyOf(held ?? run), files, given))) {
      notices.getState().notify("modelNotKept", { name: label.name });
    }
    return success(id);
  }

  /** Puts an adapter beside the model that it was made for, or the one at hand, as a run that is among the runs from then on. */
  async openAdapter(given: readonly DroppedFile[], name: string): Promise<Result<OpenedAdapter>> {
    const { stores, client, drawId } = this.#context;
    const told = await client.readAdapterBase(given);
    if (!told.ok) return told;
    await this.readList();
    const { runs, open } = stores.runs.getState();
    const { wished } = stores.settings.getState();
    const base = baseOfAdapter(told.value, { runs, open, chosen: wished.base, list: this.#store.getState().list });
    if (base === null) return failure({ code: "adapterWithoutBase", base: told.value });
    const held = await this.hold(base);
    if (!held.ok) return held;
    const of = stores.runs.getState().runs.get(held.value);
    if (of === undefined) return failure({ code: "baseGone", base: "" });
    const id = drawId();
    const config = { ...stores.settings.getState().config, base };
    const imported = await client.importAdapter(id, name, given, { id: of.id, name: of.name }, config);
    if (!imported.ok) return imported;
    const { run, copy } = imported.value;
    this.#show({ ...run, ...nextLabel(this.#context, id), name, parent: parentOf(of) });
    if (copy !== null) this.#kept.noteCopy({ run: id, kind: "last", bytes: copy, step: 0, seconds: 0 });
    return success({ run: id, base: of, made: told.value });
  }

  /** Tells whether a base is among the runs, and not only in the list beside the page. */
  isRun(base: string): boolean {
    return this.#runOf(base) !== undefined;
  }

  /** Has a base in the worker, once for all who ask meanwhile. Bringing a run may ask for the model that it came from. */
  hold(base: string): Promise<Result<RunId>> {
    const run = this.#runOf(base);
    if (run === undefined) return this.#fetchListed(base);
    const held = this.#bringing.get(run.id) ?? this.#bring(run).finally(() => this.#bringing.delete(run.id));
    this.#bringing.set(run.id, held);
    return held;
  }

  /**
   * Has a model whose record is gone in the worker, without a record, for the weights that runs over it leave to it: its
   * files are kept as long as such runs are.
   */
  async holdGone({ id, name }: Pick<Run, "id" | "name">): Promise<Result<RunId>> {
    const held = await this.#context.client.holdsRun(id);
    if (held.ok && held.value) return success(id);
    const files = await this.#files.find(id);
    if (files === null) return failure({ code: "baseGone", base: name });
    const { config } = this.#context.stores.settings.getState();
    const imported = await this.#context.client.importModel(id, files, config, { listed: null, name, licence: null });
    return imported.ok ? success(id) : imported;
  }

  #runOf(base: string): Run | undefined {
    const { runs } = this.#context.stores.runs.getState();
    return runs.get(base) ?? [...runs.values()].find(({ origin }) => origin?.listed === base);
  }

  async #bring(run: Run): Promise<Result<RunId>> {
    const gone = failure({ code: "baseGone", base: run.name } as const);
    if (run.origin === null) return (await this.#kept.haveWeights(run.id)).ok ? success(run.id) : gone;
    const held = await this.#context.client.holdsRun(run.id);
    if (held.ok && held.value) return success(run.id);
    const given = await this.#files.find(keyOf(run));
    if (given === null) return gone;
    const { listed, name, licence } = run.origin;
    return this.open(run.id, given, { listed, name, licence });
  }

  async #fetchListed(base: string): Promise<Result<RunId>> {
    await this.readList();
    const model = this.#store.getState().list?.models.find(({ id }) => id === base);
    if (model === undefined) return failure({ code: "baseGone", base: "" });
    const { stores } = this.#context;
    const label = { listed: base, name: model.name[stores.preferences.getState().language], licence: model.licence };
    const known = await this.#files.find(base);
    if (known !== null) return this.open(null, known, label);
    const controller = new AbortController();
    this.#fetching = controller;
    let bytes = 0;
    const arrived = (more: number) => {
      bytes += more;
      this.#store.setState({ work: { bytes, total: model.bytes } });
    };
    arrived(0);
    try {
      return await this.open(null, await this.#files.fetch(model, arrived, controller.signal), label);
    } catch (thrown) {
      if (controller.signal.aborted) return failure({ code: "baseStopped", name: model.name });
      return failure({ code: "notArrived", name: label.name, detail: messageOf(thrown) });
    } finally {
      this.#store.setState({ work: null });
    }
  }

  /** Puts the record of a model among the runs, on screen unless one trains there. */
  #show(run: Run): void {
    const { runs: held, open, insert, begin } = this.#context.stores.runs.getState();
    const state = held.get(open ?? "")?.state;
    if (state === "running" || state === "preparing") insert(run, held.size);
    else begin(run);
  }
}
