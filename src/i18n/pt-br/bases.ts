// Portuguese words of base models: what the next run begins with.
import type { BasesKey } from "../bases-text";
import type { Message } from "../message";

export const ptBrBases = {
  select: "Começa de",
  selectHelp:
    "Pesos novos não sabem nada. Uma base já sabe escrever; a rodada continua dos pesos dela e usa a forma e os tokens dela.",
  fresh: "Pesos novos",
  gone: "Um modelo que não está mais aqui",
  goneHint: "Para uma rodada nova, escolha outra base ou pesos novos, ou solte de novo os mesmos arquivos.",
  goneWithTokens:
    "Os dados são lidos com os tokens dele, que as rodadas que começaram dele ainda têm. Para uma rodada nova, escolha outra base ou pesos novos, ou solte de novo os mesmos arquivos.",
  listed: "{name} ({size})",
  ofModel: "{name} (aberto de arquivos)",
  ofRun: { one: "{name}, {count} passo", other: "{name}, {count} passos" },
  about: "{about} {licence}.",
  facts: "{name}: {size} de pesos em {dtype}, lidos dos arquivos quando são precisos.",
  licence: "Licença: {licence}.",
  arriving: "{done} de {total}",
  arrivingName: "Modelo a caminho",
  checking: "Olhando os arquivos…",
  cancel: "Parar",
  openAgain: "Abrir de novo",
  open: "Abrir um modelo de arquivos",
  openHelp:
    "GPT-2 e modelos da família dele, como a Hugging Face os organiza: config.json, model.safetensors e tokenizer.json (ou vocab.json com merges.txt). Arquivos, uma pasta ou um zip, em qualquer ordem.",
  chooseFiles: "Escolher arquivos",
  chooseFolder: "Escolher uma pasta",
  files: "Arquivos do modelo",
  here: "aqui",
  missing: "falta",
  forget: "Esquecer estes arquivos",
  elsewhere: "Onde estão os originais",
  elsewhereHelp:
    "Estes links levam para fora desta página. Baixe os arquivos lá e solte-os aqui; a página não busca nada de outro lugar.",
  link: "{name}, {size}, {licence}",
} as const satisfies Record<BasesKey, Message>;
