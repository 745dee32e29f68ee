// English words of the Tokens step.

export const enTokens = {
  "tokens.summaryEmpty": "Waiting for data",
  "tokens.summary": "Characters · {size} tokens · context {context}",
  "tokens.summaryPieces": "Pieces of words · {size} tokens · context {context}",
  "tokens.explanationPieces":
    "Every byte is one token, and so is every piece that comes often in the text: a common word is one token, a rare one several.",
  "tokens.all": "All tokens",
  "tokens.perToken": "Characters per token",
  "tokens.explanationPlain": "Every distinct character is one token.",
  "tokens.explanation": {
    one: "Every distinct character is one token, plus {count} special token.",
    other: "Every distinct character is one token, plus {count} special tokens.",
  },
  "tokens.strip": "First record as tokens",
  "tokens.stripEmpty": "Tokens appear here once there is data.",
  "tokens.id": "id {id}",
  "tokens.special": "special token",
  "tokens.vocabulary": "Vocabulary",
  "tokens.largeBadge": "many tokens",
  "tokens.large":
    "{size} different characters are many: each stands in the text about {times} times, and all of them make the model larger and slower.",
  "tokens.largeRemedy": "Check the encoding in the Data step, or use a text with fewer kinds of characters.",
  "tokens.largeOneHot": "In the Model step, the embedding “{learned}” keeps the model smaller.",
  "tokens.unknown": {
    one: "{count} character is not in the vocabulary",
    other: "{count} characters are not in the vocabulary",
  },
  "tokens.unknownNone": "Every character has a token.",
  "tokens.windows": "Windows",
  "tokens.windowsTrain": "{number} to train",
  "tokens.windowsValidation": "{number} to validate",
  "tokens.overlapNote":
    "Neighbouring windows overlap, so validation text is not unseen. Use a split by record for an honest figure.",
  "tokens.onePiece": "This text is one record, so its end is held back.",
  "tokens.unitTokens": { one: "{count} token", other: "{count} tokens" },
  "tokens.more": "Vocabulary and padding",
  "tokens.specialAutomatic": "Automatic",
  "tokens.specialPlaceholder": "<name> <year> <|end|>",
  "tokens.baselines": "Guessing by how often tokens come reaches {unigram}, by pairs of tokens {bigram} nats.",
  "tokens.baselinesPadded":
    "Each of them {remark}. On the text alone, token pairs reach {loss} nats and guess {share} right.",
} as const;
