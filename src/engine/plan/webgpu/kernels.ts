// Which file carries out which kernel on WebGPU.
import { addKernel } from "../../operations/add/webgpu";
import { addPositionsBackwardKernel, addPositionsKernel } from "../../operations/add-positions/webgpu";
import { columnSumsKernel } from "../../operations/column-sums/webgpu";
import { fillKernel } from "../../operations/fill/webgpu";
import { lastPositionBackwardKernel, lastPositionKernel } from "../../operations/last-position/webgpu";
import { matmulKernel } from "../../operations/matmul/webgpu";
import { multiplyKernel } from "../../operations/multiply/webgpu";
import { pointwiseKernel } from "../../operations/pointwise/webgpu";
import { windowsKernel } from "../../operations/windows/webgpu";
import type { KernelKind } from "../kernel-call";
import type { WebGpuKernel } from "./kernel";

/** Every kernel that the target has. */
export const webGpuKernels: { readonly [Kind in KernelKind]?: WebGpuKernel<Kind> } = {
  add: addKernel,
  addPositions: addPositionsKernel,
  addPositionsBackward: addPositionsBackwardKernel,
  columnSums: columnSumsKernel,
  fill: fillKernel,
  lastPosition: lastPositionKernel,
  lastPositionBackward: lastPositionBackwardKernel,
  matmul: matmulKernel,
  multiply: multiplyKernel,
  pointwise: pointwiseKernel,
  windows: windowsKernel,
};
