// Portuguese words of the sample panel.

export const ptBrSamples = {
  "samples.prompt": "Início",
  "samples.promptPlaceholder": "Comece o texto aqui",
  "samples.generate": "Gerar",
  "samples.stop": "Parar de gerar",
  "samples.nothingRunning": "Nada está sendo escrito",
  "samples.temperature": "Temperatura",
  "samples.temperatureHelp":
    "Quanto o acaso pode escolher: 0 pega sempre o token mais provável, 1 segue as chances do próprio modelo, 2 é ousado.",
  "samples.greedy": "0 guloso",
  "samples.wild": "2 ousado",
  "samples.more": "Mais: top-k, top-p, onde parar",
  "samples.topK": "Top-k",
  "samples.topKHelp": "Escolhe só entre os k tokens mais prováveis",
  "samples.topP": "Top-p",
  "samples.topPHelp": "Escolhe entre os poucos tokens que juntos chegam a esta probabilidade",
  "samples.repetitionPenalty": "Penalidade de repetição",
  "samples.repetitionPenaltyHelp":
    "Torna menos prováveis os tokens do início e do texto já escrito: logits positivos são divididos por este número, os outros multiplicados. De 1,1 a 1,3 serve para tokens que são pedaços de palavras; letras precisam se repetir.",
  "samples.answers": "Respostas",
  "samples.answersHelp":
    "Quantos textos escrever depois do início, que é lido uma só vez para todos. Com temperatura 0 todos seriam iguais, então só um é escrito.",
  "samples.stopAtEnd": "Parar no token de fim",
  "samples.stopAtEndHelp":
    "A escrita termina com o token que encerra os registros nos dados, ou os textos do modelo com que ela começou.",
  "samples.length": "Tamanho",
  "samples.lengthHelp": "Máximo de tokens a escrever",
  "samples.stopToken": "Parar em",
  "samples.stopTokenHelp": "A escrita acaba quando o texto termina com isto; vazio para nunca",
  "samples.seed": "Semente",
  "samples.seedHelp":
    "Cada texto sai de uma nova semente, mostrada aqui. Uma que você digita, ou guarda com o cadeado, escreve o mesmo texto de novo",
  "samples.seedPlaceholder": "nova a cada vez",
  "samples.keepSeed": "Manter esta semente",
  "samples.window": "Como olhar para trás em textos longos",
  "samples.windowHelp":
    "Exato relê a janela inteira a cada token, como o modelo foi treinado. Rápido continua a partir do que já leu e, sempre que a janela enche, solta o quarto mais antigo",
  "samples.window.auto": "automático",
  "samples.window.exact": "exato",
  "samples.window.fast": "rápido",
  "samples.form.exact": "Leitura exata: cada token olha para os últimos {context}.",
  "samples.form.fast":
    "Leitura rápida: cada token olha para {fewest} a {context} anteriores; sempre que a janela enche, o quarto mais antigo é solto.",
  "samples.unread": {
    one: "{count} token no começo do texto inicial estava longe demais para o modelo e não foi lido.",
    other: "{count} tokens no começo do texto inicial estavam longe demais para o modelo e não foram lidos.",
  },
  "samples.attempts": "Tentativas de um registro válido",
  "samples.attemptsHelp":
    "Um texto que não se lê como um registro dos seus dados é escrito de novo, no máximo tantas vezes. 0 mostra todo texto como vier.",
  "samples.attemptsOff": "texto corrido",
  "samples.off": "desligado",
  "samples.noModel": "Treine antes: ainda não há modelo que escreva.",
  "samples.preparing": "O modelo está sendo montado.",
  "samples.untrained": "Nada para ler ainda. Treine por alguns segundos e aperte Gerar.",
  "samples.ready": "Aperte Gerar para ler o que o modelo escreve agora.",
  "samples.output": "Texto gerado",
  "samples.finished": {
    one: "Pronto: {count} token.",
    other: "Pronto: {count} tokens, {speed} caracteres por segundo.",
  },
  "samples.stopped": { one: "Parou após {count} token.", other: "Parou após {count} tokens." },
  "samples.discarded": {
    one: "Tentativas anteriores que falharam: {count} token.",
    other: "Tentativas anteriores que falharam: {count} tokens.",
  },
  "samples.madeAt": "Escrito por {run} no passo {step}.",
  "samples.movedOn": "O modelo agora está no passo {step}.",
  "samples.otherRun": "Esse modelo já não é o que está na página.",
  "samples.unknown": {
    one: "{count} caractere do início não está neste vocabulário. O modelo nunca o viu.",
    other: "{count} caracteres do início não estão neste vocabulário. O modelo nunca os viu.",
  },
  "samples.unknownCharacter": "“{character}” não está neste vocabulário. O modelo nunca o viu.",
  "samples.record": "Registro",
  "samples.missing": "falta",
  "samples.noneValid": {
    one: "A tentativa não deu um registro válido.",
    other: "Nenhuma de {count} tentativas deu um registro válido.",
  },
  "samples.validLabel": "{share} válidos",
  "samples.validOf": { one: "em {count} tentativa no passo {step}", other: "em {count} tentativas no passo {step}" },
  "samples.imagePrompt": "Texto para imagem",
  "samples.imagePromptSentence":
    "Gere um carrinho em miniatura no estilo HotWheels chamado {name}, de {year}, na embalagem, da série {series}, cor {color}, centralizado em fundo branco, com a caixa inteira na imagem.",
  "samples.copy": "Copiar",
  "samples.copied": "Copiado",
} as const;
