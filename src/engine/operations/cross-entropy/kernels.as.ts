// Softmax cross-entropy: loss, accuracy and gradient in one pass over the logits.
import { barrier, claim, thread } from "../../plan/wasm/assembly/context.as";
import { exp4, loadPart, log, maxLanes, splat, storePart, sumLanes } from "../../plan/wasm/assembly/vector.as";
import { PARTIAL_CHUNKS } from "../../plan/wasm/generated/constants.as";
import { CountTargetsArguments, CrossEntropyArguments } from "../../plan/wasm/generated/kernel-arguments.as";

/** counted (+)= how many targets are not negative */
export function countTargets(args: CountTargetsArguments): void {
  if (claim() != 0) return;
  const targets = args.targets;
  const rows = args.rows;
  let counted = args.accumulate ? load<i32>(args.counted) : 0;
  for (let row = 0; row < rows; row++) counted += load<i32>(targets + ((<usize>row) << 2)) >= 0 ? 1 : 0;
  store<i32>(args.counted, counted);
}

/** metrics = mean loss, share of hits and count of the rows that count; dLogits = (softmax - one-hot) / counted */
export function crossEntropy(args: CrossEntropyArguments): void {
  const rows = args.rows;
  const metrics = args.metrics;
  const partials = args.partials;
  const targets = args.targets;
  const vocabulary = args.vocabulary;
  const counted = args.counted == 0 ? rows : load<i32>(args.counted);
  const rowBytes = (<usize>vocabulary) << 2;
  const chunkRows = (rows + PARTIAL_CHUNKS - 1) / PARTIAL_CHUNKS;
  for (let chunk = claim(); chunk < PARTIAL_CHUNKS; chunk = claim()) {
    let loss: f64 = 0;
    let correct: f64 = 0;
    const end = min(rows, (chunk + 1) * chunkRows);
    for (let row = chunk * chunkRows; row < end; row++) {
      const logits = args.logits + <usize>row * rowBytes;
      const dLogits = args.dLogits == 0 ? 0 : args.dLogits + <usize>row * rowBytes;
      const target = load<i32>(targets + ((<usize>row) << 2));
      if (target < 0) {
        if (dLogits != 0) memory.fill(dLogits, 0, rowBytes);
        continue;
      }
      if (isFirstLargest(logits, vocabulary, target)) correct += 1;
      loss += rowLoss(logits, dLogits, vocabulary, target, counted);
    }
    store<f64>(partials + ((<usize>chunk) << 4), loss);
    store<f64>(partials + ((<usize>chunk) << 4), correct, 8);
  }
  barrier();
  if (thread != 0) return;
  let loss: f64 = 0;
  let correct: f64 = 0;
  for (let chunk = 0; chunk < PARTIAL_CHUNKS; chunk++) {
    loss += load<f64>(partials + ((<usize>chunk) << 4));
    correct += load<f64>(partials + ((<usize>chunk) << 4), 8);
  }
  const divisor = <f64>max(counted, 1);
  store<f32>(metrics, <f32>(loss / divisor));
  store<f32>(metrics, <f32>(correct / divisor), 4);
  store<f32>(metrics, <f32>counted, 8);
}

function isFirstLargest(logits: usize, vocabulary: i32, target: i32): bool {
  const value = load<f32>(logits + ((<usize>target) << 2));
  let larger = i32x4.splat(0);
  const v = splat(value);
  let j = 0;
  for (; j + 4 <= target; j += 4) larger = v128.or(larger, f32x4.ge(v128.load(logits + ((<usize>j) << 2)), v));
  if (v128.any_true(larger)) return false;
  for (; j < target; j++) if (load<f32>(logits + ((<usize>j) << 2)) >= value) return false;
  for (; j + 4 <= vocabulary; j += 4) larger = v128.or(larger, f32x4.gt(v128.load(logits + ((<usize>j) << 2)), v));
  if (v128.any_true(larger)) return false;
  for (; j < vocabulary; j++) if (load<f32>(logits + ((<usize>j) << 2)) > value) return false;
  return !isNaN(value);
}

function rowLoss(logits: usize, dLogits: usize, vocabulary: i32, target: i32, counted: i32): f64 {
  let most = splat(-Infinity);
  let j = 0;
  for (; j + 4 <= vocabulary; j += 4) most = f32x4.pmax(most, v128.load(logits + ((<usize>j) << 2)));
  let largest = maxLanes(most);
  for (; j < vocabulary; j++) largest = max(largest, load<f32>(logits + ((<usize>j) << 2)));
  const picked = load<f32>(logits + ((<usize>target) << 2));

  let sums = splat(0);
  const shift = splat(largest);
  for (j = 0; j + 4 <= vocabulary; j += 4) {
    const e = exp4(f32x4.sub(v128.load(logits + ((<usize>j) << 2)), shift));
    sums = f32x4.add(sums, e);
    if (dLogits != 0) v128.store(dLogits + ((<usize>j) << 2), e);
  }
  let sum = sumLanes(sums);
  if (j < vocabulary) {
    const e = exp4(f32x4.sub(loadPart(logits + ((<usize>j) << 2), vocabulary - j), shift));
    sum += f32x4.extract_lane(e, 0);
    if (j + 1 < vocabulary) sum += f32x4.extract_lane(e, 1);
    if (j + 2 < vocabulary) sum += f32x4.extract_lane(e, 2);
    if (dLogits != 0) storePart(dLogits + ((<usize>j) << 2), e, vocabulary - j);
  }
  if (dLogits != 0) {
    const scale = splat(1 / (sum * <f32>counted));
    for (j = 0; j < vocabulary; j += 4) {
      const at = dLogits + ((<usize>j) << 2);
      storePart(at, f32x4.mul(loadPart(at, vocabulary - j), scale), vocabulary - j);
    }
    const at = dLogits + ((<usize>target) << 2);
    store<f32>(at, load<f32>(at) - 1 / <f32>counted);
  }
  return log(<f64>sum) - (<f64>picked - <f64>largest);
}
