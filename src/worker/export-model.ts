// A run as other programs open it: its model in Hugging Face's layout, or its adapter in PEFT's. Written piece by piece, so
// that no second copy of a large model comes about.
import { modelValues } from "@/domain/architectures/model-config";
import type { Checkpoint } from "@/domain/checkpoint/checkpoint";
import type { WrittenType } from "@/domain/checkpoint/safetensors-write";
import { type SpendBytes, ZIP_MIME, ZipWriter } from "@/domain/checkpoint/zip-writer";
import type { Gpt2Shape } from "@/domain/pretrained/gpt2-config";
import { adapterBytes, gpt2ShapeOf, wholeWeights } from "@/domain/pretrained/leaving-run";
import { leavingFiles } from "@/domain/pretrained/model-zip";
import { gpt2WeightsBytes } from "@/domain/pretrained/weights-file";
import { adapterFiles } from "@/domain/pretrained/write-adapter";
import { failure, type Result, success } from "@/domain/result";
import type { Run } from "@/domain/run/run";
import { endTokenOf } from "@/domain/tokenizer/end-token";
import type { ByteBpeState } from "@/domain/tokenizer/tokenizer";
import { nameOf } from "./export-file";
import type { LeavingFiles } from "./leaving-files";
import type { ExportedModel, ModelExport } from "./protocol";

/** Names of files by how the numbers of the weights are written. */
const suffixes = { F32: "gpt2", F16: "gpt2-f16", I8: "gpt2-int8" } as const satisfies Record<WrittenType, string>;

/** Counts the bytes of the weights that leave. */
export function modelBytes({ details }: Checkpoint, { form }: ModelExport): number {
  const shape = gpt2ShapeOf(details.config.model, details.tokenizer.vocabulary.length);
  if (form === "adapter") return adapterBytes(details) ?? 0;
  return shape === null ? 0 : gpt2WeightsBytes(shape, form);
}

/**
 * Writes the zip into a file of `leaving`; fails with noModel for a run that does not leave so. `spend` hears of the bytes of
 * the weights.
 */
export async function exportModelOf(
  checkpoint: Checkpoint,
  run: Pick<Run, "name">,
  wanted: ModelExport,
  leaving: LeavingFiles,
  spend: SpendBytes,
): Promise<Result<ExportedModel>> {
  const { config, tokenizer, progress } = checkpoint.details;
  const shape = gpt2ShapeOf(config.model, tokenizer.vocabulary.length);
  if (shape === null || tokenizer.kind !== "byteBpe") return failure({ code: "noModel" });
  const name = nameOf(run, progress.step);
  if (wanted.form !== "adapter") {
    const bytes = await zipOf(leaving, (zip) => fillByModel(zip, checkpoint, { shape, tokenizer, ...wanted }, spend));
    return success({ name: `${name}-${suffixes[wanted.form]}.zip`, mime: ZIP_MIME, bytes });
  }
  if (config.tuning.trains !== "lora") return failure({ code: "noModel" });
  const bytes = await zipOf(leaving, async (zip) => fillByAdapter(zip, checkpoint, shape, wanted));
  return success({ name: `${name}-lora.zip`, mime: ZIP_MIME, bytes });
}

interface WholeModel {
  readonly shape: Gpt2Shape;
  readonly tokenizer: ByteBpeState;
  readonly form: WrittenType;
  readonly card: string;
}

async function fillByModel(
  zip: ZipWriter,
  { tensors, details }: Checkpoint,
  { shape, tokenizer, form: dtype, card }: WholeModel,
  spend: SpendBytes,
): Promise<void> {
  const { dropout, normEpsilon } = modelValues(details.config.model);
  const endId = endTokenOf(tokenizer, details.config);
  const whole = wholeWeights(tensors, details);
  const told = { endId, dropout, normEpsilon, dtype };
  for (const file of leavingFiles({ shape, tensors: whole, tokenizer, details: told, card })) {
    if ("text" in file) zip.pack(file.name, new TextEncoder().encode(file.text));
    else await zip.storePieces(file.name, file.pieces, spend);
  }
}

function fillByAdapter(
  zip: ZipWriter,
  { tensors, details }: Checkpoint,
  shape: Gpt2Shape,
  { base, card }: Extract<ModelExport, { form: "adapter" }>,
): void {
  const files = adapterFiles({ shape, tensors, tuning: details.config.tuning, base, card });
  for (const [name, content] of files) {
    if (typeof content === "string") zip.pack(name, new TextEncoder().encode(content));
    else zip.store(name, content);
  }
}

/** Writes a zip that lies outside the worker's memory. */
async function zipOf(leaving: LeavingFiles, fill: (zip: ZipWriter) => Promise<void>): Promise<Blob> {
  const content = await leaving.write(async (take) => {
    const zip = new ZipWriter(take);
    await fill(zip);
    zip.end();
  });
  return new Blob([content], { type: ZIP_MIME });
}
