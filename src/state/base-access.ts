// The way to base models: their code comes late (bases/), with the first need of it.
import type { RunConfig } from "@/domain/config/run-config";
import { failure, type Result, success } from "@/domain/result";
import { goneOriginName, originOf } from "@/domain/run/ancestry";
import type { RunId } from "@/domain/run/run";
import { messageOf } from "@/domain/thrown-message";
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
   * Has kept weights of a run used beside the model from elsewhere that it comes of, which the worker has meanwhile: what is
   * frozen is left out of them. `use` is given null where there is none, or that is gone; the failure for want of it then
   * says why.
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

  async function hold(base: string): Promise<Result<RunId>> {
    try {
      return await (await openBases()).hold(base);
    } catch (thrown) {
      return failure({ code: "notArrived", name: null, detail: messageOf(thrown) });
    }
  }

  return {
    openBases,
    holdBase: async ({ base }) => (base === "" ? success(null) : hold(base)),
    withOrigin: async (id, use) => {
      const { runs } = context.stores.runs.getState();
      const origin = originOf(runs, id);
      const held = origin && (await hold(origin.id));
      const used = await use(held?.ok === true ? held.value : null);
      if (used.ok || used.error.code !== "baseGone") return used;
      return held?.ok === false ? held : failure({ code: "baseGone", base: origin?.name ?? goneOriginName(runs, id) });
    },
  };
}
