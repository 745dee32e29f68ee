// The model that sampling and files work on: the active run's, or one imported and not yet training.
import type { Checkpoint } from "@/domain/checkpoint/checkpoint";
import { failure, type Result, success } from "@/domain/result";
import type { TokenizerState } from "@/domain/tokenizer/tokenizer";
import { checkpointDetails } from "./active-run";
import type { RunDesk } from "./run-desk";

/** Gives the tokenizer of the model, null while there is none. */
export function tokenizerOf({ active }: RunDesk, imported: Checkpoint | null): TokenizerState | null {
  return active?.data.tokenizer.state ?? imported?.details.tokenizer ?? null;
}

/** Copies the weights and all that belongs to them, between two training slices. */
export async function readCheckpointOf(desk: RunDesk, imported: Checkpoint | null): Promise<Result<Checkpoint>> {
  const { active } = desk;
  if (active === null) {
    return imported === null ? failure({ code: "noModel" }) : success(imported);
  }
  return active.queue.run(async () => {
    const { tensors } = await active.training.session.readState(); // GPU sync
    return success({ tensors, details: checkpointDetails(active), history: active.log.history() });
  });
}
