// Portuguese words of what the run on screen came from.
import type { Message } from "../message";
import type { PastKey } from "../past-text";

export const ptBrPast = {
  otherDataRunning: "{run} aprende com {data}, não com {other}.",
  otherData:
    "{run} aprendeu com {data}, e continuar segue com esses dados. Também pode continuar com {other} em uma rodada nova.",
  otherDataAbsent: "{run} aprendeu com {data}, que não está carregado. Pode continuar com {other} em uma rodada nova.",
  goOnWith: "Continuar com {other}",
  unknownLeftOut: {
    one: "{count} de {characters} caracteres de {other} não tem token neste modelo e fica de fora: {missing}",
    other: "{count} de {characters} caracteres de {other} não têm token neste modelo e ficam de fora: {missing}",
  },
  unknownAsPadding: {
    one: "{count} de {characters} caracteres de {other} não tem token neste modelo e é lido como preenchimento: {missing}",
    other:
      "{count} de {characters} caracteres de {other} não têm token neste modelo e são lidos como preenchimento: {missing}",
  },
  goOnAnyway: "Continuar mesmo assim",
  parent: "Começou com os pesos de {name} no passo {step}, que aprendeu com {data}. Passos e otimizador recomeçaram.",
  parentUntrained: "Começou com os pesos de {name}. Passos e otimizador recomeçaram.",
  ofModel: "Começou com os pesos de {name}, lidos dos arquivos dele.",
} as const satisfies Record<PastKey, Message>;
