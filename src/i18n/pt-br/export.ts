// Portuguese words of the card that takes models home and opens them again.
import type { ExportKey } from "../export-text";
import type { Message } from "../message";

export const ptBrExport = {
  title: "Leve com você",
  weights: "Pesos",
  weightsNote: ".safetensors, {size}",
  weightsPlain: ".safetensors",
  bundle: "Pacote do modelo",
  bundleNote: ".zip, abre no Curió",
  metrics: "Métricas",
  metricsNote: ".csv",
  import: "Abrir um modelo salvo",
  importNote: ".safetensors, .zip",
  noRun: "Treine antes: ainda não há o que salvar",
  hf: "Para outros programas",
  hfPlain: ".zip, formato da Hugging Face",
  hfNote: ".zip, {size}, formato da Hugging Face",
  adapter: "Só o adaptador",
  adapterPlain: ".zip, formato do PEFT",
  adapterNote: ".zip, {size}, formato do PEFT",
  writing: "Escrevendo…",
  stopWriting: "Parar",
  "no.architecture":
    "Neste formato, outros programas conhecem modelos da família GPT-2. Leve o pacote: ele tem este modelo inteiro.",
  "no.tokens":
    "O formato pede pedaços de palavras (BPE) como tokens, e este modelo escreve caracteres soltos. Leve o pacote: ele tem este modelo inteiro.",
  "no.adapter":
    "Esta rodada treinou os próprios pesos e por isso não tem adaptador. Uma rodada treinada por LoRA tem um.",
  "no.room": "Um zip guarda no máximo 4 GB. Escolha números com menos bits.",
  form: "Números dos pesos",
  "form.own": "Os pesos dele",
  "form.F32": "32 bits",
  "form.F16": "16 bits",
  "form.I8": "8 bits",
  "about.F32": "Como foram calculados. Qualquer programa que abre o GPT-2 abre este.",
  "about.F16": "Metade do tamanho, arredondados a uns três algarismos. Qualquer programa que abre o GPT-2 abre este.",
  "about.I8":
    "Um quarto do tamanho, num formato próprio do Curió: abre aqui e em docs/read_curio.py, não no transformers.",
  adapterAbout: "O adaptador é o que a LoRA aprendeu. Ele funciona ao lado dos pesos com que a rodada começou: {base}.",
  measure: "Medir o que menos bits custam",
  measureAbout: "Escreve este modelo em cada forma, lê de volta e compara perda e textos com os dos pesos dele.",
  measuring: "Medindo {form}…",
  progress: "Andamento da medição",
  stop: "Parar",
  running: "Pause a rodada primeiro",
  column: "Forma",
  size: "Arquivo",
  loss: "Perda fora do treino",
  texts: "Tokens iguais",
  same: "{same} de {all}",
  parts: "separam-se no token {at}",
  never: "nunca se separam",
  costNote: {
    one: "Perda em nats por token em {windows} janelas de {data} fora do treino; {count} texto de até {length} tokens, sempre o token mais provável. Contam como iguais os tokens até o primeiro diferente.",
    other:
      "Perda em nats por token em {windows} janelas de {data} fora do treino; {count} textos de até {length} tokens, sempre o token mais provável. Contam como iguais os tokens até o primeiro diferente.",
  },
  costStep: "Medido no passo {step}; o modelo já andou desde então.",
  costTexts: "Os textos",
  wholeSame: "igual",
  "card.model":
    "Um GPT-2 de {layers} blocos, {heads} cabeças, {channels} canais, {positions} posições e {tokens} tokens.",
  "card.rounded":
    "As matrizes congeladas foram arredondadas para 16 bits no início, e o treino aprendeu ao lado desses números.",
  "card.adapter": "Um adaptador LoRA de posto {rank} e alfa {alpha}; funciona ao lado de {base}.",
  "card.began": "Começou com os pesos de {base}.",
  "card.learned": {
    one: "Aprendeu com {data} em {count} passo.",
    other: "Aprendeu com {data} em {count} passos.",
  },
  "card.open": "Como abrir",
  "card.folder": "pasta",
  "card.prompt": "Um texto",
  "card.int8":
    "Os pesos estão em 8 bits, num formato próprio do Curió que o transformers não lê: cada número é um passo inteiro vezes o tamanho do passo da sua linha.",
  "card.curio": "O Curió também abre: solte o zip, ou os arquivos dele, na página.",
  nothing: "(nada)",
} as const satisfies Record<ExportKey, Message>;
