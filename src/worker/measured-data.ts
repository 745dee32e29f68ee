// The data that a run which does not train is measured on.
import type { CorpusConfig } from "@/domain/config/run-config";
import { failure, type Result, success } from "@/domain/result";
import type { RunId } from "@/domain/run/run";
import { tokensInForce } from "@/domain/windows/tokens-in-force";
import type { Desks } from "./desks";
import type { RunData } from "./plan-request";

/** Gives the run's own data, or the loaded ones by its vocabulary, cut as `corpus` says where they are others. */
export async function measuredData(
  { data, runs }: Pick<Desks, "data" | "runs">,
  run: RunId,
  corpus: CorpusConfig,
): Promise<Result<RunData>> {
  const resting = runs.resting.get(run);
  const own = runs.activeOf(run)?.data ?? resting?.data ?? null;
  if (own !== null) return success(own);
  if (resting === null) return failure({ code: "noModel" });
  const { config, tokenizer, dataset } = resting.checkpoint.details;
  // Its own data is cut as it was for training; other data has columns and lines of its own.
  const isOwn = data.dataset?.hash === dataset.hash;
  return data.ready(config.seed, isOwn ? config.corpus : corpus, tokensInForce(config), tokenizer);
}
