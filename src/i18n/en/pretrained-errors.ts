// English sentences and remedies for what can be wrong with the files of a model that was trained elsewhere.
import type { PretrainedError } from "@/domain/pretrained/pretrained-error";
import type { ErrorCatalogue, RefusalTexts } from "../error-words";
import { listedNames, shapeText } from "../tensor-names";
import { enRefusals } from "./refusals";

const refusals: RefusalTexts = enRefusals;
const listed = listedNames("and {count} more");

export const enPretrainedErrors = {
  modelFilesMissing: ({ names }) => ({
    sentence: `These files of the model are still missing: ${names.join(", ")}.`,
    remedy: "Drop them too; what is there stays.",
  }),
  modelPickled: ({ name }) => ({
    sentence: `${name} holds the weights as a PyTorch pickle, which can hold any program and is not opened.`,
    remedy: "Get model.safetensors from the same place, or save the model anew with safe_serialization=True.",
  }),
  modelFileUnreadable: ({ name, detail }) => ({
    sentence: `${name} cannot be read as the file of a model (${detail}).`,
    remedy: "Get this file again from where the model came from, and drop it.",
  }),
  modelFileBroken: ({ name, rule, detail }) => ({
    sentence: `${name} breaks a rule of its format: ${refusals.rule[rule]} (${detail}).`,
    remedy: "The file is damaged or not whole. Get it again, and drop it.",
  }),
  modelOfOtherKind: ({ type, kind }) => ({
    sentence: `This model is ${refusals.model[kind]}${type === "" ? "" : ` (${type})`}; models of the GPT-2 family are opened here.`,
    remedy: "Use gpt2, distilgpt2, or a model whose config.json tells the model_type gpt2.",
  }),
  modelSettingRefused: ({ setting, found, wanted }) => ({
    sentence: `The config.json of this model has ${setting} = ${found}, which is not built here.`,
    remedy: `Use a model with ${setting} = ${wanted}.`,
  }),
  modelTensorsRefused: ({ missing, wrong, types, unknown }) => ({
    sentence: "The weights do not fit the model that config.json describes.",
    remedy: `${[
      ...listed("Missing", missing),
      ...listed("Wrong shape", wrong.map(shapeText)),
      ...listed("Number type that is not read", types),
      ...listed("Not part of the model", unknown),
    ].join(" ")} Check that all files are of the same model.`,
  }),
  modelHeadDiffers: ({ head, table }) => ({
    sentence: `${head} differs from ${table}: this model has a head of its own.`,
    remedy: "Use a model whose head is its table of embeddings, as GPT-2's is.",
  }),
  baseGone: ({ base }) => ({
    sentence: `The base model ${base} is not here, or its weights are gone.`,
    remedy: "Choose another base in the model step, fresh weights, or drop the files of the model again.",
  }),
  modelVocabularyDiffers: ({ model, tokenizer }, { number }) => ({
    sentence: `The model has ${number(model)} tokens, and its tokenizer files have ${number(tokenizer)}.`,
    remedy: "Drop the tokenizer files that belong to this model.",
  }),
} as const satisfies Pick<ErrorCatalogue, PretrainedError["code"]>;
