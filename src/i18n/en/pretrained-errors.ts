// English sentences and remedies for what can be wrong with the files of a model that was trained elsewhere.
import type { ModelKind } from "@/domain/pretrained/model-kinds";
import type { PretrainedError } from "@/domain/pretrained/pretrained-error";
import type { TokenizerError, TokenizerRule } from "@/domain/tokenizer/tokenizer-error";
import type { ErrorCatalogue, RefusalTexts } from "../error-words";
import { listedNames, shapeText } from "../tensor-names";
import { enRefusals } from "./refusals";

const file: RefusalTexts = enRefusals;

/** What a model of another kind is. */
const kinds: Readonly<Record<ModelKind, string>> = {
  writer: "a language model of another architecture",
  reader: "one that reads texts and does not write",
  translator: "one that turns a text into another",
  unknown: "of a type that Curió does not know",
};

const rules: Readonly<Record<TokenizerRule, string>> = {
  json: "a part of it is missing, or it is no valid JSON",
  model: "its model is not byte pair encoding as GPT-2 has it",
  preTokenizer: "it cuts texts into words in another way than GPT-2",
  normalizer: "it changes texts before it cuts them",
  addedToken: "an added token has options that are not supported",
  vocabulary: "it lists no tokens, or more than 262,144",
  ids: "its ids are not the numbers from 0 on, each once",
  merges: "a merge stands in it twice, or joins what is no token",
};

const listed = listedNames("and {count} more");

export const enPretrainedErrors = {
  modelFilesMissing: ({ names }) => ({
    sentence: `These files of the model are still missing: ${names.join(", ")}.`,
    remedy: "Drop them too; what is there stays.",
  }),
  severalModels: ({ folders }) => ({
    sentence: `There are several models here, each in a folder of its own: ${folders.join(", ")}.`,
    remedy: "Drop one of these folders alone.",
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
    sentence: `${name} breaks a rule of its format: ${file.rule[rule]} (${detail}).`,
    remedy: "The file is damaged or not whole. Get it again, and drop it.",
  }),
  modelOfOtherKind: ({ type, kind }) => ({
    sentence: `This model is ${kinds[kind]}${type === "" ? "" : ` (${type})`}; models of the GPT-2 family are opened here.`,
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
    sentence: `The base model${base === "" ? "" : ` ${base}`} is not here, or its weights are gone.`,
    remedy: "Choose another base in the model step, fresh weights, or drop the same files of the model again.",
  }),
  modelInUse: ({ name }) => ({
    sentence: `${name} is in use in another tab, so it was not deleted.`,
    remedy: "Close that tab, or choose another base there and load the page anew, then delete it here.",
  }),
  baseStopped: ({ name }) => ({
    sentence: `Loading the model “${name.en}” was stopped.`,
    remedy: "Open it again in the Model step, or choose another start there.",
  }),
  modelVocabularyDiffers: ({ model, tokenizer }, { number }) => ({
    sentence: `The model has ${number(model)} tokens, and its tokenizer files have ${number(tokenizer)}.`,
    remedy: "Drop the tokenizer files that belong to this model.",
  }),
  adapterSettingRefused: ({ setting, found, wanted }) => ({
    sentence: `The adapter_config.json has ${setting} = ${found}, which is not built here.`,
    remedy: `Use a LoRA adapter with ${setting} = ${wanted}.`,
  }),
  adapterRefused: ({ base, missing, wrong, types, unknown }) => ({
    sentence: `This adapter does not fit ${base}: it was trained beside another model.`,
    remedy: `${[
      ...listed("Missing", missing),
      ...listed("Wrong shape", wrong.map(shapeText)),
      ...listed("Number type that is not read", types),
      ...listed("Not of an adapter of this model", unknown),
    ].join(" ")} Choose its own base under “Starts from”, or drop that model's files; the adapter stays here.`,
  }),
  adapterWithoutBase: ({ base }) => ({
    sentence: `An adapter works beside the model that it was trained with${base === "" ? "" : `, ${base}`}, and none is chosen.`,
    remedy: "Choose that model under “Starts from” in the model step, or drop its files; the adapter stays here.",
  }),
  tokenizerRefused: ({ rule, detail }) => ({
    sentence: `These tokenizer files cannot be used: ${rules[rule]}${detail === "" ? "" : ` (${detail})`}.`,
    remedy: "Use the tokenizer.json of a GPT-2 model, or its vocab.json together with its merges.txt.",
  }),
} as const satisfies Pick<ErrorCatalogue, (PretrainedError | TokenizerError)["code"]>;
