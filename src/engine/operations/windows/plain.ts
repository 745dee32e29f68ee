// Cutting windows out of the token stream, as plain loops.
import { asIntegers, type PlainKernel } from "../../plan/plain/kernel";

/** Copies the tokens of each window, and the ones that it is to predict. */
export const plainWindows: PlainKernel<"windows"> = (args) => () => {
  const { tokens, tokenBytes, batch, positions, everyPosition } = args;
  const stream =
    tokenBytes === 2
      ? new Uint16Array(tokens.buffer, tokens.byteOffset, 2 * tokens.length)
      : new Uint32Array(tokens.buffer, tokens.byteOffset, tokens.length);
  const [starts, ids, targets] = [asIntegers(args.starts), asIntegers(args.ids), asIntegers(args.targets)];
  const mask = args.lossMask && asIntegers(args.lossMask);
  const targetAt = (index: number) => (mask === null || (mask[index >> 5] >> (index & 31)) & 1 ? stream[index] : -1);
  for (let row = 0; row < batch; row++) {
    if (starts[row] === -1) {
      ids.fill(0, row * positions, (row + 1) * positions);
      if (everyPosition) targets.fill(-1, row * positions, (row + 1) * positions);
      else targets[row] = -1;
      continue;
    }
    for (let t = 0; t < positions; t++) {
      ids[row * positions + t] = stream[starts[row] + t];
      if (everyPosition) targets[row * positions + t] = targetAt(starts[row] + t + 1);
    }
    if (!everyPosition) targets[row] = targetAt(starts[row] + positions);
  }
};
