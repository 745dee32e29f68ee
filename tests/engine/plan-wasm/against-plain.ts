// Runs trials in every build and thread count, and compares all that they write with plain loops.
import type { ActivationName } from "@/domain/graph/model-graph";
import { activationCodes, type Command } from "@/engine/plan/wasm/commands";
import { type NamedCall, plainResults, resolve, type Trial } from "../plan/support/trial";
import { expectNear, tryEverywhere } from "./laboratory";

/**
 * Expects the same bits on 1, 2 and 3 threads and, in each build, every output but "partials" within
 * `tolerance` of the plain kernels.
 */
export async function expectAsPlain({ data, outputs, calls }: Trial, tolerance = 2e-6): Promise<void> {
  const expected = plainResults({ data, outputs, calls });
  const all = await tryEverywhere({ data, outputs, commands: (at) => calls.map((call) => commandOf(call, at)) });
  for (const results of all) {
    for (const name of Object.keys(outputs)) {
      if (name !== "partials") expectNear(results[name], expected[name], tolerance, name);
    }
  }
}

function commandOf(call: NamedCall, at: Readonly<Record<string, number>>): Command {
  const values = resolve(
    call,
    (name) => at[name],
    (value, kind) =>
      kind === "activation" ? activationCodes[(value as ActivationName | null) ?? "none"] : Number(value),
  );
  return { kind: call.kind, ...values } as unknown as Command;
}
