// Portuguese words of the card that measures the open model.

export const ptBrEvaluation = {
  "evaluation.title": "Medir este modelo",
  "evaluation.about": "Perda e acurácia do modelo aberto em dados inteiros, sem deixar nada de fora e sem dropout.",
  "evaluation.part": "Dados para medir",
  "evaluation.part.validation": "Validação",
  "evaluation.part.all": "Todos os dados",
  "evaluation.start": "Medir",
  "evaluation.stop": "Parar",
  "evaluation.progress": "Andamento da medição",
  "evaluation.noModel": "Treine ou abra um modelo primeiro",
  "evaluation.running": "Pause a rodada primeiro",
  "evaluation.loss": "Perda",
  "evaluation.accuracy": "Acurácia",
  "evaluation.onValidation": {
    one: "Na única janela de validação de {name}, pesos do passo {step}.",
    other: "Em todas as {count} janelas de validação de {name}, pesos do passo {step}.",
  },
  "evaluation.onAll": {
    one: "Na única janela de {name}, pesos do passo {step}.",
    other:
      "Em todas as {count} janelas de {name}, das quais ele pode ter aprendido com a maioria, pesos do passo {step}.",
  },
  "evaluation.unknown": {
    one: "Um caractere destes dados não tem token no modelo e não foi medido como ele mesmo.",
    other: "{count} caracteres destes dados não têm token no modelo e não foram medidos como eles mesmos.",
  },
} as const;
