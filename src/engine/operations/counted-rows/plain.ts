// The list of rows whose target counts, and the way back from it, row after row.
import { asIntegers, type PlainKernel } from "../../plan/plain/kernel";

/** Lists rows in order. */
export const plainSelectRows: PlainKernel<"selectRows"> =
  ({ rows, room, ...args }) =>
  () => {
    const [targets, chosen, chosenTargets, places] = [args.targets, args.chosen, args.chosenTargets, args.places].map(
      asIntegers,
    );
    let count = 0;
    for (let row = 0; row < rows; row++) {
      const counts = targets[row] >= 0 && count < room;
      places[row] = counts ? count : -1;
      if (!counts) continue;
      chosen[count] = row;
      chosenTargets[count] = targets[row];
      count++;
    }
    chosen.fill(0, count, room);
    chosenTargets.fill(-1, count, room);
  };

/** Puts listed rows back, zeros between them. */
export const plainReturnRows: PlainKernel<"returnRows"> =
  ({ dY, dX, rows, channels, ...args }) =>
  () => {
    const places = asIntegers(args.places);
    for (let row = 0; row < rows; row++) {
      const from = places[row] * channels;
      if (from < 0) dX.fill(0, row * channels, (row + 1) * channels);
      else dX.set(dY.subarray(from, from + channels), row * channels);
    }
  };
