// English words of the list of tokens, which come with it when it is opened.

export const enVocabulary = {
  order: "Order",
  count: "Count",
  id: "Id",
  length: "Length",
  token: "Token",
  search: "Find tokens with",
  shown: { one: "{count} token", other: "{count} tokens" },
  shownFirst: { one: "{count} token, the first {shown} shown", other: "{count} tokens, the first {shown} shown" },
  learning: { one: "{count} piece of {wanted} learned", other: "{count} pieces of {wanted} learned" },
  times: { one: "stood {count} time in the text", other: "stood {count} times in the text" },
  firstWindows: "First windows",
  firstWindowsHint: "what the model reads, and what it has to guess",
  context: "Context",
  target: "Target",
  markedHint: "Marked tokens are those that the loss counts; the model only reads the others.",
} as const;
