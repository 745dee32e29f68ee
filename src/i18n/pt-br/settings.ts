// Portuguese labels and help of all settings.
import type { SettingTexts } from "../setting-words";

export const ptBrSettings = {
  seed: { label: "Semente", help: "A mesma semente e os mesmos ajustes dão a mesma rodada." },
  "corpus.readAs": {
    label: "Ler como",
    help: "O que o arquivo é: texto corrido, linhas e colunas, JSON, uma conversa, legendas, uma página.",
  },
  "corpus.member": {
    label: "Ler",
    help: "Qual arquivo ou planilha é lido. Arquivos com as mesmas colunas, e textos, são lidos juntos.",
  },
  "corpus.sample": {
    label: "Que parte de um arquivo muito grande",
    help: "Trechos do começo ao fim mostram o arquivo todo; só o começo é lido mais rápido.",
  },
  "corpus.sampleMegabytes": {
    label: "Ler no máximo (MB)",
    help: "Mais texto pede mais memória: cerca do dobro do tamanho em tokens, e o próprio texto ao lado.",
  },
  "corpus.encoding": {
    label: "Codificação",
    help: "Como os bytes do arquivo viram letras. Mude se os acentos aparecerem errados.",
  },
  "corpus.delimiter": { label: "Separador", help: "O caractere entre duas colunas." },
  "corpus.otherDelimiter": {
    label: "Outro separador",
    help: "Um caractere, ou um código: \\t é a tabulação, \\x1f o separador de unidades.",
  },
  "corpus.quote": { label: "Aspas", help: "O que envolve campos que contêm o separador ou quebras de linha." },
  "corpus.escape": { label: "Aspas dentro de aspas", help: "Como um campo escreve aspas suas." },
  "corpus.skippedLines": {
    label: "Linhas acima da tabela",
    help: "Quantas linhas pular antes do começo da tabela. Vazio: descobrir.",
  },
  "corpus.comment": { label: "Comentários começam com", help: "Linhas que começam com este sinal não são da tabela." },
  "corpus.header": { label: "Primeira linha", help: "Se a primeira linha traz os nomes das colunas." },
  "corpus.recordPath": {
    label: "Registros em",
    help: "Onde ficam os registros no arquivo JSON; [] é cada elemento de uma lista.",
  },
  "corpus.lists": {
    label: "Textos de uma lista",
    help: "Se são linhas de um só registro, ou cada um é um registro com os demais campos.",
  },
  "corpus.chatRecords": {
    label: "Registros da conversa",
    help: "Uma mensagem por registro, ou o que se diz até passar uma hora ou mudar o dia. Conversas ensinam a responder.",
  },
  "corpus.replaceNames": {
    label: "Trocar os nomes",
    help: "Chama as pessoas de P1, P2, … antes das mensagens e dentro delas, onde houver um nome ou primeiro nome.",
  },
  "corpus.cutFrontMatter": {
    label: "Cortar o que cerca o texto",
    help: "Deixa de fora o cabeçalho e a licença do Project Gutenberg, ou os dados entre linhas --- do Markdown.",
  },
  "corpus.template": { label: "Modelo de registro", help: "Como uma linha vira texto que o modelo lê." },
  "corpus.dropIncomplete": {
    label: "Descartar linhas incompletas",
    help: "Deixa de fora as linhas em que um campo necessário está vazio.",
  },
  "corpus.neededFields": {
    label: "Campos necessários",
    help: "Uma linha é incompleta quando um destes está vazio. Encontrados: os campos que são o próprio texto.",
  },
  "corpus.removeDuplicates": { label: "Remover repetidos", help: "Fica com o primeiro dos registros iguais." },
  "corpus.lowercase": { label: "Minúsculas", help: "Menos caracteres distintos, menos a aprender." },
  "corpus.trim": { label: "Aparar espaços", help: "Tira os espaços das duas pontas de cada valor." },
  "corpus.decodeEntities": {
    label: "Decodificar entidades HTML",
    help: "Troca códigos como &amp; pelos caracteres que eles representam.",
  },
  "corpus.removeOddCharacters": {
    label: "Remover caracteres estranhos",
    help: "Tira caracteres invisíveis, de controle e quebrados.",
  },
  "corpus.replaceLookAlikes": {
    label: "Corrigir alfabetos misturados",
    help: "Escreve num só alfabeto as palavras com letras parecidas.",
  },
  "corpus.personalData": {
    label: "Dados pessoais",
    help: "Põe marcas no lugar de e-mail, telefone, CPF, CNPJ e cartão; nenhuma regra acha tudo.",
  },
  "corpus.shortestRecord": {
    label: "Registro mais curto",
    help: "Descarta registros com menos caracteres.",
  },
  "corpus.longestRecord": {
    label: "Registro mais longo",
    help: "Descarta registros com mais caracteres; 0 para sem limite.",
  },
  "corpus.rareCharacters": {
    label: "Caracteres raros",
    help: "O modelo quase não aprende um caractere que vê uma ou duas vezes.",
  },
  "corpus.rareBelow": { label: "Raro é menos de", help: "Quantas vezes um caractere precisa aparecer nos dados." },
  "corpus.removeNearDuplicates": {
    label: "Remover quase repetidos",
    help: "Fica com o primeiro dos registros quase iguais.",
  },
  "corpus.similarity": {
    label: "Quase iguais a partir de",
    help: "Parte do texto que dois registros têm em comum.",
  },
  "corpus.repairEncoding": {
    label: "Consertar codificação dupla",
    help: "Letras salvas duas vezes, como Ã§, voltam a ser as letras que eram, como ç.",
  },
  "corpus.normalization": {
    label: "Escrita dos acentos",
    help: "Um é pode ser um só caractere ou um e com um acento à parte. Numa só forma, o modelo aprende os dois como a mesma letra; NFKC também junta parecidos, como ﬁ e fi.",
  },
  "corpus.textRecords": {
    label: "Um registro é",
    help: "Onde um registro do texto acaba e o seguinte começa. O automático corta listas em linhas e muitas estrofes iguais nas linhas em branco, e deixa inteiros os demais versos e a prosa.",
  },
  "corpus.separator": {
    label: "Linha separadora",
    help: "Uma linha só com isto encerra um registro.",
  },
  "corpus.separatorAction": {
    label: "No separador",
    help: "Deixar o separador de fora ou escrever o token de fim no lugar dele.",
  },
  "corpus.endToken": { label: "Token de fim", help: "Marca onde o registro acaba, para o modelo aprender a parar." },
  "tokens.tokenizer": { label: "Tokenizador", help: "Como o texto é cortado em tokens." },
  "tokens.order": {
    label: "Ordem do vocabulário",
    help: "Que número cada caractere recebe. Não muda o que o modelo pode aprender.",
  },
  "tokens.specialTokens": {
    label: "Tokens especiais",
    help: "Textos que contam como um só token. Automático: cada <marca> do modelo de registro.",
  },
  "tokens.padToken": {
    label: "Token de preenchimento",
    help: "Ocupa o contexto onde ainda não há texto. Vazio para nenhum.",
  },
  "tokens.padRecords": {
    label: "Preencher antes de cada registro",
    help: "Cada registro começa de um contexto vazio.",
  },
  "tokens.countPadding": {
    label: "Contar o preenchimento",
    help: "O preenchimento também conta na perda e na acurácia. Ele é fácil de acertar.",
  },
  "tokens.contextLength": { label: "Contexto", help: "Quantos tokens o modelo vê de uma vez." },
  "tokens.stride": {
    label: "Passo da janela",
    help: "Tokens do início de uma janela ao da seguinte. Maior quer dizer menos janelas.",
  },
  "tokens.split": {
    label: "Divisão",
    help: "O que fica guardado para testar o modelo com texto que ele não viu no treino.",
  },
  "tokens.validationShare": { label: "Parte de validação", help: "A parte guardada. Com 0, tudo vai para o treino." },
  "model.architecture": { label: "Arquitetura", help: "Que tipo de rede lê o contexto." },
  "model.lossPositions": {
    label: "Prever em",
    help: "Aprender só com o próximo token ou com um palpite em cada posição.",
  },
  "model.embedding": { label: "Embedding", help: "Vetores aprendidos para os tokens ou entradas one-hot." },
  "model.embeddingSize": { label: "Tamanho do embedding", help: "Quantos números representam um token." },
  "model.hiddenSize": { label: "Camada oculta", help: "Largura da camada oculta, ou a memória da GRU." },
  "model.layers": { label: "Camadas", help: "Quantas camadas ficam uma sobre a outra." },
  "model.heads": { label: "Cabeças", help: "Quantos lugares a atenção consegue olhar ao mesmo tempo." },
  "model.dropout": { label: "Dropout", help: "Parte dos valores escondida ao acaso no treino, para não decorar." },
  "model.form": { label: "Forma", help: "Um bloco completo com máscara, posições e normas, ou só a atenção." },
  "model.initialization": {
    label: "Pesos iniciais",
    help: "A regra de início dos pesos, como no PyTorch ou no Keras.",
  },
  "training.optimizer": { label: "Otimizador", help: "Como os gradientes viram mudanças nos pesos." },
  "training.learningRate": {
    label: "Taxa de aprendizado",
    help: "Quanto cada passo muda os pesos. Alta demais diverge, baixa demais se arrasta.",
  },
  "training.momentum": { label: "Momento", help: "Quanto da direção do último passo é mantido." },
  "training.beta1": { label: "Beta 1", help: "Memória da média dos gradientes do Adam." },
  "training.beta2": { label: "Beta 2", help: "Memória da média dos gradientes ao quadrado do Adam." },
  "training.decay": { label: "Decaimento", help: "Memória da média dos gradientes ao quadrado do RMSProp." },
  "training.epsilon": { label: "Épsilon", help: "Um número pequeno que protege as divisões." },
  "training.epsilonInsideRoot": { label: "Épsilon dentro da raiz", help: "Como no Keras; desligado, como no PyTorch." },
  "training.weightDecay": { label: "Decaimento dos pesos", help: "Puxa os pesos para zero a cada passo." },
  "training.gradientClip": {
    label: "Corte do gradiente",
    help: "Maior norma permitida do gradiente. 0 para nenhum corte.",
  },
  "training.batchSize": { label: "Tamanho do lote", help: "Janelas com que um passo aprende." },
  "training.runLength": {
    label: "Duração",
    help: "Quanto dura a rodada. Automática: cinco épocas, e mais quando poucos dados a fariam acabar cedo demais.",
  },
  "training.epochs": { label: "Épocas", help: "Quantas vezes o treino passa por todas as janelas." },
  "training.steps": { label: "Passos", help: "Com quantos lotes a rodada aprende." },
  "training.shuffle": {
    label: "Embaralhar",
    help: "Uma nova ordem das janelas a cada época ou uma só ordem na rodada.",
  },
  "training.schedule": { label: "Agenda", help: "Como a taxa de aprendizado muda durante a rodada." },
  "training.scheduleFactor": {
    label: "Fator de redução",
    help: "Cada redução multiplica a taxa de aprendizado por isto.",
  },
  "training.schedulePatience": { label: "Paciência da agenda", help: "Épocas sem melhora antes de uma redução." },
  "training.scheduleEvery": { label: "Reduzir a cada", help: "Épocas entre duas reduções." },
  "training.warmupSteps": { label: "Passos de aquecimento", help: "Passos em que a taxa de aprendizado sobe do zero." },
  "training.cosineSteps": {
    label: "Passos do cosseno",
    help: "Passos em que a taxa desce até a menor, aquecimento incluído. 0 para a rodada toda.",
  },
  "training.minimumLearningRate": { label: "Menor taxa de aprendizado", help: "A agenda nunca desce abaixo disto." },
  "training.earlyStopping": { label: "Parada antecipada", help: "Encerra a rodada quando esta perda para de cair." },
  "training.patience": { label: "Paciência", help: "Épocas sem melhora antes de a rodada parar." },
  "training.evaluateEvery": {
    label: "Conferir a cada",
    help: "Passos entre olhadas curtas na validação. 0 para nenhuma; cada época termina com uma completa.",
  },
} as const satisfies SettingTexts;
