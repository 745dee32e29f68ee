// Portuguese reasons for which a setting has no effect beside the others.
import type { enRests } from "../en/rests";
import type { Message } from "../message";

export const ptBrRests = {
  "rests.otherRecords": "Os registros deste texto não acabam em separadores",
  "rests.noSeparator": "Precisa de uma linha que separe os registros",
  "rests.rareKept": "Os caracteres raros ficam como estão",
  "rests.nearDuplicatesKept": "Os quase repetidos ficam",
  "rests.keptIncomplete": "As linhas incompletas ficam",
  "rests.noPadToken": "Precisa de um token de preenchimento",
  "rests.noPadding": "Os registros não têm preenchimento",
  "rests.lossAtLast": "O modelo só dá um palpite na última posição",
  "rests.noValidation": "Nada fica reservado para a validação",
  "rests.otherArchitecture": "Esta arquitetura não tem isto",
  "rests.oneHotWidth": "Vetores one-hot têm a largura do vocabulário",
  "rests.blockWidth": "Os blocos de atenção têm a largura do embedding",
  "rests.listedDelimiter": "O separador está na lista",
  "rests.noQuotes": "Nada envolve os campos desta tabela",
  "rests.bareLayers": "Esta forma de atenção tem uma só camada",
  "rests.bareDropout": "Esta forma de atenção não tem dropout",
  "rests.oneGruLayer": "Na GRU o dropout age entre as camadas, e esta tem uma só",
  "rests.alwaysLast": "Este modelo sempre aprende com a última posição",
  "rests.alwaysEvery": "Este modelo sempre aprende com todas as posições",
  "rests.onePosition": "Um contexto de um token tem uma só posição",
  "rests.otherOptimizer": "O otimizador escolhido não usa isto",
  "rests.otherSchedule": "A agenda escolhida não usa isto",
  "rests.otherLength": "A duração é pedida de outra forma",
  "rests.rateAtFloor": "A agenda não tem como baixar a taxa de aprendizado, que não está acima da mínima",
  "rests.factorOfOne": "Um fator de redução de 1 nunca muda a taxa",
  "rests.noEarlyStopping": "A parada antecipada está desligada",
} as const satisfies Record<keyof typeof enRests, Message>;
