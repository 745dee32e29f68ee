// Portuguese names of the values that choices offer.
import type { ChoiceTexts } from "../setting-words";

export const ptBrChoices = {
  "corpus.readAs": { auto: "Detectar", text: "Texto", csv: "Tabela", json: "JSON", jsonl: "JSON Lines" },
  "corpus.encoding": {
    auto: "Detectar",
    "utf-8": "UTF-8",
    "utf-16le": "UTF-16 LE",
    "utf-16be": "UTF-16 BE",
    "windows-1252": "Windows-1252 (ANSI)",
  },
  "corpus.delimiter": { auto: "Detectar", ",": "vírgula", ";": "ponto e vírgula", "\t": "tabulação", "|": "barra" },
  "corpus.header": { auto: "Detectar", yes: "Nomes das colunas", no: "Dados" },
  "corpus.personalData": { keep: "Deixar", english: "[email], [phone]", portuguese: "[e-mail], [telefone]" },
  "corpus.rareCharacters": { keep: "Deixar", replace: "Escrever □ no lugar", drop: "Descartar os registros" },
  "corpus.textRecords": {
    auto: "Automático",
    whole: "O texto inteiro",
    lines: "Cada linha",
    blankLines: "Entre linhas em branco",
    separator: "Até uma linha separadora",
    markers: "Entre marcadores",
  },
  "corpus.separatorAction": { drop: "Deixar de fora", endToken: "Escrever o token de fim" },
  "tokens.tokenizer": { character: "Caracteres" },
  "tokens.order": { appearance: "Ordem de aparição", sorted: "Ordem alfabética" },
  "tokens.split": { record: "Por registro", position: "Por posição", window: "Por janelas embaralhadas" },
  "model.architecture": { mlp: "MLP", gru: "GRU", attention: "Atenção" },
  "model.lossPositions": { last: "Última posição", every: "Todas as posições" },
  "model.embedding": { learned: "Aprendido", oneHot: "One-hot" },
  "model.form": { block: "Bloco completo", bare: "Só a atenção" },
  "model.initialization": { pytorch: "PyTorch", keras: "Keras" },
  "training.optimizer": { sgd: "SGD", rmsprop: "RMSProp", adam: "Adam", adamw: "AdamW" },
  "training.runLength": { auto: "Automática", epochs: "Em épocas", steps: "Em passos" },
  "training.shuffle": { everyEpoch: "A cada época", once: "Uma vez" },
  "training.schedule": {
    constant: "Constante",
    plateau: "Reduzir no platô",
    step: "Em degraus",
    cosine: "Cosseno com aquecimento",
  },
  "training.earlyStopping": { off: "Desligada", train: "Pela perda de treino", validation: "Pela perda de validação" },
} as const satisfies ChoiceTexts;
