// Tells tfjs of our kernels for its wasm backend: one that it lacks and two that it has slow.
import * as tf from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { rowGather } from "./row-gather";
import { rowUnpack } from "./row-unpack";
import { segmentSum } from "./segment-sum";

type KernelCall = Parameters<tf.KernelFunc>[0];
type Inputs<Name extends string> = Readonly<Record<Name, tf.TensorInfo>>;

let registered = false;

/** Registers the kernels after tfjs's own; once is enough, more does no harm. */
export function registerWasmKernels(): void {
  if (registered) {
    return;
  }
  registered = true;
  tf.registerKernel({
    kernelName: tf.UnsortedSegmentSum,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs, backend }) => {
      const { x, segmentIds } = inputs as Inputs<"x" | "segmentIds">;
      const { numSegments } = attrs as unknown as tf.UnsortedSegmentSumAttrs;
      return segmentSum(backend as BackendWasm, x, segmentIds, numSegments);
    },
  });
  replaceWhere(tf.GatherV2, ({ inputs, attrs, backend }) => {
    const { x, indices } = inputs as Inputs<"x" | "indices">;
    const { axis, batchDims } = attrs as unknown as tf.GatherV2Attrs;
    return axis === 0 && batchDims === 0 ? rowGather(backend as BackendWasm, x, indices) : null;
  });
  replaceWhere(tf.Unpack, ({ inputs, attrs, backend }) => {
    const { axis } = attrs as unknown as tf.UnpackAttrs;
    return axis === 0 ? rowUnpack(backend as BackendWasm, (inputs as Inputs<"value">).value) : null;
  });
}

/** Puts `compute` before tfjs's kernel, which goes on serving the calls that `compute` answers with null. */
function replaceWhere(kernelName: string, compute: (call: KernelCall) => tf.TensorInfo | tf.TensorInfo[] | null): void {
  const original = tf.getKernel(kernelName, "wasm");
  if (original === undefined) {
    throw new Error(`registerWasmKernels: expected tfjs to have ${kernelName} for wasm, got none`);
  }
  tf.unregisterKernel(kernelName, "wasm");
  tf.registerKernel({ ...original, kernelFunc: (call) => compute(call) ?? original.kernelFunc(call) });
}
