// What models are by the name of their type in a config.json, so that one that is not opened is refused by what it is.

/** Writes one token after another; reads texts; turns a text into another; or is of a type that is not known here. */
export type ModelKind = "writer" | "reader" | "translator" | "unknown";

const typesOf: Readonly<Record<Exclude<ModelKind, "unknown">, readonly string[]>> = {
  writer:
    "gpt_neo gpt_neox gptj gpt_bigcode llama llama4 mistral mixtral qwen2 qwen2_moe qwen3 qwen3_moe gemma gemma2 gemma3 gemma3_text phi phi3 opt bloom mamba mamba2 rwkv falcon mpt codegen ctrl openai-gpt smollm3 stablelm olmo olmo2 granite cohere starcoder2 xglm biogpt deepseek_v2 deepseek_v3 gpt_oss".split(
      " ",
    ),
  reader:
    "bert roberta xlm-roberta distilbert albert electra deberta deberta-v2 modernbert camembert mpnet xlnet".split(" "),
  translator: "t5 mt5 umt5 bart mbart pegasus marian m2m_100 nllb-moe longt5 led prophetnet whisper".split(" "),
};

/** Tells what a model of a type is. */
export function kindOfModel(type: string): ModelKind {
  const kinds = Object.keys(typesOf) as Exclude<ModelKind, "unknown">[];
  return kinds.find((kind) => typesOf[kind].includes(type)) ?? "unknown";
}
