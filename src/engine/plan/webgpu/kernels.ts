// Which file carries out which kernel on WebGPU.
import { addKernel } from "../../operations/add/webgpu";
import { addPositionsBackwardKernel, addPositionsKernel } from "../../operations/add-positions/webgpu";
import { attentionBackwardKernel, attentionKernel } from "../../operations/attention/webgpu";
import { columnSumsKernel } from "../../operations/column-sums/webgpu";
import { returnRowsKernel, selectRowsKernel } from "../../operations/counted-rows/webgpu";
import { countTargetsKernel, crossEntropyKernel } from "../../operations/cross-entropy/webgpu";
import {
  embeddingBackwardKernel,
  embeddingKernel,
  gatherSumKernel,
  scatterSumKernel,
} from "../../operations/embedding/webgpu";
import { fillKernel } from "../../operations/fill/webgpu";
import { gradientNormKernel } from "../../operations/gradient-norm/webgpu";
import { gruBackwardKernel, gruKernel } from "../../operations/gru/webgpu";
import { lastPositionBackwardKernel, lastPositionKernel } from "../../operations/last-position/webgpu";
import { layerNormBackwardKernel, layerNormKernel } from "../../operations/layer-norm/webgpu";
import { matmulKernel } from "../../operations/matmul/webgpu";
import { multiplyKernel } from "../../operations/multiply/webgpu";
import { countNonFiniteKernel } from "../../operations/non-finite/webgpu";
import { adamKernel, rmspropKernel, sgdKernel } from "../../operations/optimizer/webgpu";
import { pointwiseKernel } from "../../operations/pointwise/webgpu";
import { scaleKernel } from "../../operations/scale/webgpu";
import { windowsKernel } from "../../operations/windows/webgpu";
import type { KernelKind } from "../contract/kernel-call";
import type { WebGpuKernel } from "./kernel";

/** Every kernel that the target has: all but attention with a cache, since decoding stays on the processor. */
export const webGpuKernels: { readonly [Kind in KernelKind]?: WebGpuKernel<Kind> } = {
  adam: adamKernel,
  add: addKernel,
  addPositions: addPositionsKernel,
  addPositionsBackward: addPositionsBackwardKernel,
  attention: attentionKernel,
  attentionBackward: attentionBackwardKernel,
  columnSums: columnSumsKernel,
  countNonFinite: countNonFiniteKernel,
  countTargets: countTargetsKernel,
  crossEntropy: crossEntropyKernel,
  embedding: embeddingKernel,
  embeddingBackward: embeddingBackwardKernel,
  fill: fillKernel,
  gatherSum: gatherSumKernel,
  gradientNorm: gradientNormKernel,
  gru: gruKernel,
  gruBackward: gruBackwardKernel,
  lastPosition: lastPositionKernel,
  lastPositionBackward: lastPositionBackwardKernel,
  layerNorm: layerNormKernel,
  layerNormBackward: layerNormBackwardKernel,
  matmul: matmulKernel,
  multiply: multiplyKernel,
  scale: scaleKernel,
  pointwise: pointwiseKernel,
  returnRows: returnRowsKernel,
  rmsprop: rmspropKernel,
  scatterSum: scatterSumKernel,
  selectRows: selectRowsKernel,
  sgd: sgdKernel,
  windows: windowsKernel,
};
