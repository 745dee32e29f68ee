// Portuguese words of pairs, which come with their part of the page.

import type { enPairs } from "../en/pairs";
import type { Message } from "../message";

export const ptBrPairs = {
  title: "Aprender pares de pergunta e resposta",
  titleOn: "Pares de pergunta e resposta",
  explanation:
    "Cada linha vira uma pergunta e a resposta que o modelo deve aprender a dar. Preencha as duas; os campos ficam entre chaves.",
  conversations:
    "De cada conversa se aprende a última resposta. As anteriores ficam na pergunta, onde o modelo só as lê.",
  offer: "Isto parece ter pares: {prompt} → {response}.",
  take: "Aprender como pares",
  leave: "Aprender registros inteiros",
  spaces: { one: "{count} espaço", other: "{count} espaços" },
  found: "Achado nos pares",
  none: "nenhum vazio",
  empty: "{responses} respostas vazias, {prompts} perguntas vazias",
  markupOnly: { one: "{count} campo só de etiquetas", other: "{count} campos só de etiquetas" },
  entities: { one: "{count} achada", other: "{count} achadas" },
  duplicates: { one: "{count} achado", other: "{count} achados" },
  repeated: {
    one: "{count} par repete uma pergunta e responde de outro jeito.",
    other: "{count} pares repetem uma pergunta e respondem de outro jeito.",
  },
  repeatedFirst: {
    one: "{count} par repetia uma pergunta e ficou de fora.",
    other: "{count} pares repetiam uma pergunta e ficaram de fora.",
  },
  preview: "Primeiros pares",
  count: { one: "{count} par", other: "{count} pares" },
  countQuestions: { one: "{count} par, {questions} perguntas", other: "{count} pares, {questions} perguntas" },
  tokens: "{prompt} tokens de pergunta, {response} de resposta",
  lengths: "Comprimentos em tokens",
  lengthOf: "Comprimentos de",
  both: "As duas",
  lengthSentence: "De {shortest} a {longest} tokens, metade deles até {median}.",
  allFit: "Todos os pares cabem em uma janela de {context} tokens.",
  cut: {
    one: "{count} par é mais longo que uma janela de {context} tokens: {prompts} perguntas perdem o começo, {responses} respostas perdem o fim. A pergunta fica com pelo menos metade da janela.",
    other:
      "{count} pares são mais longos que uma janela de {context} tokens: {prompts} perguntas perdem o começo, {responses} respostas perdem o fim. A pergunta fica com pelo menos metade da janela.",
  },
  longer: {
    one: "{count} par é mais longo que o contexto de {context} tokens: onde a resposta termina, o modelo já não vê como era a pergunta.",
    other:
      "{count} pares são mais longos que o contexto de {context} tokens: onde as respostas terminam, o modelo já não vê como eram as perguntas.",
  },
} as const satisfies Record<keyof typeof enPairs, Message>;
