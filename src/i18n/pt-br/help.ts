// Portuguese words of the help.

export const ptBrHelp = {
  keys: "Teclas",
  space: "treinar, pausar, retomar",
  step: "treinar com um lote",
  generate: "escrever uma amostra",
  steps: "abrir uma etapa da preparação",
  undo: "desfazer, refazer uma mudança de ajuste",
  note: "As teclas descansam enquanto você digita.",
  title: "Sobre o Curió",
  text: "Escolha os dados em Preparar, toque ou clique em Treinar, veja a perda cair e leia em Amostra o que o modelo escreve. Curió é um pássaro brasileiro que aprende o canto por imitação.",
} as const;
