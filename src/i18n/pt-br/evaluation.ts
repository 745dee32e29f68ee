// Portuguese words of the card that measures the open model.

export const ptBrEvaluation = {
  title: "Medir este modelo",
  about: "Perda e acurácia do modelo aberto em dados inteiros, sem deixar nada de fora e sem dropout.",
  part: "Dados para medir",
  "part.validation": "Validação",
  "part.all": "Todos os dados",
  start: "Medir",
  stop: "Parar",
  progress: "Andamento da medição",
  noModel: "Treine ou abra um modelo primeiro",
  running: "Pause a rodada primeiro",
  loss: "Perda",
  accuracy: "Acurácia",
  onValidation: {
    one: "Na única janela de validação de {name}, pesos do passo {step}.",
    other: "Em todas as {count} janelas de validação de {name}, pesos do passo {step}.",
  },
  onAll: {
    one: "Na única janela de {name}, pesos do passo {step}.",
    other:
      "Em todas as {count} janelas de {name}, das quais ele pode ter aprendido com a maioria, pesos do passo {step}.",
  },
  unknown: {
    one: "Um caractere destes dados não tem token no modelo e não foi medido como ele mesmo.",
    other: "{count} caracteres destes dados não têm token no modelo e não foram medidos como eles mesmos.",
  },
} as const;
