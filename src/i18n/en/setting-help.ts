// English explanations of all settings.
import type { SettingHelps } from "../setting-words";

export const enSettingHelp = {
  seed: "The same seed and settings give the same run.",
  base: "The model whose weights and tokens the run begins with; without one it begins with fresh weights.",
  "corpus.readAs": "What the file is: running text, rows and columns, JSON, a chat, subtitles, a page.",
  "corpus.member": "Which file or sheet is read. Files with the same columns, and texts, are read together.",
  "corpus.sample": "Stretches from beginning to end show all of a file; its beginning is read sooner.",
  "corpus.sampleMegabytes":
    "More text needs more memory: about twice its size as tokens, and the text itself beside them.",
  "corpus.mostRows": "The first rows of a table; 0 for all of them.",
  "corpus.rowShare": "Each row of a table is kept or left out by chance, over the whole file; 100 % keeps all.",
  "corpus.rowSeed":
    "Another seed draws other rows. It stands apart from the seed of the run, so that runs with other seeds learn from the same rows.",
  "corpus.encoding": "How the file's bytes stand for letters. Change it if accents look wrong.",
  "corpus.delimiter": "The character between two columns.",
  "corpus.otherDelimiter": "One character, or an escape: \\t is a tab, \\x1f the unit separator.",
  "corpus.quote": "What encloses fields that hold the delimiter or line breaks.",
  "corpus.escape": "How a field spells a quote of its own.",
  "corpus.skippedLines": "How many lines to pass over before the table begins. Empty: found.",
  "corpus.comment": "Lines that begin with this mark are no rows.",
  "corpus.header": "Whether the first row holds column names.",
  "corpus.recordPath": "Where in the JSON file the records lie; [] is each element of a list.",
  "corpus.lists": "Whether they are lines of one record, or each a record beside its other fields.",
  "corpus.chatRecords":
    "One message a record, or what is said until an hour passes or the day changes. Conversations teach answering.",
  "corpus.replaceNames":
    "Calls the people P1, P2, … before their messages, and inside them where a name or first name stands.",
  "corpus.cutFrontMatter":
    "Leaves out the head and licence of Project Gutenberg, or the facts between --- lines of Markdown.",
  "corpus.template": "How one row becomes text the model can read.",
  "corpus.prompt": "What the model is given. Empty for records that are no pairs.",
  "corpus.response": "What the model shall say to the prompt.",
  "corpus.pairSeparator": "Stands between prompt and response. \\n is a line break.",
  "corpus.repeatedQuestions":
    "The same prompt with other responses. Those that stay are learned or held back together, never both.",
  "corpus.dropIncomplete": "Leaves out rows in which a needed field is empty.",
  "corpus.neededFields": "A row is incomplete when one of these is empty. Found: the fields that hold the text itself.",
  "corpus.removeDuplicates": "Keeps the first of records that read the same.",
  "corpus.lowercase": "Fewer distinct characters, so less to learn.",
  "corpus.trim": "Removes spaces at both ends of every value.",
  "corpus.removeMarkup": "Takes tags such as <b> and <br> out of the text.",
  "corpus.decodeEntities": "Turns codes such as &amp; into the characters they mean.",
  "corpus.removeOddCharacters": "Takes out invisible, control and broken characters.",
  "corpus.replaceLookAlikes": "Writes words with look-alike letters in one alphabet.",
  "corpus.personalData":
    "Puts marks in the place of e-mail addresses and telephone, CPF, CNPJ and card numbers; no rule finds all.",
  "corpus.shortestRecord": "Leaves out records with fewer characters.",
  "corpus.longestRecord": "Leaves out records with more characters; 0 for no limit.",
  "corpus.rareCharacters": "The model hardly learns a character that it sees once or twice.",
  "corpus.rareBelow": "How often a character must stand in the data.",
  "corpus.removeNearDuplicates": "Keeps the first of records that read almost the same.",
  "corpus.similarity": "Share of their text that two records have in common.",
  "corpus.repairEncoding":
    "Turns letters that were saved twice, such as Ã§, back into the letters they were, such as ç.",
  "corpus.normalization":
    "An é may be one character or an e and an accent. In one form the model learns both as the same letter; NFKC also joins look-alikes such as ﬁ and fi.",
  "corpus.textRecords":
    "Where one record of a text ends and the next begins. Automatic cuts lists into lines and many stanzas alike at blank lines, and leaves other verse and prose whole.",
  "corpus.separator": "A line with just this ends a record.",
  "corpus.separatorAction": "Leave the separator out, or write the end token in its place.",
  "corpus.endToken": "Marks where a record ends, so that the model learns to stop.",
  "tokens.tokenizer":
    "How text is cut into tokens: letter by letter, or in pieces that come often, learned from your text.",
  "tokens.vocabularySize":
    "How many tokens there may be: 256 bytes and the pieces that come most often. More tokens make a text shorter and the model larger.",
  "tokens.order": "Which character gets which id. It changes nothing that the model can learn.",
  "tokens.specialTokens": "Texts that count as one token each. Automatic: every <tag> of the template.",
  "tokens.padToken": "Fills the context where there is no text yet. Empty for none.",
  "tokens.padRecords": "Every record then starts from an empty context.",
  "tokens.countPadding": "Padding counts in loss and accuracy too. It is easy to guess.",
  "tokens.answerOnly": "Loss and accuracy count the response and its end; the prompt is only read.",
  "tokens.contextLength": "How many tokens the model sees at once.",
  "tokens.layout":
    "Cut through all records one behind the other, or one window for each record. Unless you choose, prompts with responses have a window each.",
  "tokens.stride": "Tokens from the start of one window to the next. Larger means fewer windows.",
  "tokens.split": "What is held back to check the model on text that it was not trained on.",
  "tokens.validationShare": "The part held back. 0 trains on everything.",
  "model.architecture": "What kind of network reads the context.",
  "model.lossPositions": "Learn from the next token alone, or from a guess at every position.",
  "model.embedding": "Learned vectors for tokens, or one-hot inputs.",
  "model.embeddingSize": "Numbers that stand for one token.",
  "model.hiddenSize": "Width of the hidden layer, or the memory of a GRU.",
  "model.layers": "How many layers stand one above the other.",
  "model.heads": "How many places attention can look at together.",
  "model.dropout": "Share of values hidden at random while training, against learning by heart.",
  "model.positions": "Places that the model has a learned vector for: the longest context that it can ever take.",
  "model.normEpsilon":
    "A small number that keeps the norms from dividing by nothing. A model from elsewhere brings its own.",
  "model.form": "A full block with mask, positions and norms, or attention alone.",
  "model.initialization": "The rule by which weights start, as in PyTorch or in Keras.",
  "tuning.trains":
    "All weights learn most and forget most. The last blocks keep what lies below. LoRA leaves every weight as it is and learns small adapters beside them: little memory, a learning rate about ten times higher (3e-4 where all weights take 5e-5). Rate and weight decay follow the choice while they are the usual ones.",
  "tuning.lastBlocks":
    "Blocks that go on learning, counted from the last. What lies below, with the embeddings, stays as it is; a head that is tied to the embeddings stays with them.",
  "tuning.freezeEmbeddings":
    "Keeps the vectors of tokens and positions as they are. In GPT-2 the head is the same table and stays with it.",
  "tuning.loraRank": "Width of the adapters. More can learn more, and takes more memory; 8 is a usual start.",
  "tuning.loraAlpha": "What an adapter adds counts alpha divided by rank times. Twice the rank is usual.",
  "tuning.loraLayers":
    "Beside which layers adapters stand. All of the blocks learn best; queries, keys and values alone are the usual choice of other programs for GPT-2.",
  "tuning.frozenStorage":
    "16 bits halve the memory of the matrices that stay as they are. Each of their numbers is rounded once, when the run begins, to about three and a half digits, and the run trains, writes and leaves with those numbers.",
  "training.optimizer": "How gradients become changes of the weights.",
  "training.learningRate": "How far each step moves the weights. Too high diverges, too low crawls.",
  "training.momentum": "How much of the last step's direction is kept.",
  "training.beta1": "Memory of Adam's running mean of gradients.",
  "training.beta2": "Memory of Adam's running mean of squared gradients.",
  "training.decay": "Memory of RMSProp's running mean of squared gradients.",
  "training.epsilon": "A small number that keeps divisions safe.",
  "training.epsilonInsideRoot": "As in Keras; off as in PyTorch.",
  "training.weightDecay": "Pulls weights towards zero at every step.",
  "training.gradientClip": "Largest allowed norm of the gradient. 0 for none.",
  "training.batchSize": "Windows that one step learns from.",
  "training.accumulation":
    "Gradients of so many batches add up before the weights change: a larger batch in the memory of a small one.",
  "training.runLength":
    "How long the run lasts. Automatic: five epochs, and more where little data would end too soon.",
  "training.epochs": "How often training goes through all windows.",
  "training.steps": "How many batches the run learns from.",
  "training.shuffle": "A new order of windows every epoch, or one order for the run.",
  "training.schedule": "How the learning rate changes during the run.",
  "training.scheduleFactor": "Each reduction multiplies the learning rate by this.",
  "training.schedulePatience": "Epochs without improvement before a reduction.",
  "training.scheduleEvery": "Epochs between two reductions.",
  "training.warmupSteps": "Steps in which the learning rate climbs from zero.",
  "training.cosineSteps": "Steps in which the rate falls to its lowest, warm-up included. 0 for the whole run.",
  "training.minimumLearningRate": "The schedule never goes below this.",
  "training.earlyStopping": "Ends the run when this loss stops falling.",
  "training.patience": "Epochs without improvement before the run stops.",
  "training.evaluateEvery": "Steps between short looks at validation. 0 for none; every epoch ends with a full one.",
} as const satisfies SettingHelps;
