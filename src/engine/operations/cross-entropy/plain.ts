// Softmax cross-entropy, one row of logits after another.
import { asIntegers, type PlainKernel } from "../../plan/plain/kernel";
import { softmax } from "../../plan/plain/math";

/** Counts the targets that count. */
export const plainCountTargets: PlainKernel<"countTargets"> =
  ({ targets, counted, rows, accumulate }) =>
  () => {
    const before = accumulate ? asIntegers(counted)[0] : 0;
    asIntegers(counted)[0] = before + asIntegers(targets.subarray(0, rows)).filter((target) => target >= 0).length;
  };

/** Gives loss, accuracy and the gradient of the logits. */
export const plainCrossEntropy: PlainKernel<"crossEntropy"> =
  ({ logits, dLogits, rows, vocabulary, metrics, ...args }) =>
  () => {
    const targets = asIntegers(args.targets);
    const counted = args.counted === null ? rows : asIntegers(args.counted)[0];
    let [loss, hits] = [0, 0];
    for (let row = 0; row < rows; row++) {
      if (targets[row] < 0) {
        dLogits?.fill(0, row * vocabulary, (row + 1) * vocabulary);
        continue;
      }
      const values = Float64Array.from(logits.subarray(row * vocabulary, (row + 1) * vocabulary));
      const [target, own] = [targets[row], values[targets[row]]];
      let best = 0;
      for (let id = 1; id < vocabulary; id++) if (values[id] > values[best]) best = id;
      hits += best === target ? 1 : 0;
      loss += softmax(values) - own;
      for (let id = 0; id < vocabulary && dLogits !== null; id++) {
        dLogits[row * vocabulary + id] = (values[id] - (id === target ? 1 : 0)) / counted;
      }
    }
    const divisor = Math.max(counted, 1);
    metrics.set([loss / divisor, hits / divisor, counted]);
  };
