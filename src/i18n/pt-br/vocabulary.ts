// Palavras em português da lista de tokens, que chegam com ela quando é aberta.

export const ptBrVocabulary = {
  order: "Ordem",
  count: "Contagem",
  id: "Id",
  length: "Comprimento",
  token: "Token",
  search: "Achar tokens com",
  shown: { one: "{count} token", other: "{count} tokens" },
  shownFirst: {
    one: "{count} token, os primeiros {shown} à vista",
    other: "{count} tokens, os primeiros {shown} à vista",
  },
  learning: { one: "{count} pedaço de {wanted} aprendido", other: "{count} pedaços de {wanted} aprendidos" },
  times: { one: "apareceu {count} vez no texto", other: "apareceu {count} vezes no texto" },
  firstWindows: "Primeiras janelas",
  firstWindowsHint: "o que o modelo lê e o que ele tem de adivinhar",
  context: "Contexto",
  target: "Alvo",
  markedHint: "Marcados estão os tokens que contam na perda; os outros o modelo só lê.",
} as const;
