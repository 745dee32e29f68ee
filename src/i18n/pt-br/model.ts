// Portuguese words of the model panel.

export const ptBrModel = {
  "model.reads.mlp": "Lê {context} tokens de uma vez e adivinha o próximo.",
  "model.reads.gru": "Lê um token por vez e leva uma memória consigo.",
  "model.reads.attention": "Para cada palpite, olha para até {context} tokens e decide quais importam.",
  "model.reads.gpt2": "Atenção como no GPT-2: olha para até {context} tokens e dá um palpite em cada posição.",
  "model.picture": "O modelo da esquerda para a direita: {stages}",
  "model.stage.vectors": "tokens",
  "model.stage.joined": "juntos",
  "model.stage.hidden": "oculta",
  "model.stage.memory": "na memória",
  "model.stage.attention": "olhando atrás",
  "model.stage.scores": "notas",
  "model.heads": { one: "{count} cabeça", other: "{count} cabeças" },
  "model.parameters": { one: "parâmetro", other: "parâmetros" },
  "model.trained": "{trained} treinados, {frozen} congelados",
  "model.wideAdapters":
    "Os adaptadores têm {adapters} números e as matrizes ao lado deles, {matrices}: um posto tão grande não poupa nada.",
  "model.memory": "{weights} de pesos, cerca de {total} durante o treino",
  "model.memoryTooMuch": "Mais que os {limit} que este dispositivo tem",
  "model.memoryUsed": "este treino usa {used}",
  "model.work": "{flops} por passo",
  "model.workName": "Trabalho de um passo",
  "model.workHelp":
    "Somas e produtos de um passo de treino, ida e volta. Um MFLOP é um milhão deles; um GFLOP, um bilhão.",
  "model.waitingForData": "Adicione dados para contar os parâmetros.",
  "model.more": "Mais: forma, perda, valores iniciais",
  "model.summary": "{architecture} · {parameters} parâmetros",
} as const;
