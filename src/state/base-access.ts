// The way to base models: their code comes late (bases/), with the first need of it.
import type { RunConfig } from "@/domain/config/run-config";
import { failure, type Result, success } from "@/domain/result";
import { originOf } from "@/domain/run/ancestry";
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
  /** Has the model from elsewhere in the worker that a run comes of; null where it comes of none, or that is gone. */
  holdOrigin(id: RunId): Promise<RunId | null>;
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
    holdOrigin: async (id) => {
      const origin = originOf(context.stores.runs.getState().runs, id);
      const held = origin && (await hold(origin.id));
      return held?.ok === true ? held.value : null;
    },
  };
}
