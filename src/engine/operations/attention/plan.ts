// Attention over whole windows, or of new positions over a cache.
import type { OperationPlan } from "../../plan/contract/operation-plan";

/** Queries, keys and values side by side (B,T,3C) -> (B,T,C). */
export const attentionPlan: OperationPlan<"attention"> = ({ lead }, plan) => {
  const { op, input, id } = lead;
  const qkv = plan.value(input);
  const channels = qkv.words / plan.rows(lead) / 3;
  const output = plan.temporary("attention", plan.rows(lead) * channels);
  const { batch, positions, decoding } = plan;
  const shape = { batch, positions, channels, heads: op.heads, causal: op.causal };
  const logSums = plan.temporary("logSums", batch * op.heads * positions);
  if (decoding === null) {
    plan.emit({ kind: "attention", qkv, y: output, logSums: plan.training ? logSums : null, ...shape });
  } else {
    const cache = decoding.memory(id, 2 * decoding.contextLength * channels);
    const { position } = decoding;
    plan.emit({ kind: "attentionCached", qkv, cache, y: output, position, channels, heads: op.heads, rows: positions });
  }
  return {
    output,
    backward(dY, gradients) {
      gradients.write(input, qkv.words, (dQkv) => {
        plan.emit({ kind: "attentionBackward", qkv, y: output, logSums, dY, dQkv, ...shape });
      });
    },
  };
};
