// English names of the values that choices offer.
import type { ChoiceTexts } from "../setting-words";

export const enChoices = {
  "corpus.readAs": { auto: "Detect", text: "Text", csv: "Table", json: "JSON", jsonl: "JSON Lines" },
  "corpus.encoding": {
    auto: "Detect",
    "utf-8": "UTF-8",
    "utf-16le": "UTF-16 LE",
    "utf-16be": "UTF-16 BE",
    "windows-1252": "Windows-1252 (ANSI)",
  },
  "corpus.delimiter": { auto: "Detect", ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar" },
  "corpus.header": { auto: "Detect", yes: "Column names", no: "Data" },
  "corpus.personalData": { keep: "Leave it", english: "[email], [phone]", portuguese: "[e-mail], [telefone]" },
  "corpus.rareCharacters": { keep: "Leave them", replace: "Write □ instead", drop: "Leave out their records" },
  "corpus.textRecords": {
    auto: "Automatic",
    whole: "The whole text",
    lines: "Each line",
    blankLines: "Between blank lines",
    separator: "Up to a separator line",
    markers: "Between markers",
  },
  "corpus.separatorAction": { drop: "Leave it out", endToken: "Write the end token" },
  "tokens.tokenizer": { character: "Characters" },
  "tokens.order": { appearance: "First appearance", sorted: "Alphabetical" },
  "tokens.split": { record: "By record", position: "By position", window: "By shuffled windows" },
  "model.architecture": { mlp: "MLP", gru: "GRU", attention: "Attention" },
  "model.lossPositions": { last: "Last position", every: "Every position" },
  "model.embedding": { learned: "Learned", oneHot: "One-hot" },
  "model.form": { block: "Full block", bare: "Attention alone" },
  "model.initialization": { pytorch: "PyTorch", keras: "Keras" },
  "training.optimizer": { sgd: "SGD", rmsprop: "RMSProp", adam: "Adam", adamw: "AdamW" },
  "training.runLength": { auto: "Automatic", epochs: "In epochs", steps: "In steps" },
  "training.shuffle": { everyEpoch: "Every epoch", once: "Once" },
  "training.schedule": {
    constant: "Constant",
    plateau: "Reduce on plateau",
    step: "Step down",
    cosine: "Cosine with warm-up",
  },
  "training.earlyStopping": { off: "Off", train: "On training loss", validation: "On validation loss" },
} as const satisfies ChoiceTexts;
