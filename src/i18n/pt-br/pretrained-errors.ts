// Portuguese sentences and remedies for what can be wrong with the files of a model that was trained elsewhere.
import type { ModelKind } from "@/domain/pretrained/model-kinds";
import type { PretrainedError } from "@/domain/pretrained/pretrained-error";
import type { TokenizerError, TokenizerRule } from "@/domain/tokenizer/tokenizer-error";
import type { ErrorCatalogue, RefusalTexts } from "../error-words";
import { listedNames, shapeText } from "../tensor-names";
import { ptBrRefusals } from "./refusals";

const file: RefusalTexts = ptBrRefusals;

/** What a model of another kind is. */
const kinds: Readonly<Record<ModelKind, string>> = {
  writer: "um modelo de linguagem de outra arquitetura",
  reader: "um que lê textos e não escreve",
  translator: "um que transforma um texto em outro",
  unknown: "de um tipo que o Curió não conhece",
};

const rules: Readonly<Record<TokenizerRule, string>> = {
  json: "falta uma parte, ou não é JSON válido",
  model: "o modelo não é byte pair encoding como o do GPT-2",
  preTokenizer: "ele corta os textos em palavras de outro modo que o GPT-2",
  normalizer: "ele muda os textos antes de cortar",
  addedToken: "um token adicionado tem opções que não são aceitas",
  vocabulary: "não há nenhum token, ou há mais de 262.144",
  ids: "os ids não são os números a partir de 0, cada um uma vez",
  merges: "uma junção aparece duas vezes, ou junta o que não é token",
};

const listed = listedNames("e mais {count}");

export const ptBrPretrainedErrors = {
  modelFilesMissing: ({ names }) => ({
    sentence: `Ainda faltam estes arquivos do modelo: ${names.join(", ")}.`,
    remedy: "Solte-os também; o que já está aqui fica.",
  }),
  severalModels: ({ folders }) => ({
    sentence: `Há vários modelos aqui, cada um em sua própria pasta: ${folders.join(", ")}.`,
    remedy: "Solte apenas uma dessas pastas.",
  }),
  modelPickled: ({ name }) => ({
    sentence: `${name} traz os pesos como um pickle do PyTorch, que pode conter qualquer programa e não é aberto.`,
    remedy: "Pegue o model.safetensors no mesmo lugar ou salve o modelo de novo com safe_serialization=True.",
  }),
  modelFileUnreadable: ({ name, detail }) => ({
    sentence: `Não foi possível ler ${name} como arquivo de um modelo (${detail}).`,
    remedy: "Pegue este arquivo de novo de onde veio o modelo e solte-o aqui.",
  }),
  modelFileBroken: ({ name, rule, detail }) => ({
    sentence: `${name} quebra uma regra do formato: ${file.rule[rule]} (${detail}).`,
    remedy: "O arquivo está danificado ou incompleto. Pegue-o de novo e solte-o aqui.",
  }),
  modelOfOtherKind: ({ type, kind }) => ({
    sentence: `Este modelo é ${kinds[kind]}${type === "" ? "" : ` (${type})`}; aqui se abrem modelos da família GPT-2.`,
    remedy: "Use gpt2, distilgpt2 ou um modelo cujo config.json diga model_type gpt2.",
  }),
  modelSettingRefused: ({ setting, found, wanted }) => ({
    sentence: `O config.json deste modelo traz ${setting} = ${found}, que não é construído aqui.`,
    remedy: `Use um modelo com ${setting} = ${wanted}.`,
  }),
  modelTensorsRefused: ({ missing, wrong, types, unknown }) => ({
    sentence: "Os pesos não cabem no modelo que o config.json descreve.",
    remedy: `${[
      ...listed("Faltam", missing),
      ...listed("Formato errado", wrong.map(shapeText)),
      ...listed("Tipo de número que não é lido", types),
      ...listed("Não fazem parte do modelo", unknown),
    ].join(" ")} Confira se todos os arquivos são do mesmo modelo.`,
  }),
  modelHeadDiffers: ({ head, table }) => ({
    sentence: `${head} é diferente de ${table}: este modelo tem uma saída própria.`,
    remedy: "Use um modelo cuja saída seja a própria tabela de embeddings, como a do GPT-2.",
  }),
  baseGone: ({ base }) => ({
    sentence: `O modelo de base${base === "" ? "" : ` ${base}`} não está aqui, ou os pesos dele se foram.`,
    remedy: "Escolha outra base no passo do modelo, pesos novos, ou solte de novo os mesmos arquivos do modelo.",
  }),
  modelInUse: ({ name }) => ({
    sentence: `${name} está em uso em outra aba, por isso não foi excluído.`,
    remedy: "Feche aquela aba, ou escolha nela outra base e recarregue a página; depois, exclua aqui.",
  }),
  baseStopped: ({ name }) => ({
    sentence: `O carregamento do modelo “${name["pt-BR"]}” foi interrompido.`,
    remedy: "Abra-o de novo no passo do modelo ou escolha ali outra base.",
  }),
  modelVocabularyDiffers: ({ model, tokenizer }, { number }) => ({
    sentence: `O modelo tem ${number(model)} tokens, e os arquivos do tokenizador têm ${number(tokenizer)}.`,
    remedy: "Solte os arquivos do tokenizador que pertencem a este modelo.",
  }),
  adapterSettingRefused: ({ setting, found, wanted }) => ({
    sentence: `O adapter_config.json traz ${setting} = ${found}, que não é construído aqui.`,
    remedy: `Use um adaptador LoRA com ${setting} = ${wanted}.`,
  }),
  adapterRefused: ({ base, missing, wrong, types, unknown }) => ({
    sentence: `Este adaptador não serve em ${base}: foi treinado ao lado de outro modelo.`,
    remedy: `${[
      ...listed("Faltam", missing),
      ...listed("Formato errado", wrong.map(shapeText)),
      ...listed("Tipo de número que não é lido", types),
      ...listed("Não são de um adaptador deste modelo", unknown),
    ].join(" ")} Escolha a base dele em “Começa de” ou solte os arquivos desse modelo; o adaptador fica aqui.`,
  }),
  adapterWithoutBase: ({ base }) => ({
    sentence: `Um adaptador funciona ao lado do modelo com que foi treinado${base === "" ? "" : `, ${base}`}, e nenhum está escolhido.`,
    remedy: "Escolha esse modelo em “Começa de”, no passo do modelo, ou solte os arquivos dele; o adaptador fica aqui.",
  }),
  tokenizerRefused: ({ rule, detail }) => ({
    sentence: `Estes arquivos de tokenizador não podem ser usados: ${rules[rule]}${detail === "" ? "" : ` (${detail})`}.`,
    remedy: "Use o tokenizer.json de um modelo GPT-2, ou o vocab.json dele junto com o merges.txt.",
  }),
} as const satisfies Pick<ErrorCatalogue, (PretrainedError | TokenizerError)["code"]>;
