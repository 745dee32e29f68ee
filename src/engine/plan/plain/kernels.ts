// Which file has the plain form of which kernel.
import { plainAdd } from "../../operations/add/plain";
import { plainAddPositions, plainAddPositionsBackward } from "../../operations/add-positions/plain";
import { plainAttention, plainAttentionBackward, plainAttentionCached } from "../../operations/attention/plain";
import { plainColumnSums } from "../../operations/column-sums/plain";
import { plainReturnRows, plainSelectRows } from "../../operations/counted-rows/plain";
import { plainCountTargets, plainCrossEntropy } from "../../operations/cross-entropy/plain";
import {
  plainEmbedding,
  plainEmbeddingBackward,
  plainGatherSum,
  plainScatterSum,
} from "../../operations/embedding/plain";
import { plainFill } from "../../operations/fill/plain";
import { plainGradientNorm } from "../../operations/gradient-norm/plain";
import { plainGru, plainGruBackward } from "../../operations/gru/plain";
import { plainLastPosition, plainLastPositionBackward } from "../../operations/last-position/plain";
import { plainLayerNorm, plainLayerNormBackward } from "../../operations/layer-norm/plain";
import { plainMatmul } from "../../operations/matmul/plain";
import { plainMultiply } from "../../operations/multiply/plain";
import { plainCountNonFinite } from "../../operations/non-finite/plain";
import { plainAdam, plainRmsprop, plainSgd } from "../../operations/optimizer/plain";
import { plainPointwise } from "../../operations/pointwise/plain";
import { plainScale } from "../../operations/scale/plain";
import { plainWindows } from "../../operations/windows/plain";
import type { KernelKind } from "../contract/kernel-call";
import type { PlainKernel } from "./kernel";

/** Every kernel, the oracle of all other targets. */
export const plainKernels: { readonly [Kind in KernelKind]: PlainKernel<Kind> } = {
  fill: plainFill,
  windows: plainWindows,
  matmul: plainMatmul,
  columnSums: plainColumnSums,
  embedding: plainEmbedding,
  embeddingBackward: plainEmbeddingBackward,
  gatherSum: plainGatherSum,
  scatterSum: plainScatterSum,
  addPositions: plainAddPositions,
  addPositionsBackward: plainAddPositionsBackward,
  layerNorm: plainLayerNorm,
  layerNormBackward: plainLayerNormBackward,
  pointwise: plainPointwise,
  multiply: plainMultiply,
  scale: plainScale,
  add: plainAdd,
  lastPosition: plainLastPosition,
  lastPositionBackward: plainLastPositionBackward,
  gru: plainGru,
  gruBackward: plainGruBackward,
  attention: plainAttention,
  attentionBackward: plainAttentionBackward,
  attentionCached: plainAttentionCached,
  selectRows: plainSelectRows,
  returnRows: plainReturnRows,
  countTargets: plainCountTargets,
  crossEntropy: plainCrossEntropy,
  gradientNorm: plainGradientNorm,
  countNonFinite: plainCountNonFinite,
  sgd: plainSgd,
  rmsprop: plainRmsprop,
  adam: plainAdam,
};
