// The gradient of a bias is a sum over the same rows as the gradient of the weight beside it: a product that reads
// those rows anyway sums them on the way, and the dispatch for the sum is saved.
import { type DeviceBuffer, placeOf } from "../contract/device-buffer";
import { buffersOf, type CallOf, type KernelCall } from "../contract/kernel-call";

/** A call, and the column sums of its operand `b` that it is to give as well. */
export interface FoldedCall {
  readonly call: KernelCall;
  readonly columnSums: CallOf<"columnSums"> | null;
}

/** Gives each sum of columns to a product over the same rows, where there is one that may come in its place. */
export function foldColumnSums(calls: readonly KernelCall[]): readonly FoldedCall[] {
  const folded = new Map<KernelCall, CallOf<"columnSums">>();
  const given = new Set<KernelCall>();
  for (const [index, call] of calls.entries()) {
    if (call.kind !== "columnSums") continue;
    const product = [...neighbours(calls, index, call.x)].find(
      (other) => sumsSameRows(other, call) && !folded.has(other),
    );
    if (product === undefined) continue;
    folded.set(product, call);
    given.add(call);
  }
  return calls.filter((call) => !given.has(call)).map((call) => ({ call, columnSums: folded.get(call) ?? null }));
}

/** Lists the calls before and after one up to any that may write the rows. */
function* neighbours(calls: readonly KernelCall[], index: number, rows: DeviceBuffer): Iterable<KernelCall> {
  for (const direction of [-1, 1]) {
    for (let at = index + direction; calls[at] !== undefined && !mayWrite(calls[at], rows); at += direction) {
      yield calls[at];
    }
  }
}

function mayWrite(call: KernelCall, rows: DeviceBuffer): boolean {
  const readOnly: readonly string[] = call.kind === "matmul" ? ["a", "b"] : call.kind === "columnSums" ? ["x"] : [];
  const { whole } = placeOf(rows);
  return buffersOf(call).some(([name, buffer]) => placeOf(buffer).whole === whole && !readOnly.includes(name));
}

function sumsSameRows(product: KernelCall, { x, rows, columns, rowStride }: CallOf<"columnSums">): boolean {
  if (product.kind !== "matmul" || product.b !== x) return false;
  const { transposeA, transposeB, batches, k, n, bRowStride } = product;
  return transposeA && !transposeB && batches === 1 && k === rows && n === columns && bRowStride === rowStride;
}
