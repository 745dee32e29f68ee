// Tensors on their way into the memory of a device, one after another: what is stored in a file is read, brought to
// float32 or to halves and copied piece by piece, so that no second copy of a model is ever held.
import type { Param } from "@/domain/graph/model-graph";
import { sizeOf } from "@/domain/graph/parameters";
import {
  halvesOf,
  isStored,
  readHalves,
  readPieces,
  type StateTensors,
  type StoredTensor,
} from "@/domain/stored-tensor";
import { type DeviceBuffer, partOf } from "./contract/device-buffer";
import type { Device } from "./device";
import { copyLent } from "./lent-tensors";
import type { ParameterLayout } from "./plan-store";

/** What is copied where: a buffer with the layout, or one as long as its trained part. */
export interface Upload {
  readonly layout: ParameterLayout;
  readonly into: DeviceBuffer;
  /** Names the tensor for a parameter. */
  readonly nameOf: (parameter: string) => string;
  /** What a tensor that is missing means: a fault, zeros, or zeros that fresh memory holds already. */
  readonly missing: "refused" | "zeros" | "untouched";
}

/**
 * Copies a tensor for each parameter; one that is missing or of another shape rejects. Without stored tensors all copies
 * are enqueued before it returns.
 */
export async function uploadTensors(device: Device, tensors: StateTensors, upload: Upload): Promise<void> {
  const { layout, into } = upload;
  for (const param of layout.paramsIn(into)) {
    const stored = uploadOne(device, tensors, param, upload);
    if (stored !== null) await stored;
  }
}

/** Copies one tensor; gives what is to be waited for, null where nothing is. */
function uploadOne(device: Device, tensors: StateTensors, param: Param, upload: Upload): Promise<void> | null {
  const { layout, into, nameOf, missing } = upload;
  const name = nameOf(param.name);
  const tensor = tensors.get(name);
  const part = layout.part(into, param);
  if (tensor === undefined) {
    if (missing === "refused") throw new Error(`upload: expected a tensor named ${name}, got none`);
    if (missing === "zeros") device.upload(part, new Float32Array(sizeOf(param.shape)));
    return null;
  }
  if (tensor.shape.join() !== param.shape.join()) {
    throw new Error(`upload: expected ${name} of shape (${param.shape}), got (${tensor.shape})`);
  }
  const inHalves = param.storage === "float16";
  if (isStored(tensor) && !inHalves && copyLent(tensor, device, part)) return null;
  if (isStored(tensor)) return (inHalves ? uploadHalves : uploadFloats)(device, part, name, tensor);
  device.upload(part, inHalves ? halvesOf(name, tensor.data) : tensor.data);
  return null;
}

async function uploadFloats(device: Device, part: DeviceBuffer, name: string, tensor: StoredTensor): Promise<void> {
  for await (const { from, numbers } of readPieces(name, tensor)) {
    device.upload(partOf(part, `${part.name}.${from}`, from, numbers.length), numbers);
  }
}

async function uploadHalves(device: Device, part: DeviceBuffer, name: string, tensor: StoredTensor): Promise<void> {
  for await (const { from, halves } of readHalves(name, tensor)) {
    device.upload(partOf(part, `${part.name}.${from}`, from / 2, Math.ceil(halves.length / 2)), halves);
  }
}
