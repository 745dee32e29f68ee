// English labels and help of all settings.
import type { SettingTexts } from "../setting-words";

export const enSettings = {
  seed: { label: "Seed", help: "The same seed and settings give the same run." },
  "corpus.readAs": {
    label: "Read as",
    help: "What the file is: running text, rows and columns, JSON, a chat, subtitles, a page.",
  },
  "corpus.member": {
    label: "Read",
    help: "Which file or sheet is read. Files with the same columns, and texts, are read together.",
  },
  "corpus.sample": {
    label: "Which part of a very large file",
    help: "Stretches from beginning to end show all of a file; its beginning is read sooner.",
  },
  "corpus.sampleMegabytes": {
    label: "Read at most (MB)",
    help: "More text needs more memory: about twice its size as tokens, and the text itself beside them.",
  },
  "corpus.encoding": {
    label: "Encoding",
    help: "How the file's bytes stand for letters. Change it if accents look wrong.",
  },
  "corpus.delimiter": { label: "Delimiter", help: "The character between two columns." },
  "corpus.otherDelimiter": {
    label: "Another delimiter",
    help: "One character, or an escape: \\t is a tab, \\x1f the unit separator.",
  },
  "corpus.quote": { label: "Quotes", help: "What encloses fields that hold the delimiter or line breaks." },
  "corpus.escape": { label: "A quote inside quotes", help: "How a field spells a quote of its own." },
  "corpus.skippedLines": {
    label: "Lines above the table",
    help: "How many lines to pass over before the table begins. Empty: found.",
  },
  "corpus.comment": { label: "Comments begin with", help: "Lines that begin with this mark are no rows." },
  "corpus.header": { label: "First row", help: "Whether the first row holds column names." },
  "corpus.recordPath": {
    label: "Records at",
    help: "Where in the JSON file the records lie; [] is each element of a list.",
  },
  "corpus.lists": {
    label: "Texts of a list",
    help: "Whether they are lines of one record, or each a record beside its other fields.",
  },
  "corpus.chatRecords": {
    label: "Records of the chat",
    help: "One message a record, or what is said until an hour passes or the day changes. Conversations teach answering.",
  },
  "corpus.replaceNames": {
    label: "Replace names",
    help: "Calls the people P1, P2, … before their messages, and inside them where a name or first name stands.",
  },
  "corpus.cutFrontMatter": {
    label: "Cut what stands around the text",
    help: "Leaves out the head and licence of Project Gutenberg, or the facts between --- lines of Markdown.",
  },
  "corpus.template": { label: "Record template", help: "How one row becomes text the model can read." },
  "corpus.dropIncomplete": {
    label: "Drop incomplete rows",
    help: "Leaves out rows in which a needed field is empty.",
  },
  "corpus.neededFields": {
    label: "Needed fields",
    help: "A row is incomplete when one of these is empty. Found: the fields that hold the text itself.",
  },
  "corpus.removeDuplicates": { label: "Remove duplicates", help: "Keeps the first of records that read the same." },
  "corpus.lowercase": { label: "Lowercase", help: "Fewer distinct characters, so less to learn." },
  "corpus.trim": { label: "Trim spaces", help: "Removes spaces at both ends of every value." },
  "corpus.decodeEntities": {
    label: "Decode HTML entities",
    help: "Turns codes such as &amp; into the characters they mean.",
  },
  "corpus.removeOddCharacters": {
    label: "Remove odd characters",
    help: "Takes out invisible, control and broken characters.",
  },
  "corpus.replaceLookAlikes": {
    label: "Mend mixed alphabets",
    help: "Writes words with look-alike letters in one alphabet.",
  },
  "corpus.personalData": {
    label: "Personal data",
    help: "Puts marks in the place of e-mail addresses and telephone, CPF, CNPJ and card numbers; no rule finds all.",
  },
  "corpus.shortestRecord": {
    label: "Shortest record",
    help: "Leaves out records with fewer characters.",
  },
  "corpus.longestRecord": {
    label: "Longest record",
    help: "Leaves out records with more characters; 0 for no limit.",
  },
  "corpus.rareCharacters": {
    label: "Rare characters",
    help: "The model hardly learns a character that it sees once or twice.",
  },
  "corpus.rareBelow": { label: "Rare means fewer than", help: "How often a character must stand in the data." },
  "corpus.removeNearDuplicates": {
    label: "Remove near duplicates",
    help: "Keeps the first of records that read almost the same.",
  },
  "corpus.similarity": {
    label: "Almost the same from",
    help: "Share of their text that two records have in common.",
  },
  "corpus.repairEncoding": {
    label: "Repair double encoding",
    help: "Turns letters that were saved twice, such as Ã§, back into the letters they were, such as ç.",
  },
  "corpus.normalization": {
    label: "Spelling of accents",
    help: "An é may be one character or an e and an accent. In one form the model learns both as the same letter; NFKC also joins look-alikes such as ﬁ and fi.",
  },
  "corpus.textRecords": {
    label: "A record is",
    help: "Where one record of a text ends and the next begins. Automatic cuts lists into lines and many stanzas alike at blank lines, and leaves other verse and prose whole.",
  },
  "corpus.separator": {
    label: "Separator line",
    help: "A line with just this ends a record.",
  },
  "corpus.separatorAction": {
    label: "At the separator",
    help: "Leave the separator out, or write the end token in its place.",
  },
  "corpus.endToken": { label: "End token", help: "Marks where a record ends, so that the model learns to stop." },
  "tokens.tokenizer": { label: "Tokenizer", help: "How text is cut into tokens." },
  "tokens.order": {
    label: "Vocabulary order",
    help: "Which character gets which id. It changes nothing that the model can learn.",
  },
  "tokens.specialTokens": {
    label: "Special tokens",
    help: "Texts that count as one token each. Automatic: every <tag> of the template.",
  },
  "tokens.padToken": { label: "Padding token", help: "Fills the context where there is no text yet. Empty for none." },
  "tokens.padRecords": { label: "Pad before each record", help: "Every record then starts from an empty context." },
  "tokens.countPadding": {
    label: "Count padding",
    help: "Padding counts in loss and accuracy too. It is easy to guess.",
  },
  "tokens.contextLength": { label: "Context length", help: "How many tokens the model sees at once." },
  "tokens.stride": {
    label: "Stride",
    help: "Tokens from the start of one window to the next. Larger means fewer windows.",
  },
  "tokens.split": { label: "Split", help: "What is held back to check the model on text that it was not trained on." },
  "tokens.validationShare": { label: "Validation share", help: "The part held back. 0 trains on everything." },
  "model.architecture": { label: "Architecture", help: "What kind of network reads the context." },
  "model.lossPositions": {
    label: "Guess at",
    help: "Learn from the next token alone, or from a guess at every position.",
  },
  "model.embedding": { label: "Embedding", help: "Learned vectors for tokens, or one-hot inputs." },
  "model.embeddingSize": { label: "Embedding size", help: "Numbers that stand for one token." },
  "model.hiddenSize": { label: "Hidden size", help: "Width of the hidden layer, or the memory of a GRU." },
  "model.layers": { label: "Layers", help: "How many layers stand one above the other." },
  "model.heads": { label: "Heads", help: "How many places attention can look at together." },
  "model.dropout": {
    label: "Dropout",
    help: "Share of values hidden at random while training, against learning by heart.",
  },
  "model.form": { label: "Form", help: "A full block with mask, positions and norms, or attention alone." },
  "model.initialization": {
    label: "Starting weights",
    help: "The rule by which weights start, as in PyTorch or in Keras.",
  },
  "training.optimizer": { label: "Optimizer", help: "How gradients become changes of the weights." },
  "training.learningRate": {
    label: "Learning rate",
    help: "How far each step moves the weights. Too high diverges, too low crawls.",
  },
  "training.momentum": { label: "Momentum", help: "How much of the last step's direction is kept." },
  "training.beta1": { label: "Beta 1", help: "Memory of Adam's running mean of gradients." },
  "training.beta2": { label: "Beta 2", help: "Memory of Adam's running mean of squared gradients." },
  "training.decay": { label: "Decay", help: "Memory of RMSProp's running mean of squared gradients." },
  "training.epsilon": { label: "Epsilon", help: "A small number that keeps divisions safe." },
  "training.epsilonInsideRoot": { label: "Epsilon inside the root", help: "As in Keras; off as in PyTorch." },
  "training.weightDecay": { label: "Weight decay", help: "Pulls weights towards zero at every step." },
  "training.gradientClip": { label: "Gradient clipping", help: "Largest allowed norm of the gradient. 0 for none." },
  "training.batchSize": { label: "Batch size", help: "Windows that one step learns from." },
  "training.runLength": {
    label: "Length",
    help: "How long the run lasts. Automatic: five epochs, and more where little data would end too soon.",
  },
  "training.epochs": { label: "Epochs", help: "How often training goes through all windows." },
  "training.steps": { label: "Steps", help: "How many batches the run learns from." },
  "training.shuffle": { label: "Shuffle", help: "A new order of windows every epoch, or one order for the run." },
  "training.schedule": { label: "Schedule", help: "How the learning rate changes during the run." },
  "training.scheduleFactor": {
    label: "Reduction factor",
    help: "Each reduction multiplies the learning rate by this.",
  },
  "training.schedulePatience": { label: "Schedule patience", help: "Epochs without improvement before a reduction." },
  "training.scheduleEvery": { label: "Reduce every", help: "Epochs between two reductions." },
  "training.warmupSteps": { label: "Warm-up steps", help: "Steps in which the learning rate climbs from zero." },
  "training.cosineSteps": {
    label: "Cosine steps",
    help: "Steps in which the rate falls to its lowest, warm-up included. 0 for the whole run.",
  },
  "training.minimumLearningRate": { label: "Lowest learning rate", help: "The schedule never goes below this." },
  "training.earlyStopping": { label: "Early stopping", help: "Ends the run when this loss stops falling." },
  "training.patience": { label: "Patience", help: "Epochs without improvement before the run stops." },
  "training.evaluateEvery": {
    label: "Check every",
    help: "Steps between short looks at validation. 0 for none; every epoch ends with a full one.",
  },
} as const satisfies SettingTexts;
