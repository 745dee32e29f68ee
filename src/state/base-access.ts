// The way to base models: their code comes late (bases/), with the first need of it.
import type { RunConfig } from "@/domain/config/run-config";
import { isAnyFrozen } from "@/domain/graph/tune";
import { failure, type Result, success } from "@/domain/result";
import { goneOriginOf, originOf, tokensOfGone } from "@/domain/run/ancestry";
import type { Run, RunId } from "@/domain/run/run";
import { messageOf } from "@/domain/thrown-message";
import type { GivenTokens } from "@/worker/protocol";
import type { Bases } from "./bases/bases";
import type { CommandContext } from "./command-context";
import type { KeptRuns } from "./keeping-commands";

/** What of base models others need. */
export interface BaseAccess {
  /** Fetches the code of base models; rejects where it does not arrive. */
  openBases(): Promise<Bases>;
  /** Has the base that settings name in the worker, and tells whose weights they are; null for fresh weights. */
  holdBase(config: Pick<RunConfig, "base">): Promise<Result<RunId | null>>;
  /**
   * Tells whose tokens data are prepared by: those of the base that settings name, had in the worker as holdBase does, or
   * where that is gone those of a run that began with it.
   */
  holdTokens(config: Pick<RunConfig, "base">): Promise<Result<GivenTokens>>;
  /**
   * Has kept weights of a run used beside the model from elsewhere that it comes of, which the worker has meanwhile: what is
   * frozen is left out of them. One that is gone has its files still, where they are kept. `use` is given null where there
   * is none; the failure for want of it then says why.
   */
  withOrigin<T>(id: RunId, use: (base: RunId | null) => Promise<Result<T>>): Promise<Result<T>>;
}

/** Creates the way; `kept` is asked once something is needed. */
export function createBaseAccess(
  context: CommandContext,
  kept: () => Pick<KeptRuns, "haveWeights" | "noteCopy">,
): BaseAccess {
  let opened: Promise<Bases> | null = null;

  function openBases(): Promise<Bases> {
    opened ??= context.openBases(kept()).catch((thrown: unknown) => {
      opened = null;
      throw thrown;
    });
    return opened;
  }

  async function hold(by: (bases: Bases) => Promise<Result<RunId>>): Promise<Result<RunId>> {
    try {
      return await by(await openBases());
    } catch (thrown) {
      return failure({ code: "notArrived", name: null, detail: messageOf(thrown) });
    }
  }

  async function holdBase({ base }: Pick<RunConfig, "base">): Promise<Result<RunId | null>> {
    return base === "" ? success(null) : hold((bases) => bases.hold(base));
  }

  /** Has the model that a run comes of; null for none. */
  async function holdOrigin(runs: ReadonlyMap<RunId, Run>, id: RunId): Promise<Result<RunId> | null> {
    const origin = originOf(runs, id);
    if (origin !== null) return hold((bases) => bases.hold(origin.id));
    const gone = goneOriginOf(runs, id);
    const tuning = runs.get(id)?.config.tuning;
    if (gone === null || tuning === undefined || !isAnyFrozen(tuning)) return null;
    return hold((bases) => bases.holdGone(gone));
  }

  return {
    openBases,
    holdBase,
    holdTokens: async (config) => {
      const held = await holdBase(config);
      if (held.ok || held.error.code !== "baseGone") return held;
      const tokens = tokensOfGone(context.stores.runs.getState().runs, config.base);
      return tokens === null ? held : success(tokens);
    },
    withOrigin: async (id, use) => {
      const { runs } = context.stores.runs.getState();
      const held = await holdOrigin(runs, id);
      const used = await use(held?.ok === true ? held.value : null);
      if (used.ok || used.error.code !== "baseGone") return used;
      return held?.ok === false ? held : failure({ code: "baseGone", base: goneOriginOf(runs, id)?.name ?? "" });
    },
  };
}
