// Brazilian Portuguese words of the card that compares two models.
import type { ComparisonKey } from "../comparison-text";
import type { Message } from "../message";

export const ptBrComparison = {
  title: "Antes e depois",
  about: "O modelo aberto e aquele de onde ele veio respondem às mesmas perguntas, com que nenhum passo aprendeu.",
  base: "Comparar com",
  baseStart: "os próprios pesos sem treino (passo 0)",
  baseParent: "{name} (de onde partiu)",
  prompts: "Perguntas",
  promptsHelp:
    "A quantas perguntas reservadas os dois modelos respondem. Com mais, as medidas são mais seguras e demora mais.",
  temperature: "Temperatura",
  temperatureHelp:
    "Com 0, vence sempre o token mais provável, e as respostas nunca mudam. Top-k, top-p, penalidade de repetição e semente são os das amostras; uma semente que não está travada lá é sorteada de novo a cada comparação.",
  start: "Comparar",
  stop: "Parar",
  progress: "Andamento da comparação",
  answering: "Respondendo à pergunta {index} de {total}",
  noModel: "Treine ou abra um modelo antes",
  running: "Pause o treino antes",
  noBase: "O modelo de onde este veio não está mais aqui, e nenhum outro treino aprendeu com os mesmos dados",
  metric: "Medida",
  before: "Base",
  after: "Ajustado",
  difference: "Diferença",
  interval: "{low} a {high}",
  "verdict.better": "melhor",
  "verdict.worse": "pior",
  "verdict.unsure": "incerto",
  speakers: "Base: {base}, passo {baseStep}. Ajustado: {tuned}, passo {tunedStep}.",
  onPairs: {
    one: "Em {count} par reservado de {name}.",
    other: "Em {count} pares reservados de {name}.",
  },
  onWindows: {
    one: "Em {count} janela reservada de {name}: a primeira metade é a pergunta, a segunda, o que deveria vir.",
    other: "Em {count} janelas reservadas de {name}: a primeira metade é a pergunta, a segunda, o que deveria vir.",
  },
  how: "Temperatura {temperature}, no máximo {length} tokens por resposta, semente {seed} para os dois.",
  countsNot: "Maiúsculas e pontuação não contam na correspondência exata e nos tokens.",
  articlesIgnored: {
    one: "Em {count} resposta, pela sua língua, os artigos {articles} também não.",
    other: "Em {count} respostas, pela sua língua, os artigos {articles} também não.",
  },
  articlesCount: {
    one: "Em {count} resposta os artigos contam, pois a língua não está clara.",
    other: "Em {count} respostas os artigos contam, pois a língua não está clara.",
  },
  otherTokens: "Os dois modelos cortam os textos em tokens diferentes; por isso as perdas não se comparam.",
  intervalNote:
    "Embaixo de cada diferença: a faixa que 95 de 100 outros sorteios destas perguntas dariam. Se ela contém 0, a diferença pode ser acaso.",
  signatures: "Pelas regras do sacreBLEU. BLEU: {bleu}. chrF2: {chrf}.",
  movedOn: "O modelo está agora no passo {step}; compare de novo para ouvir esses pesos.",
  answers: { one: "A resposta", other: "Todas as {count} respostas" },
  expected: "Esperado",
  prompt: "Pergunta",
  answerFigures: "F1 {f1}, BLEU {bleu}",
  nothing: "(nada)",
  "metric.loss": "Perda nas respostas",
  "metric.perplexity": "Perplexidade",
  "metric.exactMatch": "Correspondência exata",
  "metric.tokenPrecision": "Precisão por token",
  "metric.tokenRecall": "Revocação por token",
  "metric.tokenF1": "F1 por token",
  "metric.bleu": "BLEU",
  "metric.chrf": "chrF2",
  "metric.rouge1": "ROUGE-1",
  "metric.rouge2": "ROUGE-2",
  "metric.rougeL": "ROUGE-L",
  "help.loss":
    "Quanto as respostas esperadas surpreenderam o modelo, em nats por token. Menos é melhor. Não depende de texto escrito.",
  "help.perplexity":
    "A perda como número de escolhas: perplexidade 20 quer dizer que cada token foi tão difícil de adivinhar quanto um entre 20 igualmente prováveis. Menos é melhor.",
  "help.exactMatch":
    "A parte das respostas que é a esperada, palavra por palavra. É rigorosa: uma palavra diferente e vale 0.",
  "help.tokenPrecision": "Das palavras que o modelo escreveu, a parte que também está na resposta esperada.",
  "help.tokenRecall": "Das palavras da resposta esperada, a parte que o modelo escreveu.",
  "help.tokenF1":
    "Precisão e revocação em um só número, alto só quando as duas são. Pelas regras do SQuAD, como se costuma medir perguntas e respostas; acentos contam.",
  "help.bleu":
    "Quantas sequências de uma a quatro palavras as respostas têm em comum com as esperadas, de 0 a 100. Feito para traduções; respostas curtas ganham pouco.",
  "help.chrf":
    "Como o BLEU, mas com sequências de um a seis caracteres, de 0 a 100: uma palavra com outra terminação ainda conta em parte, o que combina com o português.",
  "help.rouge1": "Palavras soltas em comum, como F1. O ROUGE deixa pontuação e maiúsculas de fora e mantém os artigos.",
  "help.rouge2": "Pares de palavras vizinhas em comum, como F1: olha também para a ordem.",
  "help.rougeL": "A maior sequência de palavras que os dois têm na mesma ordem, com buracos permitidos, como F1.",
} as const satisfies Record<ComparisonKey, Message>;
