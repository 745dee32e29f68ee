// Portuguese words of the list of what is kept in the browser.

import type { Message } from "../message";
import type { StorageKey } from "../storage-text";

export const ptBrStorage = {
  title: "Guardado neste navegador",
  about:
    "Ajustes, rodadas, os modelos que você abre e seus dados de até {limit} ficam guardados só neste computador e voltam quando você abre a página de novo. Nada é enviado.",
  "state.saved": "Tudo está salvo.",
  "state.saving": "Salvando.",
  "state.memory": "Este navegador não deixa a página guardar nada. O que quiser manter, exporte como arquivo.",
  "state.full": "Não há mais espaço: o que é novo não está salvo. Apague algo aqui ou exporte a rodada como arquivo.",
  dataTooLarge:
    "Os dados da página passam de {limit} e por isso não são guardados; ao voltar, carregue o arquivo outra vez.",
  weightsTooLarge:
    "Os pesos desta rodada passam do limite abaixo e por isso só os números dela são guardados; exporte a rodada ou aumente o limite.",
  weightsSeldom:
    "Os pesos desta rodada são grandes e por isso são salvos a cada {seconds} segundos enquanto ela treina e sempre que ela para. Um acidente pode custar esse tempo de treino.",
  empty: "Nada foi guardado ainda.",
  list: "O que está guardado",
  "kind.page": "Ajustes da página",
  "kind.queue": "Fila de rodadas",
  "kind.data": "Dados",
  "kind.run": "Rodada",
  "kind.tokens": "Tabela de tokens",
  "kind.model": "Arquivos de um modelo",
  "kind.unreadable": "Esta versão da página não consegue ler",
  savedAt: "salvo {time}",
  uses: { one: "em uso por {count} rodada", other: "em uso por {count} rodadas" },
  needed: "Sai junto com a última rodada que precisa disso: apague essas antes.",
  remove: "Apagar {name}",
  budget: "Espaço para checkpoints",
  budgetNote: "Além dele, os checkpoints mais antigos saem; o mais novo e o melhor de uma rodada, nunca.",
  clear: "Apagar tudo o que está guardado",
  clearSure: "Aperte de novo para apagar tudo",
  clearNote: "O que está na página fica até a aba fechar.",
} as const satisfies Record<StorageKey, Message>;
