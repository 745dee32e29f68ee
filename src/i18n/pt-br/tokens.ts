// Portuguese words of the Tokens step.
import type { enTokens } from "../en/tokens";
import type { Message } from "../message";

export const ptBrTokens = {
  "tokens.summaryEmpty": "À espera de dados",
  "tokens.summary": "Caracteres · {size} tokens · contexto {context}",
  "tokens.summaryPieces": "Pedaços de palavras · {size} tokens · contexto {context}",
  "tokens.explanationPieces":
    "Cada byte é um token, e cada pedaço frequente do texto também: uma palavra comum é um token, uma rara são vários.",
  "tokens.all": "Todos os tokens",
  "tokens.perToken": "Caracteres por token",
  "tokens.explanationPlain": "Cada caractere distinto é um token.",
  "tokens.explanation": {
    one: "Cada caractere distinto é um token, mais {count} token especial.",
    other: "Cada caractere distinto é um token, mais {count} tokens especiais.",
  },
  "tokens.strip": "Primeiro registro em tokens",
  "tokens.stripEmpty": "Os tokens aparecem aqui quando houver dados.",
  "tokens.id": "id {id}",
  "tokens.special": "token especial",
  "tokens.vocabulary": "Vocabulário",
  "tokens.largeBadge": "muitos tokens",
  "tokens.large":
    "{size} caracteres diferentes são muitos: cada um aparece umas {times} vezes no texto, e todos deixam o modelo maior e mais lento.",
  "tokens.largeRemedy": "Confira a codificação na etapa Dados ou use um texto com menos tipos de caracteres.",
  "tokens.largeOneHot": "Na etapa Modelo, o embedding “{learned}” deixa o modelo menor.",
  "tokens.unknown": {
    one: "{count} caractere não está no vocabulário",
    other: "{count} caracteres não estão no vocabulário",
  },
  "tokens.unknownNone": "Todo caractere tem um token.",
  "tokens.windows": "Janelas",
  "tokens.windowsTrain": "{number} para treinar",
  "tokens.windowsValidation": "{number} para validar",
  "tokens.overlapNote":
    "Janelas vizinhas se sobrepõem, e o texto de validação não é inédito. Divida por registro para um número honesto.",
  "tokens.onePiece": "Este texto é um registro só; o fim dele fica reservado.",
  "tokens.unitTokens": { one: "{count} token", other: "{count} tokens" },
  "tokens.more": "Vocabulário e preenchimento",
  "tokens.specialAutomatic": "Automático",
  "tokens.specialPlaceholder": "<nome> <ano> <|fim|>",
  "tokens.baselines": "Chutar pela frequência dos tokens chega a {unigram}, por pares de tokens a {bigram} nats.",
  "tokens.baselinesPadded":
    "Cada um desses números {remark}. Só no texto, pares de tokens chegam a {loss} nats e acertam {share}.",
} as const satisfies Record<keyof typeof enTokens, Message>;
